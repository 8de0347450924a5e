"""What claims rest on, and what we ourselves make of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from attribution.models.claims import Claim
from attribution.vocab.grounds import (
    Confidence,
    Disclosure,
    EvidenceKind,
    Likelihood,
    QuestionKind,
    QuestionStatus,
    Sign,
)
from incidents.models import Incident, KindOfRecord, Record
from incidents.vocab import EntityLevel, RecordKind


class Evidence(KindOfRecord):
    """One item that speaks for or against claims; how it bears is in its bearings."""

    KIND = RecordKind.EVIDENCE
    OWNED: ClassVar[tuple[str, ...]] = ("citations", "aliases", "bearings")

    evidence_kind = models.CharField(max_length=24, choices=EvidenceKind)
    disclosure = models.CharField(max_length=12, choices=Disclosure)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="evidence")

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(evidence_kind__in=EvidenceKind.values)
                & Q(disclosure__in=Disclosure.values),
                name="evidence_words_known",
            ),
        ]


class Bearing(models.Model):
    """How one item of evidence bears on one claim, and whether the claimant used it."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="bearings")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="bearings")
    sign = models.CharField(max_length=2, choices=Sign)
    is_cited = models.BooleanField(
        default=False, help_text="The claimant itself brings it forward."
    )

    class Meta:
        ordering = ["evidence", "claim__key"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "claim"], name="bearing_once_per_claim"
            ),
            models.CheckConstraint(
                condition=Q(sign__in=Sign.values), name="bearing_sign_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sign_display()} with {self.claim}"


class Question(KindOfRecord):
    """A conflict between sources or a gap in the record, with our view of it.

    Its ``name`` is the topic or question, its ``description`` our view.
    """

    KIND = RecordKind.QUESTION
    OWNED: ClassVar[tuple[str, ...]] = ("citations", "aliases", "sides")

    question_kind = models.CharField(max_length=8, choices=QuestionKind)
    status = models.CharField(max_length=16, choices=QuestionStatus)
    about = models.ManyToManyField(Record, blank=True, related_name="questions_about")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(question_kind__in=QuestionKind.values)
                & Q(status__in=QuestionStatus.values),
                name="question_words_known",
            ),
        ]


class QuestionSide(models.Model):
    """One position on a question, with the records and sources that hold it."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="sides")
    rank = models.PositiveSmallIntegerField()
    position = models.TextField()
    held_in = models.ManyToManyField(Record, blank=True, related_name="sides_held")

    class Meta:
        ordering = ["question", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "rank"], name="question_side_once_per_rank"
            ),
        ]

    def __str__(self) -> str:
        return self.position


class Assessment(KindOfRecord):
    """Our own judgement on one question about an incident; it replaces no claim.

    Likelihood and confidence are two fields and never one (ICD 203).
    """

    KIND = RecordKind.ASSESSMENT
    OWNED: ClassVar[tuple[str, ...]] = ("citations", "aliases", "hypotheses")

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="assessments")
    likelihood = models.CharField(max_length=24, choices=Likelihood, blank=True)
    confidence = models.CharField(max_length=12, choices=Confidence, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__in=["", *Likelihood.values])
                & Q(confidence__in=["", *Confidence.values]),
                name="assessment_words_known",
            ),
        ]


class Hypothesis(models.Model):
    """One answer that an assessment weighs; at most one is the one it favours."""

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="hypotheses"
    )
    rank = models.PositiveSmallIntegerField()
    text = models.TextField()
    attributed_to = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="hypotheses_naming"
    )
    entity_level = models.CharField(max_length=20, choices=EntityLevel, blank=True)
    is_favoured = models.BooleanField(default=False)
    signs = models.JSONField(
        default=dict, blank=True, help_text="ACH sign by evidence key, no number."
    )

    class Meta:
        ordering = ["assessment", "rank"]
        verbose_name_plural = "hypotheses"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "rank"], name="hypothesis_once_per_rank"
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(is_favoured=True),
                name="hypothesis_favoured_is_one",
            ),
        ]

    def __str__(self) -> str:
        return self.text
