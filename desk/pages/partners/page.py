"""A partner: its tokens and collections, its last pulls; to suspend and resume it."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from desk.admin.actions import user_of
from desk.forms.tokens import ReasonForm
from desk.pages.base import desk_page, show
from desk.selectors import partners as selectors
from desk.services.partners import log
from sharing.models import Partner
from sharing.services.partners import resume, suspend


@desk_page("sharing.view_partner", "sharing.view_servicetoken")
def partner(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a partner with its tokens, what it may reach and what it pulled last."""
    user, at = user_of(request), timezone.now()
    found = get_object_or_404(Partner.objects.select_related("suspended_by"), pk=pk)
    tokens = [
        (each, selectors.standing(each, at)) for each in selectors.tokens_of(found)
    ]
    may_read = user.has_perm("sharing.view_pull")
    collections = selectors.reachable(found, found.ceiling)
    context = {
        "partner": found,
        "tokens": tokens,
        "collections": collections if may_read else (),
        "pulls": _pulls(user, found) if may_read else (),
        "is_within": selectors.may_give(user, found.ceiling),
    }
    return show(request, "desk/partners/page.html", found.name, context)


def _pulls(user: User, found: Partner) -> list[object]:
    rows = selectors.pulls_for(user).filter(partner=found)
    return list(rows[: selectors.MOST_PULLS])


@desk_page("sharing.view_partner", "sharing.change_servicetoken")
def partner_suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Suspend a partner with a reason; or resume it, which needs its clearance."""
    user = user_of(request)
    found = get_object_or_404(Partner, pk=pk)
    if found.suspended_at and not user.has_perm("sharing.change_partner"):
        raise PermissionDenied("Whoever may change partners resumes them.")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and (found.suspended_at or form.is_valid()):
        try:
            if found.suspended_at:
                resume(found)
                told = f"{found} is let in again."
            else:
                why = form.cleaned_data["why"]
                suspend(found, by=user, at=timezone.now(), why=why)
                told = f"{found} is suspended: no token of it is let in."
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            log(found, user, told)
            messages.success(request, told)
            return HttpResponseRedirect(reverse("desk:partner", args=[pk]))
    title = f"{'Resume' if found.suspended_at else 'Suspend'} {found}"
    context = {"partner": found, "form": form}
    return show(request, "desk/partners/suspend.html", title, context)
