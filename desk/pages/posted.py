"""What partners posted: looked at, dismissed with a reason, or handed to an import."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from desk import tasks
from desk.admin.actions import user_of
from desk.models import Batch
from desk.pages.base import desk_page, show
from desk.selectors import posted as selectors
from desk.services.posted import NothingToTake, take_over
from sharing.models import PostedObject, PostedState
from sharing.services import quarantine

A_PAGE = 50
SEES, DECIDES, IMPORTS = (
    *("sharing.view_postedobject", "sharing.add_handling"),
    "desk.add_batch",
)


@desk_page(SEES)
def inbox(request: HttpRequest) -> HttpResponse:
    """List what was posted, and decide on what is chosen."""
    user = user_of(request)
    if request.method == "POST":
        chosen = [each for each in request.POST.getlist("posted") if each.isdecimal()]
        rows = selectors.visible_posts(user).defer(None).filter(pk__in=chosen)
        return _decide(request, list(rows), back=request.get_full_path())
    state = request.GET.get("state", PostedState.NEW)
    partner = request.GET.get("partner", "")
    rows = selectors.chosen_posts(user, state=state, partner=partner)
    counts = selectors.count_by_state(user)
    context = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": [
            (each.value, each.label, counts[each.value]) for each in PostedState
        ],
        "partner": partner,
        "partners": selectors.partners_who_posted(user),
        "may_decide": user.has_perm(DECIDES),
        "may_import": user.has_perms([DECIDES, IMPORTS]),
    }
    return show(request, "desk/posted/list.html", "Inbox", context)


@desk_page(SEES)
def posted(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one posted object, note who looked at it first, and decide on it.

    Raises:
        Http404: alike for what is not there and for what is hidden.
    """
    user = user_of(request)
    found = _found(request, pk)
    if request.method == "POST":
        return _decide(request, [found], back=request.path)
    if user.has_perm(DECIDES):
        quarantine.look_at(found, by=user, at=timezone.now())
        found = _found(request, pk)
    handlings = found.handlings.select_related("by")
    own = Batch.objects.filter(by=user, uid__in=[each.batch for each in handlings])
    context = {
        "posted": found,
        "facts": selectors.summary(found),
        "laid_out": selectors.laid_out(found),
        "verbatim": selectors.verbatim(found),
        "remarks": found.remarks.splitlines(),
        "handlings": handlings,
        "imports": own.defer("content").order_by("at"),
        "sha256": bytes(found.digest).hex(),
        "is_open": found.state in (PostedState.NEW, PostedState.SEEN),
        "may_decide": user.has_perm(DECIDES),
        "may_import": user.has_perms([DECIDES, IMPORTS]) and bool(found.body),
    }
    return show(request, "desk/posted/page.html", str(found), context)


@desk_page(SEES)
def posted_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the very bytes that were posted, as a file, never to be shown.

    Raises:
        Http404: it is not there, hidden, or its text is erased.
    """
    found = _found(request, pk)
    if not found.body:
        raise Http404("Its text is erased.")
    name = f"{found.stix_id}.json"
    return HttpResponse(
        bytes(found.body),
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _found(request: HttpRequest, pk: int) -> PostedObject:
    found = selectors.visible_posts(user_of(request)).defer(None).filter(pk=pk).first()
    if found is None:
        raise Http404("No such object.")
    return found


def _decide(
    request: HttpRequest, chosen: list[PostedObject], *, back: str
) -> HttpResponse:
    """Do what is asked with these; a refusal is shown.

    Raises:
        PermissionDenied: the user may look and not decide.
        Http404: there is no such act.
    """
    acts = {"dismiss": (_dismiss, [DECIDES]), "take": (_take, [DECIDES, IMPORTS])}
    act, permissions = acts.get(request.POST.get("act", ""), (None, [DECIDES]))
    if not user_of(request).has_perms(permissions):
        raise PermissionDenied
    if act is None:
        raise Http404("No such act.")
    if not chosen:
        messages.error(request, "Choose what is meant first.")
        return HttpResponseRedirect(back)
    return HttpResponseRedirect(act(request, chosen) or back)


def _dismiss(request: HttpRequest, chosen: list[PostedObject]) -> str:
    reason = request.POST.get("reason", "")
    try:
        count = quarantine.dismiss(
            chosen, by=user_of(request), at=timezone.now(), reason=reason
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return ""
    left = len(chosen) - count
    more = f"; {left} had been decided on" if left else ""
    messages.success(request, f"{count} dismissed{more}.")
    return ""


def _take(request: HttpRequest, chosen: list[PostedObject]) -> str:
    try:
        with transaction.atomic():
            batch = take_over(chosen, by=user_of(request), at=timezone.now())
            transaction.on_commit(partial(tasks.read_file.enqueue, batch.pk))
    except (NothingToTake, ValidationError) as error:
        messages.error(request, str(error))
        return ""
    messages.success(request, "Handed to an import. Look at its rows, then decide.")
    return reverse("desk:import", args=[batch.pk])
