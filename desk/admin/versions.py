"""All records together, and the versions they had."""

from typing import Any

import orjson
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from desk.admin import columns
from desk.admin.access import Cleared
from desk.admin.actions import RecordActions, user_of
from desk.admin.base import ReadOnlyAdmin
from desk.admin.filters_of_work import FOR_ALL, OfKind
from desk.admin.lists import RecordList
from desk.clearance import visible_versions
from desk.site import site
from incidents.models import Change, Record
from incidents.snapshot import record_models


@admin.register(Record, site=site)
class AllRecordsAdmin(
    RecordList[Record], Cleared[Record], RecordActions[Record], ReadOnlyAdmin[Record]
):
    """Every record of any kind, to search in, the latest first."""

    list_display = [columns.title, columns.kind, columns.changed, *columns.LAST]
    list_filter = [OfKind, *FOR_ALL]
    ordering = ["-recorded_at"]
    fields = ["edit", "name", "key", "kind", "uid", "marking", "state", "version"]

    @admin.display(description="Its own page")
    def edit(self, record: Record) -> str:
        """Link to the page of the record's own kind."""
        name = record_models()[record.kind]._meta.model_name
        label = record_models()[record.kind]._meta.app_label
        address = reverse(f"admin:{label}_{name}_change", args=[record.pk])
        return format_html('<a href="{}">{}</a>', address, record.key)


@admin.register(Change, site=site)
class ChangeAdmin(Cleared[Change], ReadOnlyAdmin[Change]):
    """Every version of every record; append-only. A version has a page of its own."""

    record = "record"
    list_display = ["record", "version", "at", "by", "door", "reason"]
    list_select_related = ["record", "by"]
    list_filter = ["door", "at"]
    search_fields = ["record__key", "record__name", "reason"]
    ordering = ["-at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        """Return versions without their bodies, which only one page shows."""
        rows = super().get_queryset(request).defer("snapshot")
        return visible_versions(rows, user_of(request))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Lead to the version's own page.

        Raises:
            PermissionDenied: versions are not added here.
            Http404: alike for what is not there and for what is hidden.
        """
        if object_id is None:
            raise PermissionDenied
        change = self.get_object(request, unquote(object_id))
        if change is None or not self.has_view_permission(request, change):
            raise Http404
        where = [change.record.key, change.version]
        return HttpResponseRedirect(reverse("desk:version", args=where))


def as_text(value: Any) -> str:
    """Return JSON laid out in lines."""
    laid_out = orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    return format_html("<pre>{}</pre>", laid_out)
