"""A page for every record and every STIX id, whose address stays for life."""

from typing import Any
from uuid import UUID

import orjson
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from desk.admin.actions import user_of
from desk.clearance import may_see, visible
from desk.labels import kind_in_words
from desk.pages.base import desk_page, record_or_404, show
from desk.pages.find import may
from desk.selectors import permanent
from desk.selectors.hidden import WITHHELD, names_hidden, published
from incidents.models import Record
from incidents.snapshot import record_models
from incidents.vocab import RecordKind
from sharing.models import ObjectBody

# Whom others accuse, and who accuses others.
ACCUSABLE = (
    RecordKind.THREAT_ACTOR,
    RecordKind.INTRUSION_SET,
    RecordKind.IDENTITY,
)


@desk_page("incidents.view_record")
def record(request: HttpRequest, key: str) -> HttpResponse:
    """Show a record: its fields with their sources, what refers to it, its ids.

    A uid leads to the key, an incident to the page of its own.
    """
    uid = _uid(key)
    if uid is not None:
        found = visible(Record.objects.filter(uid=uid), user_of(request)).first()
        if found is None:
            raise Http404(f"No record {key}.")
        return HttpResponseRedirect(reverse("desk:record", args=[found.key]))
    found = record_or_404(request, key)
    if found.kind == RecordKind.INCIDENT:
        return HttpResponseRedirect(reverse("desk:incident", args=[key]))
    user = user_of(request)
    context: dict[str, Any] = {
        "record": found,
        "kind": kind_in_words(found.kind),
        "page": permanent.page(found, user),
        "is_accusable": found.kind in ACCUSABLE,
        "edit": _edit(found) if may(user, "change", found.kind) else "",
    }
    return show(request, "desk/permanent/record.html", found.name, context)


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _edit(record: Record) -> str:
    meta = record_models()[record.kind]._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


@desk_page("incidents.view_record", "sharing.view_objectbody")
def stix(request: HttpRequest, stix_id: str) -> HttpResponse:
    """Show the record of a STIX id and every version of the object that left.

    Raises:
        Http404: alike for an id that is none and for one of a hidden record.
    """
    user = user_of(request)
    if _uid(stix_id.partition("--")[2]) is None:
        raise Http404(f"No object {stix_id}.")
    name = permanent.stix_name(stix_id)
    if name is not None and not may_see(user, name.record):
        raise Http404(f"No object {stix_id}.")
    bodies = published(
        ObjectBody.objects.filter(stix_id=stix_id).select_related("release"),
        user,
        uid="record_uid",
        marking="marking",
    )
    versions = list(bodies.order_by("-modified"))
    if name is None and not versions:
        raise Http404(f"No object {stix_id}.")
    is_withheld = bool(versions) and names_hidden(user, versions[0].record_uid)
    context = {
        "stix_id": stix_id,
        "name": name,
        "record": name.record if name else _owner(versions[0]),
        "versions": [
            (each, WITHHELD if is_withheld else _laid_out(each)) for each in versions
        ],
    }
    return show(request, "desk/permanent/stix.html", stix_id, context)


def _owner(body: ObjectBody) -> Record | None:
    return Record.objects.filter(uid=body.record_uid).first()


def _laid_out(body: ObjectBody) -> str:
    """Return the object as lines; an erased body has none."""
    if not body.body:
        return ""
    content = orjson.loads(bytes(body.body))
    return orjson.dumps(content, option=orjson.OPT_INDENT_2).decode()
