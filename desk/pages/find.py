"""The answer to a keystroke in a field that points at a record.

The widget is Django's own; what it is told of each hit is ours. ``kinds=a,b`` in the
place of a field asks for records of those kinds, ``by=key`` for keys as ids; ``among``
is a query with ``about``, ``marking`` and ``as_of``: only what such a briefing tells.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict

from briefings.request import Request
from desk import labels
from desk.clearance import markings_of
from desk.forms import KINDS_OFFERED
from desk.selectors.briefings import keys_offered
from desk.selectors.find import Hit, find, kinds_in
from incidents.models import Record
from incidents.snapshot import record_models
from incidents.vocab import Marking, RecordState
from sharing.selection import NotPublished

MOST_KINDS_TO_ADD = 4
Answer = Callable[[HttpRequest], HttpResponse]


def autocomplete(request: HttpRequest, otherwise: Answer) -> HttpResponse:
    """Return a page of the records that a field may point at and the reader may see.

    ``otherwise`` answers for fields that point at no record, such as a user.

    Raises:
        PermissionDenied: there is no such field, or the reader may view no kind that
            it may point at.
    """
    assert isinstance(request.user, User)
    wanted = _kinds(request)
    if wanted is None:
        return otherwise(request)
    kinds = [each for each in wanted if may(request.user, "view", each)]
    if not kinds:
        raise PermissionDenied
    term, page = request.GET.get("term", "")[:200], request.GET.get("page", "1")
    found = find(
        term,
        user=request.user,
        # All kinds are no condition, which is faster than one that is always true.
        kinds=() if len(kinds) == len(record_models()) else kinds,
        page=int(page) if page.isdecimal() else 1,
        among=_among(request, request.user),
    )
    by = "key" if request.GET.get("by") == "key" else "pk"
    return JsonResponse(
        {
            "results": [_told(hit, by) for hit in found.hits],
            "pagination": {"more": found.has_more},
            "add": _to_add(request.user, wanted),
        }
    )


def _among(request: HttpRequest, user: User) -> list[str] | None:
    """Return the keys of what a briefing tells; None where it is not known yet."""
    told = QueryDict(request.GET.get("among", ""))
    about, marking = told.getlist("about"), told.get("marking", "")
    if not about or marking not in markings_of(user):
        return None
    try:
        day = date.fromisoformat(told["as_of"]) if told.get("as_of") else None
        return keys_offered(Request(tuple(about), marking=marking, as_of=day))
    except (NotPublished, ValueError):
        return []


def _kinds(request: HttpRequest) -> Collection[str] | None:
    """Return the kinds asked for; None where the field points at no record."""
    if named := request.GET.get("kinds"):
        return [each for each in named.split(",") if each in record_models()]
    try:
        model = apps.get_model(request.GET["app_label"], request.GET["model_name"])
        field = model._meta.get_field(request.GET["field_name"])
        target = field.remote_field.model
    except (KeyError, LookupError, FieldDoesNotExist, AttributeError) as error:
        raise PermissionDenied from error
    if not issubclass(target, Record):
        return None
    offered = KINDS_OFFERED.get((str(model._meta.model_name), field.name))
    return offered or kinds_in(target)


def may(user: User, act: str, kind: str) -> bool:
    """Whether the person may view or add records of the kind."""
    meta = record_models()[kind]._meta
    return user.has_perm(f"{meta.app_label}.{act}_{meta.model_name}")


def _told(hit: Hit, by: str) -> dict[str, Any]:
    stands = hit.state == RecordState.IN_USE
    return {
        "id": str(getattr(hit, by)),
        "text": hit.name,
        "key": hit.key,
        "kind": hit.kind_in_words,
        "about": hit.about,
        "names": [{"name": each.name, "whose": each.whose} for each in hit.names],
        "marking": hit.marking.lower().replace("_", "-") or "none",
        "tlp": str(Marking(hit.marking).label) if hit.marking else "unmarked",
        "state": "" if stands else hit.state,
    }


def _to_add(user: User, kinds: Iterable[str]) -> list[dict[str, str]]:
    """Return which kinds the person could add instead; none where any would do."""
    addable = [each for each in kinds if may(user, "add", each)]
    if len(addable) > MOST_KINDS_TO_ADD:
        return []
    return [{"kind": each, "label": labels.kind_in_words(each)} for each in addable]
