"""Partners' webhooks: where they lead, whether they work, and what was tried."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone

from desk.admin.actions import user_of
from desk.pages.base import desk_page, show
from desk.selectors import webhooks as selectors
from incidents.webpages.visit import Limits
from sharing import tasks
from sharing.models import Endpoint, EndpointState, Event, Partner
from sharing.services import endpoints as services
from sharing.services.webhooks import make_test, waiting

SEES, CHANGES = "sharing.view_endpoint", "sharing.change_endpoint"
QUEUED = "It is in the queue; look at the log in a moment."


@desk_page(SEES)
def webhooks(request: HttpRequest) -> HttpResponse:
    """List partners with how their webhooks stand."""
    known = selectors.standings()
    partners = Partner.objects.order_by("name")
    context = {
        "rows": [(each, known.get(each.pk)) for each in partners],
        "is_sending": settings.SEND_WEBHOOKS,
    }
    return show(request, "desk/webhooks/list.html", "Webhooks", context)


@desk_page(SEES)
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one partner's webhook and its log, and do with it what is asked.

    A new secret is shown in the answer itself, once, and kept nowhere in the open.
    """
    user = user_of(request)
    partner = get_object_or_404(Partner, pk=pk)
    secret = ""
    if request.method == "POST":
        if not user.has_perm(CHANGES):
            raise PermissionDenied
        secret = _act(request, partner, user)
        if not secret:
            return HttpResponseRedirect(request.path)
    endpoint = services.endpoint_of(partner)
    context = {
        "partner": partner,
        "endpoint": endpoint,
        "secret": secret,
        "is_on": endpoint is not None and endpoint.state == EndpointState.ON,
        "is_rotating": _is_rotating(endpoint),
        "waiting": waiting(endpoint) if endpoint else 0,
        "events": selectors.events_of(endpoint) if endpoint else (),
        "attempts": selectors.attempts_of(endpoint) if endpoint else (),
        "changes": selectors.changes_of(partner),
        "may_change": user.has_perm(CHANGES),
        "is_sending": settings.SEND_WEBHOOKS,
    }
    title = f"Webhook of {partner}"
    return show(request, "desk/webhooks/page.html", title, context)


def _is_rotating(endpoint: Endpoint | None) -> bool:
    until = endpoint.former_until if endpoint else None
    return until is not None and timezone.now() < until


def _act(request: HttpRequest, partner: Partner, user: User) -> str:
    """Do one of the acts of the page; return a new secret, if one was made.

    Raises:
        Http404: there is no such act, or no endpoint for it.
    """
    act = request.POST.get("act", "")
    if act == "save":
        return _save(request, partner, user)
    endpoint = services.endpoint_of(partner)
    if endpoint is None:
        raise Http404("There is no webhook.")
    if act == "rotate":
        return services.rotate(endpoint, by=user, at=timezone.now())
    acts: dict[str, Callable[[], str]] = {
        "test": lambda: _test(endpoint, user),
        "on": lambda: _switch(endpoint, user, is_on=True),
        "off": lambda: _switch(endpoint, user, is_on=False),
        "resend": lambda: _resend(request, endpoint, user),
    }
    if act not in acts:
        raise Http404("No such act.")
    messages.success(request, acts[act]())
    return ""


def _save(request: HttpRequest, partner: Partner, user: User) -> str:
    url = request.POST.get("url", "").strip()
    try:
        _, secret = services.save_endpoint(
            partner, url, by=user, at=timezone.now(), limits=Limits()
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return ""
    messages.success(request, "The address is saved. Send a test.")
    return secret


def _test(endpoint: Endpoint, user: User) -> str:
    with transaction.atomic():
        made = make_test(endpoint, at=timezone.now())
        transaction.on_commit(partial(tasks.tell_again.enqueue, made.pk, user.pk))
    return f"A test is sent. {QUEUED}"


def _switch(endpoint: Endpoint, user: User, *, is_on: bool) -> str:
    services.switch(endpoint, is_on=is_on, by=user, at=timezone.now())
    return "It is on; what waited follows." if is_on else "It is off; events wait."


def _resend(request: HttpRequest, endpoint: Endpoint, user: User) -> str:
    pk = request.POST.get("event", "")
    event = get_object_or_404(
        Event, endpoint=endpoint, pk=int(pk) if pk.isdecimal() else 0
    )
    tasks.tell_again.enqueue(event.pk, user.pk)
    return f"It is sent once more, out of line. {QUEUED}"
