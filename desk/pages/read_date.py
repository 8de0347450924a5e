"""How a typed date is understood: asked by the date box while it is typed into."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from desk.dates import in_words
from desk.pages.base import desk_page
from incidents.dates import to_edtf

LONGEST = 120


@desk_page()
def read_date(request: HttpRequest) -> HttpResponse:
    """Return a typed date as EDTF and in words, or why it is none."""
    try:
        edtf = to_edtf(request.GET.get("text", "")[:LONGEST])
    except ValueError as error:
        return JsonResponse({"error": f"{error}."})
    return JsonResponse({"edtf": edtf, "words": in_words(edtf)})
