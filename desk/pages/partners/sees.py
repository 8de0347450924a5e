"""As a partner sees it: collections, the exact bundle, what is left out and why."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from desk.admin.actions import user_of
from desk.pages.base import desk_page, record_or_404, show
from desk.selectors import partners as selectors
from desk.selectors import seen as selector
from desk.selectors.hidden import WITHHELD
from incidents.vocab import MARKING_RANK
from sharing.bundle import Query, bundle
from sharing.models import Partner, ServiceToken
from sharing.selection import NotPublished

MAY = ("sharing.view_partner", "sharing.see_as_partner")
ABOVE = "You are cleared to less than this partner may see."


@desk_page(*MAY)
def partner_sees(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a partner, or one of its tokens, gets; of one incident if asked.

    Raises:
        PermissionDenied: the partner may see more than who asks.
    """
    user, partner, token, ceiling = _asked(request, pk)
    collections = selectors.reachable(partner, ceiling, token)
    everything = selector.everything()
    sizes = selectors.sizes(partner, [*collections, *everything])
    counts = {each.marking: sizes[each.pk].latest for each in everything}
    key = request.GET.get("of", "")
    context: dict[str, Any] = {
        "partner": partner,
        "token": token,
        "ceiling": ceiling,
        "tokens": [
            each
            for each in selectors.tokens_of(partner)
            if selectors.standing(each, timezone.now()).is_good
        ],
        "collections": [(each, sizes[each.pk]) for each in collections],
        "editions": selectors.editions(ceiling, token, request.GET.get("page", 1)),
        "by_marking": selector.by_marking(user, ceiling, counts),
        "roots": selector.roots(user),
        "of": key,
    }
    if key:
        record_or_404(request, key)
        try:
            seen = selector.seen(user, key, ceiling)
        except NotPublished as error:
            raise Http404(str(error)) from error
        context["seen"] = seen
    return show(request, "desk/partners/sees.html", f"As {partner} sees it", context)


@desk_page(*MAY)
def partner_bundle(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Send the bundle that the partner gets of an incident, campaign or case.

    Raises:
        Http404: the partner gets none.
        PermissionDenied: the partner may see more than who asks.
    """
    user, _, _, ceiling = _asked(request, pk)
    record_or_404(request, key)
    try:
        found = bundle(Query(key, ceiling))
    except NotPublished as error:
        raise Http404(str(error)) from error
    if selector.is_withheld(user, found.members):
        raise Http404(WITHHELD)
    response = HttpResponse(
        b"".join(found.chunks()), content_type="application/stix+json;version=2.1"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{key}.json"'
    return response


def _asked(request: HttpRequest, pk: int) -> Any:
    """Return who asks about which partner and token, and their ceiling."""
    user = user_of(request)
    partner = get_object_or_404(Partner, pk=pk)
    chosen = request.GET.get("token", "")
    token: ServiceToken | None = None
    if chosen:
        number = int(chosen) if chosen.isdecimal() else 0
        token = get_object_or_404(partner.tokens, pk=number)
    ceiling = min(
        partner.ceiling,
        token.ceiling if token else partner.ceiling,
        key=MARKING_RANK.__getitem__,
    )
    if not selectors.may_give(user, ceiling):
        raise PermissionDenied(ABOVE)
    return user, partner, token, ceiling
