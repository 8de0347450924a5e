"""Imports: send a file, look at its rows, take them over as drafts or not at all."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from desk import labels, tasks
from desk.admin.actions import user_of
from desk.clearance import visible
from desk.models import Batch, BatchRow, BatchState, Outcome
from desk.pages.base import desk_page, show
from desk.services import importing
from incidents.models import Record
from incidents.snapshot import record_models
from incidents.vocab import Marking

A_PAGE = 50
MAY = "desk.add_batch"


class ImportForm(forms.Form):
    """A file, what its rows are, and how new records are marked."""

    file = forms.FileField(
        label="File",
        help_text="A table (.csv in UTF-8, or .xlsx), or a STIX 2.1 bundle (.json).",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.json"}),
    )
    kind = forms.ChoiceField(
        label="Kind of record",
        required=False,
        help_text="Of the rows of a table; a bundle says it itself.",
    )
    marking = forms.ChoiceField(
        label="Marking of new records",
        choices=[("", "Choose…"), *Marking.choices],
        help_text="Of rows that have none of their own. Nothing is taken to be CLEAR.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, labels.kinds_in_words(kind)) for kind in record_models()]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", "Choose…"),
            *sorted(kinds, key=lambda each: each[1]),
        ]


@desk_page(MAY)
def imports(request: HttpRequest) -> HttpResponse:
    """List the user's imports, and take in another file."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        batch = _start(request, form)
        if batch:
            return HttpResponseRedirect(reverse("desk:import", args=[batch.pk]))
    mine = Batch.objects.filter(by=user_of(request)).defer("content")
    context = {"form": form, "batches": mine.order_by("-at")[:A_PAGE]}
    return show(request, "desk/imports/list.html", "Imports", context)


def _start(request: HttpRequest, form: forms.Form) -> Batch | None:
    sent = form.cleaned_data
    try:
        with transaction.atomic():
            batch = importing.start_import(
                sent["file"].read(),
                by=user_of(request),
                at=timezone.now(),
                name=sent["file"].name,
                kind=sent["kind"],
                marking=sent["marking"],
            )
            transaction.on_commit(partial(tasks.read_file.enqueue, batch.pk))
    except ValidationError as error:
        form.add_error(None, error)
        return None
    return batch


@desk_page(MAY)
def import_(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the rows of one import, and do with them what is asked."""
    batch = Batch.objects.filter(by=user_of(request), pk=pk).defer("content").first()
    if batch is None:
        raise Http404("No such import.")
    if request.method == "POST":
        _act(request, batch)
        return HttpResponseRedirect(request.get_full_path())
    chosen = request.GET.get("outcome", "")
    rows = batch.rows.order_by("number")
    shown = rows.filter(outcome=chosen) if chosen in Outcome.values else rows
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": batch,
        "waits": batch.state in (BatchState.READING, BatchState.APPLYING),
        "is_ready": batch.state == BatchState.READY,
        "counts": _counts(rows),
        "page": page,
        "rows": _with_matches(request, list(page)),
        "outcome": chosen,
        "kind": labels.kind_in_words(batch.kind) if batch.kind else "",
    }
    return show(request, "desk/imports/page.html", f"Import of {batch}", context)


def _act(request: HttpRequest, batch: Batch) -> None:
    """Do one of the acts of the page; a refusal is shown."""
    acts: dict[str, Callable[[], str]] = {
        "take": lambda: _take(request, batch, are_taken=True),
        "leave": lambda: _take(request, batch, are_taken=False),
        "match": lambda: _match(request, batch),
        "apply": lambda: _apply(request, batch),
        "throw-away": lambda: _throw_away(batch),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Http404("No such act.")
    try:
        messages.success(request, act())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except importing.NotReady as error:
        messages.error(request, str(error))


def _take(request: HttpRequest, batch: Batch, *, are_taken: bool) -> str:
    numbers = [int(each) for each in request.POST.getlist("row") if each.isdigit()]
    count = importing.take_rows(batch, numbers, are_taken=are_taken)
    return f"{count} rows are {'taken over' if are_taken else 'left out'}."


def _match(request: HttpRequest, batch: Batch) -> str:
    number, key = request.POST.get("number", ""), request.POST.get("key", "")
    row = batch.rows.filter(number=number if number.isdigit() else 0).first()
    if row is None:
        raise Http404("No such row.")
    importing.match_row(row, key)
    return f"Row {number} is that record."


def _apply(request: HttpRequest, batch: Batch) -> str:
    with transaction.atomic():
        importing.order_import(batch, reason=request.POST.get("reason", ""))
        transaction.on_commit(partial(tasks.write_rows.enqueue, batch.pk))
    return "The rows are being written."


def _throw_away(batch: Batch) -> str:
    importing.throw_away(batch)
    return "Nothing of it was taken over."


def _counts(rows: QuerySet[BatchRow]) -> dict[str, Any]:
    """Return how many rows there are of each outcome, and how many are taken."""
    named = {
        outcome.value: Count("pk", filter=Q(outcome=outcome.value))
        for outcome in Outcome
    }
    found = rows.aggregate(taken=Count("pk", filter=Q(is_taken=True)), **named)
    return {
        "taken": found["taken"],
        "by_outcome": [(each.value, each.label, found[each.value]) for each in Outcome],
    }


def _with_matches(
    request: HttpRequest, rows: list[BatchRow]
) -> list[tuple[BatchRow, list[Record]]]:
    """Return the rows, each with the records that it may be."""
    keys = {key for row in rows for key in row.matches}
    found = visible(Record.objects.filter(key__in=keys), user_of(request))
    records = {record.key: record for record in found}
    return [
        (row, [records[key] for key in row.matches if key in records]) for row in rows
    ]
