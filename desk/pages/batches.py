"""Undoing what was done to many records at once, and making two records one."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from desk import labels
from desk.admin.actions import user_of
from desk.clearance import rank_of, visible
from desk.pages.base import desk_page, record_or_404, show
from desk.services.batches import Refused, not_one, undo, unite
from incidents.models import Change, Record
from incidents.selectors import records_referring_to
from incidents.snapshot import record_models


@desk_page()
def undo_batch(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Show what one act made of many records, and take it back if asked."""
    changes = list(
        Change.objects.filter(batch=batch)
        .select_related("record", "by")
        .defer("snapshot")
        .order_by("record__key")
    )
    user = user_of(request)
    if not changes or any(each.record.clearance > rank_of(user) for each in changes):
        raise Http404("No such batch.")
    _must_change(user, {each.record.kind for each in changes})
    if request.method == "POST":
        try:
            done = undo(
                batch, by=user, at=timezone.now(), reason=request.POST.get("reason", "")
            )
        except Refused as error:
            _say(request, error)
        else:
            messages.success(
                request, f"Undone: {len(changes)} records stand as before."
            )
            return HttpResponseRedirect(reverse("desk:undo", args=[done]))
    return show(
        request,
        "desk/undo/page.html",
        f"Undo what was done to {len(changes)} records",
        {"changes": changes, "first": changes[0]},
    )


@desk_page()
def merge(request: HttpRequest) -> HttpResponse:
    """Show what making two records one would change, and do it if asked."""
    sent = request.POST if request.method == "POST" else request.GET
    if not sent.get("gone") or not sent.get("stays"):
        return show(
            request,
            "desk/merge/choose.html",
            "Two records that are one",
            {"gone": sent.get("gone", ""), "kinds": sorted(record_models())},
        )
    gone, stays = (record_or_404(request, sent[name]) for name in ("gone", "stays"))
    user = user_of(request)
    referring = records_referring_to(gone)
    _must_change(user, {gone.kind, stays.kind, *(each.kind for each in referring)})
    if visible(referring, user).count() != referring.count():
        # Who cannot see what would be changed cannot answer for it.
        raise PermissionDenied
    if request.method == "POST" and (batch := _united(request, gone, stays)):
        messages.success(request, f"{stays.name} stands for both now.")
        return HttpResponseRedirect(reverse("desk:undo", args=[batch]))
    return show(
        request,
        "desk/merge/preview.html",
        "Two records that are one",
        {
            "gone": gone,
            "stays": stays,
            "referring": referring,
            "faults": not_one(gone, stays),
            "kind": labels.kind_in_words(gone.kind),
        },
    )


def _united(request: HttpRequest, gone: Record, stays: Record) -> UUID | None:
    """Make them one; nothing is returned where it is refused."""
    reason = request.POST.get("reason", "")
    try:
        return unite(gone, stays, by=user_of(request), at=timezone.now(), reason=reason)
    except Refused as error:
        _say(request, error)
        return None


def _must_change(user: User, kinds: set[str]) -> None:
    for kind in kinds:
        meta = record_models()[kind]._meta
        if not user.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
            raise PermissionDenied


def _say(request: HttpRequest, error: Refused) -> None:
    for name, text in error.problems.items():
        messages.error(request, f"{name}: {text}")
