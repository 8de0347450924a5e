"""What every door does: who asks, for what, has it changed, what was sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from http import HTTPStatus
from logging import getLogger
from typing import Any
from uuid import uuid4

import orjson
from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.views import APIView

from sharing import wire
from sharing.access import (
    Outlet,
    Reader,
    Refused,
    Scope,
    Served,
    TooMany,
    authenticate,
    note_pull,
)
from sharing.deflate import Chunk
from sharing.models import Release
from sharing.rest import problems
from sharing.rest.deprecation import Deprecation
from sharing.rest.description import Description
from sharing.rest.forms import Form, chosen
from sharing.rest.parameters import Query, narrowed
from sharing.rest.problems import Problem
from sharing.selectors import View, latest_release
from sharing.wire.address import address_of

log = getLogger(__name__)
CHALLENGES = 'Bearer realm="partners", Basic realm="partners", charset="UTF-8"'
UNREADABLE = "The request cannot be read; it may have too many parameters."
RETRY_AFTER = 30  # seconds, where the database is away


@dataclass(frozen=True, slots=True)
class Answer:
    """What a door sends: whole bytes, or chunks that are still to be made.

    ``changed_at`` is when it became what it is, where the last release of the store
    does not say so: no part of it has changed since.
    What is exact is sent in no content coding, so that its ETag is that of its bytes.
    """

    content: bytes | Iterable[Chunk]
    form: Form
    served: Served | None = None
    links: Mapping[str, str] | None = None
    filename: str = ""
    changed_at: datetime | None = None
    is_exact: bool = False


def to_json(content: Any) -> bytes:
    """Return a value as JSON; instants in UTC with Z."""
    return orjson.dumps(content, option=orjson.OPT_UTC_Z)


def digest_of(answer: Answer) -> str:
    """Return the hash of an answer that is there as a whole."""
    assert isinstance(answer.content, bytes)
    return sha256(answer.content).hexdigest()


class Door(APIView):
    """One address for reading.

    Subclasses name their ``query`` and the ``forms`` they answer in, the first being
    the usual one, and make the ``answer``.
    """

    schema: Any = Description()
    authentication_classes = ()
    permission_classes = ()
    http_method_names = ["get", "head"]
    scope = Scope.REST_READ
    query: type[Query] = Query
    forms: tuple[Form, ...] = (Form.JSON,)
    answers: Any = None  # the serializer of its JSON, for the OpenAPI document
    # Whether the ETag is known from release and query alone, before anything is read;
    # that of a bundle always is. Else it is that of the content, through releases.
    changes_with_releases = True
    statuses: tuple[int, ...] = ()  # that it may answer besides those of every door
    deprecation: Deprecation | None = None

    at: datetime
    reader: Reader | None
    known: Reader | None  # who was turned away, if that is sure
    asked: dict[str, Any]
    form: Form

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find out who asks before anything else is looked at."""
        self.reader = self._authenticated(request)
        self.asked = type(self).query.read(request, at=self.at)
        self.form = chosen(request, self.asked.get("format"), self.forms)

    def get(self, request: Request, **place: str) -> HttpResponseBase:
        """Answer, or say that nothing has changed."""
        release = self.release()
        view = self.view(release)
        is_known = self.changes_with_releases or self.form is Form.STIX
        tag = self._tag(request, view) if is_known else ""
        is_known = is_known and not wire.any_will_do(request._request)
        if is_known and wire.not_modified(request._request, tag):
            return wire.unchanged(request._request, tag)
        answer = self.answer(view, release, **place)
        if not tag:
            tag = wire.etag(self.form.value, view.marking, digest_of(answer))
        if wire.not_modified(request._request, tag):
            return wire.unchanged(request._request, tag)
        return self._sent(answer, tag, self._told_by(release, view))

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return what is at this address in a view.

        Raises:
            Problem: there is nothing to show.
        """
        raise NotImplementedError

    def release(self) -> Release | None:
        """Return the release that is asked about: the last, or that of an instant."""
        return latest_release(self.asked.get("known_at"))

    def view(self, release: Release | None) -> View:
        """Return the view that is asked for."""
        assert self.reader
        marking = narrowed(self.reader.ceiling, self.asked.get("marking"))
        number = release.pk if release else 0
        return View(number, marking, self.asked.get("as_of"))

    def served(self, outlet: Outlet, count: int, **told: Any) -> Served:
        """Return the line of the pull log for an answer; its size comes later."""
        query = self.request.META.get("QUERY_STRING", "")
        path = f"{self.request.path}?{query}" if query else self.request.path
        return Served(outlet=outlet, query=path, count=count, size=0, **told)

    def note(self, served: Served, size: int) -> None:
        """Write the line of the pull log; who asks by HEAD was sent nothing."""
        if self.reader and self.request.method != "HEAD":
            note_pull(
                self.reader,
                replace(served, size=size),
                at=self.at,
                address=address_of(self.request._request),
            )

    def _authenticated(self, request: Request) -> Reader | None:
        request.get_host()  # one of ours, as for people
        return authenticate(
            request.headers.get("Authorization", ""),
            address_of(request._request),
            scopes=(self.scope,),
            at=self.at,
        )

    def _tag(self, request: Request, view: View) -> str:
        asked = sorted(request.query_params.items())
        return wire.etag(
            request.path, asked, self.form.value, view.release, view.marking
        )

    def _told_by(self, release: Release | None, view: View) -> Release | None:
        """Return the release that the answer is of; a cursor may keep an older one."""
        return release if release and release.pk == view.release else None

    def _sent(
        self, answer: Answer, tag: str, release: Release | None
    ) -> HttpResponseBase:
        content = answer.content
        response: HttpResponse | StreamingHttpResponse
        if isinstance(content, bytes):
            response = HttpResponse(content, content_type=answer.form.media_type)
            response.headers["Content-Length"] = str(len(content))
            if answer.served:
                self.note(answer.served, len(content))
        else:
            response = wire.StitchedStream(content, content_type=answer.form.media_type)
        response.headers["ETag"] = tag
        changed_at = answer.changed_at or (release.at if release else None)
        wire.add_last_modified(response, changed_at, at=self.at)
        if answer.links:
            response.headers["Link"] = ", ".join(
                f'<{address}>; rel="{name}"' for name, address in answer.links.items()
            )
        if answer.filename:
            told = f'attachment; filename="{answer.filename}"'
            response.headers["Content-Disposition"] = told
        if answer.is_exact:
            return response
        return wire.encoded(response, self.request._request)

    # -- How DRF calls it ---------------------------------------------------------

    def initialize_request(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> Request:
        """Take the time once, and number the request so that a report can name it."""
        self.at = datetime.now(UTC)
        self.request_id = uuid4().hex
        self.reader = None
        self.known = None
        return super().initialize_request(request, *args, **kwargs)

    def handle_exception(  # type: ignore[override]
        self, exc: Exception
    ) -> HttpResponseBase:
        """Tell of whatever went wrong as a problem, without the inside of it."""
        if isinstance(exc, Refused | TooMany):
            self.known = exc.known
        problem = as_problem(exc)
        if problem.sort is problems.NO_SUCH_METHOD:
            allowed = ", ".join(self.allowed_methods)
            problem.headers = {"Allow": allowed}
            problem.detail = f"{problem.detail} There are: {allowed}."
        if problem.sort in (problems.INTERNAL, problems.UNAVAILABLE):
            log.error("Request %s failed", self.request_id, exc_info=exc)
        wire.drop_body(self.request._request)
        return problems.answer(problem, self.request._request, self.request_id)

    def finalize_response(  # type: ignore[override]
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Add what every answer carries."""
        wire.make_private(response)
        response.headers["X-Request-ID"] = self.request_id
        if known := self.reader or self.known:
            wire.add_headers(response, known, at=self.at)
        if self.deprecation:
            self.deprecation.tell(response)
        return response


def as_problem(error: Exception) -> Problem:
    """Return what to tell of an error; of one that nobody foresaw, nothing."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Refused | TooMany):
        return _of_access(error)
    if isinstance(error, OperationalError | InterfaceError):
        headers = {"Retry-After": str(RETRY_AFTER)}
        text = "The database does not answer."
        return Problem(problems.UNAVAILABLE, text, headers=headers)
    return _of_drf(error)


def nothing_here(hint: str = "") -> Problem:
    """Return the answer to whoever asks for what is not there, or not for him.

    A hint goes by the address and by what the reader may see anyway, never by what
    there is besides.
    """
    text = "There is nothing here that can be shown."
    return Problem(problems.NOT_FOUND, f"{text} {hint}".rstrip())


def _of_access(error: Refused | TooMany) -> Problem:
    if isinstance(error, TooMany):
        headers = {"Retry-After": str(error.retry_after)}
        return Problem(problems.TOO_MANY, str(error), headers=headers)
    if error.status == HTTPStatus.UNAUTHORIZED:
        headers = {"WWW-Authenticate": CHALLENGES}
        return Problem(problems.UNKNOWN_READER, error.reason, headers=headers)
    return Problem(problems.NOT_ALLOWED, error.reason)


def _of_drf(error: Exception) -> Problem:
    match error:
        case exceptions.MethodNotAllowed():
            return Problem(problems.NO_SUCH_METHOD, str(error.detail))
        case exceptions.UnsupportedMediaType():
            text = f"{error.detail} Send application/json."
            return Problem(problems.UNSUPPORTED, text)
        case SuspiciousOperation():
            is_lost = isinstance(error, DisallowedHost)
            return Problem(problems.MALFORMED, wire.NO_HOST if is_lost else UNREADABLE)
        case exceptions.ParseError():
            return Problem(problems.MALFORMED, str(error.detail))
        case exceptions.NotFound() | Http404():
            return nothing_here()
    return Problem(problems.INTERNAL, "The error has been noted.")
