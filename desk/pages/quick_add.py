"""A new record in a sheet, for a choice that does not have it yet."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from desk.admin.actions import user_of
from desk.forms.quick import FIELDS, QuickForm, quick_form
from desk.labels import kind_in_words
from desk.pages.base import desk_page
from incidents.models import Record
from incidents.services import add_named
from incidents.snapshot import record_models
from incidents.vocab import Door

REASON = "Made while another record was entered."
UNPROCESSABLE = 422


@desk_page()
def quick_add(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the few fields of a new record, or make it and say what it is.

    A GET fills the fields in that its query names. A POST makes a draft by the
    service and answers with JSON, or shows the form with its errors.
    """
    if kind not in FIELDS:
        raise Http404(f"No {kind} is made of a few fields.")
    user = user_of(request)
    meta = record_models()[kind]._meta
    if not user.has_perm(f"{meta.app_label}.add_{meta.model_name}"):
        raise PermissionDenied
    if request.method != "POST":
        initial = {name: request.GET.get(name, "") for name in FIELDS[kind]}
        return _sheet(request, kind, quick_form(kind)(user=user, initial=initial))
    form = quick_form(kind)(request.POST, user=user)
    record = _made(request, form) if form.is_valid() else None
    if record is None:
        return _sheet(request, kind, form, status=UNPROCESSABLE)
    return JsonResponse(
        {"id": record.pk, "text": record.name, "key": record.key, "kind": record.kind}
    )


def _made(request: HttpRequest, form: QuickForm) -> Record | None:
    """Return the new record; None if it is refused, which the form then says."""
    record = form.instance
    try:
        add_named(
            record,
            by=user_of(request),
            at=timezone.now(),
            door=Door.DESK,
            reason=REASON,
        )
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            form.add_error(name if name in form.fields else None, messages)
        return None
    return record


def _sheet(
    request: HttpRequest, kind: str, form: QuickForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "kind": kind, "label": kind_in_words(kind)}
    return render(request, "desk/statement/quick_add.html", context, status=status)
