"""Tokens of a partner: made and replaced, shown once, revoked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from desk.admin.actions import user_of
from desk.forms.tokens import EndForm, ReasonForm, TokenForm
from desk.pages.base import desk_page, show
from desk.selectors.partners import may_give
from desk.services.partners import log
from sharing.models import Partner, ServiceToken
from sharing.services.tokens import Issued, issue, revoke, rotate

ABOVE = "You are cleared to less than this partner may see."


@desk_page("sharing.view_partner", "sharing.add_servicetoken")
def token_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a token for a partner, and show it this once."""
    user = user_of(request)
    partner = get_object_or_404(Partner, pk=pk)
    _must_reach(request, partner.ceiling)
    form = TokenForm(request.POST or None, partner=partner, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            issued = issue(partner, form.terms(), by=user, at=timezone.now())
        except ValidationError as error:
            _tell(form, error)
        else:
            return _shown(request, issued)
    context = {"partner": partner, "form": form}
    return show(request, "desk/partners/token.html", "New token", context)


@desk_page("sharing.view_servicetoken", "sharing.add_servicetoken")
def token_replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a token's successor, and show it this once."""
    token = _token(pk)
    _must_reach(request, token.ceiling)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        end = form.cleaned_data["expires"]
        try:
            issued = rotate(token, expires=end, by=user_of(request), at=timezone.now())
        except ValidationError as error:
            _tell(form, error)
        else:
            return _shown(request, issued)
    context = {"partner": token.partner, "token": token, "form": form}
    title = f"Replace the token “{token.label}”"
    return show(request, "desk/partners/replace.html", title, context)


@desk_page("sharing.view_servicetoken", "sharing.change_servicetoken")
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a token, with a reason."""
    token, user = _token(pk), user_of(request)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke(token, by=user, at=timezone.now(), why=form.cleaned_data["why"])
        except ValidationError as error:
            _tell(form, error)
        else:
            told = f"The token “{token.label}” ({token.key}) is revoked."
            log(token, user, told)
            messages.success(request, told)
            return HttpResponseRedirect(
                reverse("desk:partner", args=[token.partner_id])
            )
    context = {"partner": token.partner, "token": token, "form": form}
    title = f"Revoke the token “{token.label}”"
    return show(request, "desk/partners/revoke.html", title, context)


def _token(pk: int) -> ServiceToken:
    rows = ServiceToken.objects.select_related("partner", "revoked_by")
    return get_object_or_404(rows, pk=pk)


def _must_reach(request: HttpRequest, ceiling: str) -> None:
    """Refuse to give what the person may not read.

    Raises:
        PermissionDenied: the ceiling is above the person's clearance.
    """
    if not may_give(user_of(request), ceiling):
        raise PermissionDenied(ABOVE)


def _shown(request: HttpRequest, issued: Issued) -> HttpResponse:
    """Show a new token: in this answer, and never again; nobody keeps the page."""
    token = issued.token
    replaced = f", in place of {token.replaces.key}" if token.replaces else ""
    log(token, user_of(request), f"Made the token “{token.label}”{replaced}.")
    context = {"partner": token.partner, "token": token, "written": issued.written}
    response = show(request, "desk/partners/shown.html", "The new token", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _tell(form: Form, error: ValidationError) -> None:
    """Show a service's refusal at the fields that it is about."""
    known = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
    form.add_error(None, error if known else error.messages)
