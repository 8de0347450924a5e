"""One edit of many records: chosen in a list, looked at one by one, then saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from desk import labels
from desk.admin.actions import user_of
from desk.admin.bulk import CHOSEN, BulkForm, bulk_form
from desk.clearance import Person, visible
from desk.pages.base import desk_page, show
from desk.selectors import words
from desk.services.bulk import MOST, BulkRefused, Tried, save_edits, try_edits
from desk.sheets import Sheet
from incidents.models import Record
from incidents.snapshot import record_models


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One record of the preview: its changes in words, or why it cannot be."""

    record: Record
    changes: list[tuple[str, str, str]]  # field, before, after
    problem: str
    is_taken: bool


@desk_page()
def bulk(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask what to change of the records chosen in a list; preview it; save it."""
    if kind not in record_models():
        raise Http404(f"No kind {kind}.")
    meta = record_models()[kind]._meta
    if not user_of(request).has_perm(f"{meta.app_label}.change_{meta.model_name}"):
        raise PermissionDenied
    records = _chosen(request, kind)
    listed = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    if not records:
        messages.error(request, "Choose the records in the list first.")
        return HttpResponseRedirect(listed)
    form = bulk_form(kind, request)
    if request.method == "POST" and form.is_valid():
        if "_save" in request.POST and (done := _save(request, form, records)):
            return done
        return _preview(request, kind, form, records)
    return _page(request, kind, "desk/bulk/form.html", records, form=form)


def _chosen(request: HttpRequest, kind: str) -> list[Record]:
    """Return the records that were chosen in the list, if the user may see them."""
    sent = request.POST.getlist("record")
    ids = sent or request.session.get(CHOSEN, {}).get(kind, [])
    found = visible(Record.objects.filter(kind=kind), user_of(request))
    wanted = [pk for pk in map(str, ids) if pk.isdigit()]
    return list(found.filter(pk__in=wanted).order_by("key")[:MOST])


def _preview(
    request: HttpRequest, kind: str, form: BulkForm, records: Sequence[Record]
) -> HttpResponse:
    edits = form.edits()
    tried = try_edits(records, edits, by=user_of(request), at=timezone.now())
    rows = list(_rows(tried, user_of(request), _taken(request)))
    return _page(
        request,
        kind,
        "desk/bulk/preview.html",
        records,
        form=form,
        rows=rows,
        sent=_sent(request),
        failing=sum(bool(row.problem) for row in rows),
        changing=sum(bool(row.changes) for row in rows),
    )


def _save(
    request: HttpRequest, form: BulkForm, records: Sequence[Record]
) -> HttpResponse | None:
    """Save what was looked at; nothing is returned if it is refused."""
    taken = _taken(request) or frozenset()
    versions = {
        record.pk: int(request.POST.get(f"version-{record.pk}") or 0)
        for record in records
        if str(record.pk) in taken
    }
    reason = form.cleaned_data["reason"]
    try:
        save_edits(
            versions,
            form.edits(),
            by=user_of(request),
            at=timezone.now(),
            reason=reason,
        )
    except BulkRefused as error:
        for name, text in error.problems.items():
            messages.error(request, f"{name}: {text}")
        return None
    messages.success(request, f"Changed {len(versions)} records: {reason}")
    meta = record_models()[records[0].kind]._meta
    request.session.pop(CHOSEN, None)
    return HttpResponseRedirect(
        reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    )


def _taken(request: HttpRequest) -> frozenset[str] | None:
    """Return which rows are to be changed; before the first preview nobody said."""
    if "previewed" not in request.POST:
        return None
    return frozenset(request.POST.getlist("take"))


def _rows(
    tried: Sequence[Tried], user: Person, taken: frozenset[str] | None
) -> Iterator[PreviewRow]:
    snapshots = [each for one in tried for each in (one.before, one.after)]
    known = words.read(snapshots, user)
    for each in tried:
        before, after = (
            _texts(words.in_words(one, known)) for one in (each.before, each.after)
        )
        yield PreviewRow(
            each.record,
            [
                (labels.label(name, each.record.kind), before[name], after[name])
                for name in each.fields
            ],
            each.problem,
            taken is None or str(each.record.pk) in taken,
        )


def _texts(sheet: Sheet) -> Mapping[str, str]:
    return {row.field: row.text for row in sheet.rows}


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what the preview sends again: the edits, not what is chosen on it."""
    own = ("csrfmiddlewaretoken", "take", "record", "previewed", "reason")
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in own and not name.startswith(("_", "version-"))
    ]


def _page(
    request: HttpRequest,
    kind: str,
    template: str,
    records: Sequence[Record],
    **context: Any,
) -> HttpResponse:
    kinds = (
        labels.kinds_in_words(kind) if len(records) > 1 else labels.kind_in_words(kind)
    )
    title = f"Edit {len(records)} {kinds}"
    return show(request, template, title, {"records": records, **context})
