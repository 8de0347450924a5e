"""What an analyst's pasted address leads to: a source that is there, or a guess.

The page asks while the analyst types on. Nothing here makes a record: a source is
made when the form is sent, from what stands in it then.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from desk.admin.actions import user_of
from desk.dates import in_words
from desk.pages.base import desk_page
from desk.selectors.known import known_source
from incidents.models import Source
from incidents.services import keep_copy
from incidents.webpages import (
    Fetcher,
    Guess,
    NotAnAddress,
    NotFetched,
    tidy,
)

LONGEST = 1000
SWITCHED_OFF = "Fetching pages is switched off here."
# With the limits that are in use; only a test that serves pages itself has others.
fetcher = Fetcher()
BY_HAND = "Fill in the rest by hand; the address alone makes a source, too."


@desk_page("incidents.add_source")
@require_POST
def fetch_source(request: HttpRequest) -> HttpResponse:
    """Answer with what is known of an address.

    ``existing`` is a source of this address that the reader may see; else ``guess``
    is what the page says of itself; else ``why`` says why there is none.
    """
    try:
        address = tidy(request.POST.get("url", ""))
    except NotAnAddress as error:
        return JsonResponse({"why": f"{error}."}, status=400)
    if len(address) > LONGEST:
        why = f"The address is longer than {LONGEST} characters."
        return JsonResponse({"why": why}, status=400)
    return JsonResponse({"address": address, **_known_or_fetched(request, address)})


def _told(source: Source) -> dict[str, object]:
    published = in_words(source.published)
    said = ", ".join(each for each in (source.publisher, published) if each)
    page = reverse("desk:record", args=[source.key])
    return {"id": source.pk, "text": source.name, "about": said, "page": page}


def _known_or_fetched(request: HttpRequest, address: str) -> dict[str, object]:
    user = user_of(request)
    if source := known_source(address, user):
        return {"existing": _told(source)}
    if not settings.FETCH_SOURCES:
        return {"why": f"{SWITCHED_OFF} {BY_HAND}"}
    try:
        page = fetcher.fetch(address)
    except NotFetched as error:
        return {"why": f"{error} {BY_HAND}"}
    # It may have led on to an address that is known.
    if source := known_source(page.address, user):
        return {"existing": _told(source)}
    copy = keep_copy(page, by=user, at=timezone.now())
    return {
        "address": copy.address,
        "guess": _guessed(page.guess),
        "sha256": copy.sha256,
        "fetched_on": copy.fetched_at.date().isoformat(),
        "remark": page.remark,
    }


def _guessed(guess: Guess) -> dict[str, str]:
    return {
        "name": guess.title,
        "publisher": guess.publisher,
        "published": guess.published,
        "lang": guess.lang,
    }
