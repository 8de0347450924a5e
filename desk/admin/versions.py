"""All records together, and the versions they had."""

from typing import Any

import orjson
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from desk.admin.actions import RecordActions
from desk.admin.base import ReadOnlyAdmin
from desk.forms import KINDS_OFFERED
from desk.site import site
from incidents.models import Change, Record
from incidents.snapshot import record_models


@admin.register(Record, site=site)
class AllRecordsAdmin(RecordActions[Record], ReadOnlyAdmin[Record]):
    """Every record of any kind, to search in and to choose from."""

    list_display = ["name", "key", "kind", "marking", "state", "version"]
    list_filter = ["kind", "marking", "state"]
    search_fields = ["name", "key", "aliases__name"]
    ordering = ["key"]
    fields = ["edit", "name", "key", "kind", "uid", "marking", "state", "version"]

    @admin.display(description="Its own page")
    def edit(self, record: Record) -> str:
        """Link to the page of the record's own kind."""
        name = record_models()[record.kind]._meta.model_name
        label = record_models()[record.kind]._meta.app_label
        address = reverse(f"admin:{label}_{name}_change", args=[record.pk])
        return format_html('<a href="{}">{}</a>', address, record.key)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Record], search_term: str
    ) -> tuple[QuerySet[Record], bool]:
        """Offer a field only records of the kinds that it may point at."""
        asking = request.GET.get("model_name", ""), request.GET.get("field_name", "")
        if asking in KINDS_OFFERED:
            queryset = queryset.filter(kind__in=KINDS_OFFERED[asking])
        return super().get_search_results(request, queryset, search_term)


@admin.register(Change, site=site)
class ChangeAdmin(ReadOnlyAdmin[Change]):
    """Every version of every record, whole; append-only."""

    list_display = ["record", "version", "at", "by", "door", "reason"]
    list_select_related = ["record", "by"]
    list_filter = ["door", "at"]
    search_fields = ["record__key", "record__name", "reason"]
    ordering = ["-at", "-pk"]
    fields = [
        "record",
        "version",
        "at",
        "by",
        "door",
        "reason",
        "vocab_version",
        "whole",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        """Return versions without their bodies, which only one page shows."""
        return super().get_queryset(request).defer("snapshot")

    @admin.display(description="The version, whole")
    def whole(self, change: Change) -> str:
        """Return the snapshot as it would be read by a person."""
        return as_text(change.snapshot)


def as_text(value: Any) -> str:
    """Return JSON laid out in lines."""
    laid_out = orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    return format_html("<pre>{}</pre>", laid_out)
