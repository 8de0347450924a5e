"""Who may pull from the store, with which tokens, and what they were sent.

Partners and tokens are written by ``sharing.services``; pulls and spendings by
``sharing.access`` alone, with one statement for each request.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from incidents.vocab import Marking
from sharing.models.store import Collection, Release


class Scope(models.TextChoices):
    """What a token may be used for."""

    TAXII_READ = "taxii:read", "read by TAXII"
    TAXII_WRITE = "taxii:write", "post by TAXII"
    REST_READ = "rest:read", "read by REST"
    REPORTS_READ = "reports:read", "read reports"
    WEBHOOKS_MANAGE = "webhooks:manage", "manage webhooks"


class Outlet(models.TextChoices):
    """By which way something was served."""

    TAXII = "taxii", "TAXII objects"
    MANIFEST = "manifest", "TAXII manifest"
    REST = "rest", "REST"
    BUNDLE = "bundle", "STIX bundle"
    CSV = "csv", "CSV"
    BRIEFING = "briefing", "briefing"


class Partner(models.Model):
    """An organisation that pulls from the store: how far it is trusted, and with what.

    ``ceiling`` is the strictest marking that any of its tokens may ever see. It gets
    the collections of all published objects up to there, and those granted here. A
    suspended partner's tokens are refused until the suspension is lifted.
    """

    name = models.CharField(max_length=120, unique=True)
    contact = models.EmailField(
        help_text="Told when a token is about to expire; best an address of a team."
    )
    ceiling = models.CharField(max_length=12, choices=Marking)
    collections = models.ManyToManyField(
        Collection,
        blank=True,
        related_name="partners",
        verbose_name="granted collections",
        help_text="Besides those of everything published up to the ceiling.",
    )
    about = models.TextField(
        blank=True, help_text="What the partner is, and on what agreement it pulls."
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    suspended_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        permissions = [("see_as_partner", "Can see what a partner sees")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    suspended_at__isnull=True,
                    suspended_by__isnull=True,
                    suspended_why="",
                )
                | Q(suspended_at__isnull=False, suspended_by__isnull=False)
                & ~Q(suspended_why=""),
                name="partner_suspension_says_when_who_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceToken(models.Model):
    """A program's key to the outlets, bound to a partner and to no person.

    Written ``cia_<key>.<secret>`` and shown once. ``digest`` is the HMAC-SHA-256 of
    the secret with a pepper that is not in the database, so that the database alone
    reveals no token. A token is never extended: its successor has a new secret, and
    for a while both are good.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="tokens")
    label = models.CharField(
        max_length=60, help_text="Which system uses it, such as OpenCTI or SIEM."
    )
    key = models.CharField(max_length=12, unique=True)
    digest = models.BinaryField(max_length=32)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope))
    ceiling = models.CharField(max_length=12, choices=Marking)
    collections = models.ManyToManyField(
        Collection,
        blank=True,
        related_name="tokens",
        help_text="If any are named, the token reaches no other collection.",
    )
    addresses = ArrayField(
        models.CharField(max_length=43),
        blank=True,
        default=list,
        help_text="Networks that it may be used from; none means from anywhere.",
    )
    not_before = models.DateTimeField()
    expires = models.DateTimeField()
    per_minute = models.PositiveIntegerField(help_text="Requests in any one minute.")
    per_day = models.PositiveIntegerField(help_text="Requests in any one day.")
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successor",
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    last_used_at = models.DateTimeField(
        null=True, blank=True, help_text="To the minute."
    )
    warned_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="How many days before its end the partner was last told of it.",
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    revoked_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["partner", "label", "-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires__gt=F("not_before")),
                name="token_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(scopes=[]), name="token_is_good_for_something"
            ),
            models.CheckConstraint(
                condition=Q(per_minute__gt=0, per_day__gt=0),
                name="token_allows_requests",
            ),
            models.CheckConstraint(
                condition=Q(
                    revoked_at__isnull=True, revoked_by__isnull=True, revoked_why=""
                )
                | Q(revoked_at__isnull=False, revoked_by__isnull=False)
                & ~Q(revoked_why=""),
                name="token_revocation_says_when_who_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.label} ({self.key})"


class Spending(models.Model):
    """How many requests a token has made in its current minute and day.

    Kept apart, in a table that PostgreSQL does not log: all worker processes share it
    and none waits for the disk. A crash of the server empties it, and each token
    begins a new minute and day.
    """

    token = models.OneToOneField(ServiceToken, models.CASCADE, primary_key=True)
    minute_from = models.DateTimeField()
    minute_count = models.IntegerField()
    day_from = models.DateTimeField()
    day_count = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.token_id}: {self.minute_count}, {self.day_count}"


class Pull(models.Model):
    """One answer that was served to a partner; nothing that a recall needs ever goes.

    Append-only; of old entries a function of the database forgets the address, the
    query, and repetitions.

    What was in it is told in one of three ways: by a range of ``collection`` positions
    with the filter that was on it and the ``head`` it saw; by a view of the store
    (release, marking, day) and the ``key`` asked about; or by the row numbers of
    published records. The ``key`` of a briefing's file is its edition. An answer of
    "unchanged" (304) is no pull.
    """

    at = models.DateTimeField()
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="pulls", db_index=False
    )
    token = models.ForeignKey(
        ServiceToken, models.PROTECT, related_name="pulls", db_index=False
    )
    outlet = models.CharField(max_length=10, choices=Outlet)
    address = models.GenericIPAddressField(null=True)
    query = models.TextField(help_text="Path and parameters, as asked.")
    count = models.PositiveIntegerField(help_text="Objects or records.")
    size = models.BigIntegerField(help_text="Bytes before compression.")
    # A range of a collection.
    collection = models.ForeignKey(
        Collection, models.PROTECT, null=True, related_name="+", db_index=False
    )
    first = models.BigIntegerField(null=True)
    last = models.BigIntegerField(null=True)
    head = models.BigIntegerField(null=True)
    ids = ArrayField(models.TextField(), default=list)
    types = ArrayField(models.TextField(), default=list)
    versions = ArrayField(models.TextField(), default=list)
    # A view of the store.
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, related_name="+", db_index=False
    )
    marking = models.CharField(max_length=12, choices=Marking, blank=True)
    as_of = models.DateField(null=True)
    key = models.CharField(max_length=120, blank=True)
    # Published records, by row number.
    records = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["at"], name="pull_by_time"),
            models.Index(fields=["partner", "at"], name="pull_by_partner"),
            models.Index(
                fields=["collection", "last"],
                condition=Q(collection__isnull=False),
                name="pull_by_range",
            ),
            # Who has an edition that is taken back.
            models.Index(
                fields=["key"],
                condition=Q(outlet="briefing"),
                name="pull_of_briefing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.at:%Y-%m-%d %H:%M} {self.query}"
