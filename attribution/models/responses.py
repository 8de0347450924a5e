"""What states and others did about it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from attribution.models.claims import Claim
from attribution.vocab.responses import ILClass, ResponseStatus, ResponseType
from incidents.fields import EDTFField, bound, by_date
from incidents.models import Identity, KindOfRecord, Record
from incidents.vocab import RecordKind


class DiplomaticResponse(KindOfRecord):
    """One act in answer to an incident, a claim or another response.

    A listing or an indictment is a response and no attribution; an attribution in
    the same act is a claim of its own that the response rests on.
    """

    KIND = RecordKind.RESPONSE
    OWNED: ClassVar[tuple[str, ...]] = ("citations", "aliases", "transitions")

    response_type = models.CharField(max_length=32, choices=ResponseType)
    responders = models.ManyToManyField(Identity, related_name="responses_made")
    addressees = models.ManyToManyField(
        Identity, blank=True, related_name="responses_received"
    )
    announced = EDTFField()
    announced_earliest = bound()
    announced_latest = bound()
    effective = EDTFField()
    effective_earliest = bound()
    effective_latest = bound()
    legal_basis = models.TextField(blank=True)
    il_class_claimed = models.CharField(max_length=24, choices=ILClass, blank=True)
    il_class_assessed = models.CharField(max_length=24, choices=ILClass, blank=True)
    rests_on = models.ManyToManyField(Claim, blank=True, related_name="responses")
    answers = models.ManyToManyField(
        Record, blank=True, related_name="answered_by", help_text="What it reacts to."
    )
    voices = models.ManyToManyField(
        Claim, blank=True, related_name="voiced_in", help_text="Claims made in the act."
    )
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = by_date("announced", "response_by_date")
        constraints = [
            models.CheckConstraint(
                condition=Q(response_type__in=ResponseType.values),
                name="response_type_known",
            ),
            models.CheckConstraint(
                condition=Q(il_class_claimed__in=["", *ILClass.values])
                & Q(il_class_assessed__in=["", *ILClass.values]),
                name="response_il_class_known",
            ),
        ]


class ResponseTransition(models.Model):
    """One dated step in the life of a response."""

    response = models.ForeignKey(
        DiplomaticResponse, models.PROTECT, related_name="transitions"
    )
    rank = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=ResponseStatus)
    when = EDTFField()
    when_earliest = bound()
    when_latest = bound()
    legal_ref = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["response", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "rank"], name="response_transition_once_per_rank"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ResponseStatus.values),
                name="response_status_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.when}".strip()
