"""A briefing's way to its readers: typed, asked for, let out by another, taken back.

Every step is a row that is never changed; where an edition stands follows from them.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from briefings.models.series import Series, Template
from incidents.vocab import Marking

PERSON = settings.AUTH_USER_MODEL


class Edition(models.Model):
    """One edition of a briefing; what it says is its last draft.

    A correction of a released edition is the next one; it bears the same number.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="editions")
    previous = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next"
    )
    edition = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="briefings")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(previous__isnull=True, edition=1)
                | Q(previous__isnull=False, edition__gt=1),
                name="edition_counts_from_one",
            ),
            models.CheckConstraint(
                condition=Q(previous__isnull=True) | ~Q(previous=F("pk")),
                name="edition_follows_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Briefing {self.pk}, edition {self.edition}"


class Draft(models.Model):
    """What an edition asks for, as somebody saved it; ``number`` counts them.

    ``asked`` has the fields of `briefings.request.Request`. ``correction`` is what the
    readers of the edition before are told: what was wrong, or is new.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="drafts")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    marking = models.CharField(max_length=12, choices=Marking)
    template = models.ForeignKey(
        Template, models.PROTECT, null=True, blank=True, related_name="drafts"
    )
    asked = models.JSONField()
    correction = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="briefing_drafts")
    at = models.DateTimeField()

    class Meta:
        ordering = ["edition", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="draft_number_once"
            ),
            models.CheckConstraint(
                condition=Q(marking__in=Marking.values), name="draft_is_marked"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Ask(models.Model):
    """That an officer asked for the release of one draft.

    ``asked`` is the draft's request with all that could still have moved held fast:
    which state of the record, which look, compared with what. A later draft voids it.
    """

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="asks")
    asked = models.JSONField()
    known_at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="briefing_asks")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Release asked for: {self.draft}"


class Return(models.Model):
    """That an ask was sent back by somebody, or taken back by its author, and why."""

    ask = models.OneToOneField(Ask, models.PROTECT, related_name="answer")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="briefing_returns")
    at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="briefing_return_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Release(models.Model):
    """That a second person let an edition out, and under which number.

    A trigger fills ``authors`` (who saved a draft of it, or asked) and refuses one of
    them, an ask that is no longer the last, and one that was sent back.
    """

    ask = models.OneToOneField(Ask, models.PROTECT, related_name="release")
    number = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="briefing_releases")
    at = models.DateTimeField()
    authors = ArrayField(models.BigIntegerField(), default=list, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "edition"], name="briefing_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}, edition {self.edition}"


class Withdrawal(models.Model):
    """That a released edition is no longer to be used, and why; its files stay."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="withdrawal")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="briefing_withdrawals")
    at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="briefing_withdrawal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.reason
