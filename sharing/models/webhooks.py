"""Where partners want to be told of releases, what each was told, and every attempt."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from sharing.models.partners import Partner, ServiceToken
from sharing.models.store import Release


class BySomebody(models.Model):
    """What somebody did: ``by`` at the desk, or with a partner's ``token``."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    token = models.ForeignKey(ServiceToken, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class EndpointState(models.TextChoices):
    """Whether events are sent to an endpoint."""

    ON = "on", "on"
    OFF = "off", "switched off"
    FAILED = "failed", "switched off after a day of failures"
    ENDED = "ended", "taken down by the partner"


class Endpoint(models.Model):
    """The address that one partner is told of releases at, and how it stands there.

    Made at the desk by somebody, or by the partner itself with a token. A partner has
    one at most; one that it took down stays, with its log, and is told nothing more.

    Secrets are kept closed by the server's key; during a rotation both sign, until
    ``former_until``. Events leave in their order: while the oldest fails, the others
    wait. ``leased_until`` keeps two workers from sending the same; ``next_at`` is when
    the next attempt is due, ``failing_since`` when the present run of failures began.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="endpoints")
    url = models.URLField(max_length=500, verbose_name="address")
    state = models.CharField(
        max_length=6, choices=EndpointState, default=EndpointState.ON
    )
    secret = models.TextField()
    former_secret = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    made_with = models.ForeignKey(
        ServiceToken, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["partner__name"]
        verbose_name = "webhook"
        constraints = [
            models.UniqueConstraint(
                fields=["partner"],
                condition=~Q(state="ended"),
                name="endpoint_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(made_by__isnull=True, made_with__isnull=False)
                | Q(made_by__isnull=False, made_with__isnull=True),
                name="endpoint_made_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=EndpointState.values),
                name="endpoint_state_known",
            ),
            models.CheckConstraint(
                condition=Q(url__startswith="https://"), name="endpoint_is_https"
            ),
            models.CheckConstraint(
                condition=Q(former_secret="", former_until__isnull=True)
                | ~Q(former_secret="") & Q(former_until__isnull=False),
                name="endpoint_former_secret_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.url


class EndpointAct(models.TextChoices):
    """What can be done to an endpoint."""

    MADE = "made", "made"
    MOVED = "moved", "given this address"
    SECRET = "secret", "given a new secret"
    ON = "on", "switched on"
    OFF = "off", "switched off"
    ENDED = "ended", "taken down"


class EndpointChange(BySomebody):
    """That somebody changed an endpoint: at the desk, or with a token. Append-only.

    ``url`` is the address as it was from then on. What failures do to an endpoint is
    told by its attempts.
    """

    endpoint = models.ForeignKey(Endpoint, models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    act = models.CharField(max_length=6, choices=EndpointAct)
    url = models.URLField(max_length=500)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=True, token__isnull=False)
                | Q(by__isnull=False, token__isnull=True),
                name="endpointchange_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(act__in=EndpointAct.values),
                name="endpointchange_act_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.endpoint} {self.get_act_display()}"


class EventType(models.TextChoices):
    """What a partner can be told."""

    RELEASE = "release.published", "release published"
    WITHDRAWAL = "briefing.withdrawn", "briefing withdrawn"
    TEST = "endpoint.test", "test"


class Event(models.Model):
    """One thing that an endpoint is told: a release that touched what it may read.

    Or that an edition of a briefing was withdrawn which the partner was sent. Written
    in the transaction of what it tells, so neither is there without the other.
    ``body`` is the payload, the same bytes at each attempt; it never has content.
    Delivered is what the endpoint answered with 2xx. A test is sent apart from the
    line, and once.
    """

    endpoint = models.ForeignKey(Endpoint, models.PROTECT, related_name="events")
    message_id = models.CharField(max_length=40, unique=True)
    type = models.CharField(max_length=20, choices=EventType)
    release = models.ForeignKey(
        Release, models.PROTECT, null=True, related_name="events"
    )
    at = models.DateTimeField()
    body = models.BinaryField()
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "release"], name="event_once_per_release"
            ),
            models.CheckConstraint(
                condition=~Q(type=EventType.RELEASE) & Q(release__isnull=True)
                | Q(type=EventType.RELEASE, release__isnull=False),
                name="event_of_a_release_names_it",
            ),
        ]
        # The line: what an endpoint has not been told yet, oldest first.
        indexes = [
            models.Index(
                fields=["endpoint", "id"],
                condition=Q(delivered_at__isnull=True) & ~Q(type="endpoint.test"),
                name="event_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.message_id


class Attempt(BySomebody):
    """One try to deliver an event, and what came of it. Append-only.

    ``status`` is the answer's, empty where none came; ``outcome`` says it in words.
    Somebody stands there only if he asked for it, where it was no matter of course.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    url = models.URLField(max_length=500)
    is_delivered = models.BooleanField()
    status = models.PositiveSmallIntegerField(null=True)
    milliseconds = models.PositiveIntegerField()
    outcome = models.CharField(max_length=300)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.event} {self.at:%Y-%m-%d %H:%M:%S}"
