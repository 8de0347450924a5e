"""Where a form came from, when the browser hides it but vouches for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

SAME = "same-origin"


class VouchedOrigin:
    """Takes the browser's word that a form was sent from one of our own pages.

    A browser that is told to hide addresses sends no ``Referer``, and ``null`` as the
    ``Origin``; Django refuses such a form even with its token. But browsers also send
    ``Sec-Fetch-Site``, which no page and no script can write (Fetch Metadata, section
    2.3): ``same-origin`` says what a matching ``Origin`` would have said. The token is
    asked for as ever, and a form from any other site has another word there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; where the origin is hidden and vouched for, it is ours."""
        told = request.META
        is_hidden = told.get("HTTP_ORIGIN", "null") == "null"
        if is_hidden and told.get("HTTP_SEC_FETCH_SITE") == SAME:
            told["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return self.get_response(request)
