"""How a partner connects: what to type where, to be handed over as it stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from desk.pages.base import desk_page, show
from desk.selectors.partners import reachable
from sharing.access.kit import snippets
from sharing.models import CollectionKind, Partner


@desk_page("sharing.view_partner")
def partner_kit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the settings of the usual clients, with this partner's collection."""
    partner = get_object_or_404(Partner, pk=pk)
    reached = reachable(partner, partner.ceiling)
    collections = list(reached.exclude(kind=CollectionKind.INBOX))
    inbox = reached.filter(kind=CollectionKind.INBOX).first()
    chosen = request.GET.get("collection", "")
    # To begin with, the sample, if it is granted; else the one that holds most.
    usual = next(
        (each for each in collections if each.kind == CollectionKind.SAMPLE),
        collections[-1],
    )
    collection = next((each for each in collections if each.alias == chosen), usual)
    context = {
        "partner": partner,
        "collections": collections,
        "collection": collection,
        "snippets": snippets(request.build_absolute_uri("/"), collection, inbox),
    }
    return show(request, "desk/partners/kit.html", f"Client kit for {partner}", context)
