"""What every answer carries."""

import re
from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.urls import resolve

POLICY = "; ".join(
    [
        "default-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)

# What browsers could do for a page and ours never ask for; passkeys they do.
PERMISSIONS = ", ".join(
    [
        *(
            f"{feature}=()"
            for feature in (
                *("accelerometer", "browsing-topics", "camera"),
                *("display-capture", "geolocation", "gyroscope", "hid", "magnetometer"),
                *("microphone", "midi", "payment", "screen-wake-lock", "serial", "usb"),
            )
        ),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


class ContentSecurityPolicy:
    """Tells browsers to run and load nothing but our own files, and nothing inline.

    And to lend pages nothing of the machine but its passkeys.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and state the policy unless the view stated a stricter one."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response


# Here programs come with a token, and nothing reads a cookie; the pages about the API
# are for people.
FOR_PROGRAMS = re.compile(r"/taxii2(/|\Z)|/api/v1/(?!docs|problems)")


class PastBrowsers:
    """Takes programs straight to their view, past what guards people in browsers.

    No session is opened, no user sought, no form protected and no page's policy
    stated, since their views know only the token that comes with each request; and
    no middleware behind this one answers them with a page. What stands before this
    one holds for them, too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a program by the same table of addresses as everybody."""
        if not FOR_PROGRAMS.match(request.path_info):
            return self.get_response(request)
        request.resolver_match = match = resolve(request.path_info)
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return response


class BodilessHead:
    """Answers HEAD as GET with the body left out, and its length told.

    A server would drop the body and log that there was one; what a view streams is
    not even made.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, without a body where none is wanted."""
        response = self.get_response(request)
        if request.method != "HEAD":
            return response
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = []
        elif isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response
