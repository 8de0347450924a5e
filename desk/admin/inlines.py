"""Rows that belong to a record and are versioned with it."""

from collections.abc import Iterator
from typing import Any, TypeVar

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from attribution.models import (
    Bearing,
    ClaimGround,
    Hypothesis,
    QuestionSide,
    ResponseTransition,
)
from desk.admin.access import ClearedFields
from desk.admin.actions import user_of
from desk.admin.base import FormFields
from desk.forms import HypothesisForm
from desk.labels import declared, hint, label
from desk.selectors.hidden import without_hidden_names
from incidents.models import Alias, Citation, Record, StixName

M = TypeVar("M", bound=models.Model)


class RowFields(ClearedFields[M], FormFields[M]):
    """Inputs of a row that name no record above the reader's clearance."""


class CitationInline(RowFields[Citation], admin.StackedInline[Citation, Record]):
    """The sources of the record, field by field."""

    model = Citation
    fk_name = "record"
    extra = 0
    autocomplete_fields = ["source"]
    fields = [
        ("field", "source", "locator"),
        ("stated_value", "stated_by", "credibility"),
        ("quote", "quote_lang", "translation"),
    ]

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Return a choice of the record's fields, by the names that its form has."""
        if db_field.name != "field":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.ChoiceField(
            choices=lambda: list(_citable(self.parent_model)),
            required=False,
            help_text=hint(db_field),
        )


def _citable(kind: Any) -> Iterator[tuple[str, str]]:
    """Yield what of a record a source can speak for: the whole, or one field."""
    yield "", "The record as a whole"
    for field in (*declared(Record), *declared(kind)):
        if field.editable and not getattr(field.remote_field, "parent_link", False):
            yield field.name, label(field.name, kind.KIND)


class AliasInline(RowFields[Alias], admin.TabularInline[Alias, Record]):
    """Its other names."""

    model = Alias
    fk_name = "record"
    extra = 0
    autocomplete_fields = ["namer"]


class ClaimGroundInline(
    RowFields[ClaimGround], admin.TabularInline[ClaimGround, Record]
):
    """The grounds that the claimant gives."""

    model = ClaimGround
    extra = 0


class BearingInline(RowFields[Bearing], admin.TabularInline[Bearing, Record]):
    """How the evidence bears on claims."""

    model = Bearing
    fk_name = "evidence"
    extra = 0
    autocomplete_fields = ["claim"]


class QuestionSideInline(
    RowFields[QuestionSide], admin.StackedInline[QuestionSide, Record]
):
    """The positions on a question."""

    model = QuestionSide
    fk_name = "question"
    extra = 0
    autocomplete_fields = ["held_in"]


class ResponseTransitionInline(
    RowFields[ResponseTransition], admin.TabularInline[ResponseTransition, Record]
):
    """The steps in the life of a response."""

    model = ResponseTransition
    extra = 0


class HypothesisInline(RowFields[Hypothesis], admin.StackedInline[Hypothesis, Record]):
    """The answers that an assessment weighs."""

    model = Hypothesis
    form = HypothesisForm
    fk_name = "assessment"
    extra = 0
    autocomplete_fields = ["attributed_to"]


class StixNameInline(admin.TabularInline[StixName, Record]):
    """The ids under which the record leaves, minted once and shown only."""

    model = StixName
    fk_name = "record"
    extra = 0
    readonly_fields = ["part", "type", "uuid", "created"]
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[StixName]:
        """Return the names, without those of ties to what the reader may not see."""
        return without_hidden_names(super().get_queryset(request), user_of(request))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: names are minted by the service that publishes."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a name is for life."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a name is for life."""
        return False


RECORD_INLINES = (CitationInline, AliasInline, StixNameInline)
