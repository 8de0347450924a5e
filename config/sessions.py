"""How long a sign-in lasts: as long as somebody works, and never past its last hour."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse

SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"
# Pages that ask on their own, by a clock, send this: nobody is at work there.
BY_ITSELF = "X-Asked-By-Clock"


def start_clocks(request: HttpRequest, **kwargs: Any) -> None:
    """Note in the session of whoever signs in when it began."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = time.time()


class SessionLimits:
    """Signs out who was away too long, or came too long ago.

    What he asked for then is answered as to a stranger: the sign-in page leads back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End an overdue session, or note that it is used."""
        # A session is read only for who has one, and limited once somebody signed in.
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and SESSION_KEY in request.session:
            self._look_at(request, time.time())
        return self.get_response(request)

    def _look_at(self, request: HttpRequest, now: float) -> None:
        away = now - request.session.get(SEEN_AT, 0)
        age = now - request.session.get(SIGNED_IN_AT, 0)
        if age > settings.SESSION_COOKIE_AGE:
            hours = settings.SESSION_COOKIE_AGE // 3600
            self._end(request, f"A sign-in lasts {hours} hours. Sign in again.")
        elif away > settings.SESSION_IDLE_SECONDS:
            minutes = settings.SESSION_IDLE_SECONDS // 60
            self._end(request, f"You were away for {minutes} minutes. Sign in again.")
        elif away > settings.SESSION_SEEN_SECONDS and BY_ITSELF not in request.headers:
            request.session[SEEN_AT] = now

    def _end(self, request: HttpRequest, why: str) -> None:
        logout(request)
        messages.info(request, why)


class PrivatePages:
    """Keeps what signed-in people are shown out of every cache, the browser's too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and forbid to keep the answer if it was made for somebody."""
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers["Cache-Control"] = "no-store, private"
        return response
