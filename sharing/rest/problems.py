"""What went wrong, as ``application/problem+json`` (RFC 9457).

Each sort of problem has a help page of ours, at the address that is its ``type``. The
words say what to do about it; they never quote the inside of the program.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of problem: its status, what it means, and the way out."""

    name: str
    status: int
    title: str
    meaning: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: where, as a JSON pointer, and what.

    The pointer of a query parameter is ``#/query/`` with its name, that of a member of
    the body ``#/`` with it.
    """

    pointer: str
    detail: str

    @classmethod
    def at(cls, parameter: str, detail: str) -> "Fault":
        """Return what is wrong with a query parameter."""
        escaped = parameter.replace("~", "~0").replace("/", "~1")  # RFC 6901, 3
        return cls(f"#/query/{escaped}", detail)

    @classmethod
    def member(cls, name: str, detail: str) -> "Fault":
        """Return what is wrong with a member of the body."""
        escaped = name.replace("~", "~0").replace("/", "~1")
        return cls(f"#/{escaped}", detail)


@dataclass
class Problem(Exception):
    """A request that is answered with a problem of some sort."""

    sort: Sort
    detail: str
    faults: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


INVALID = Sort(
    "invalid-parameters",
    400,
    "A parameter is not right",
    "The address has a query parameter that is unknown here, stands there twice, has "
    "a value that cannot be read, or filters by a record that cannot be shown to this "
    "reader. Nothing is guessed and nothing is ignored.",
    "Each member of errors names one parameter and says what would be right. The "
    "parameters of every address are in the OpenAPI document.",
)
CURSOR = Sort(
    "bad-cursor",
    400,
    "The cursor does not belong here",
    "A cursor is good for the address and the filters that it was given out for, and "
    "it is signed.",
    "Follow the next link of the Link header as it is, or begin again without cursor. "
    "The page size may change on the way.",
)
MALFORMED = Sort(
    "malformed-request",
    400,
    "The request cannot be read",
    "The request is not what HTTP or JSON asks for.",
    "Look at how the request is put together; detail says where reading stopped.",
)
UNKNOWN_READER = Sort(
    "not-authenticated",
    401,
    "A service token is needed",
    "There is no service token in the request, or it is not known, revoked or expired.",
    "Send the token as 'Authorization: Bearer …', or as the password of HTTP Basic. "
    "The record-keeper gives out new ones.",
)
NOT_ALLOWED = Sort(
    "not-allowed",
    403,
    "The token may not do this",
    "The token is known, but has not the scope for this door, or may not be used from "
    "this address.",
    "Use a token with the scope that detail names, from an agreed address.",
)
NOT_FOUND = Sort(
    "not-found",
    404,
    "Nothing here",
    "There is nothing at this address that may be shown to this reader. What does not "
    "exist and what lies above a reader's ceiling are answered alike.",
    "Look at the spelling; addresses have no slash at the end. A record that was "
    "there before may stand in the list of tombstones.",
)
WITHDRAWN = Sort(
    "withdrawn",
    410,
    "This edition was withdrawn",
    "The briefing was released and taken back since: it is not to be used any more, "
    "and its files are handed out to nobody.",
    "Delete the copies you have; its page here, which stays, has their hashes. If "
    "there is a later edition, that page names it.",
)
NO_SUCH_METHOD = Sort(
    "method-not-allowed",
    405,
    "Not to be done at this address",
    "The address does not know the method. The record is read here and not written; "
    "only webhooks are managed by their partners.",
    "The Allow header says what is possible.",
)
NOT_ACCEPTABLE = Sort(
    "not-acceptable",
    406,
    "Not to be had in this form",
    "The Accept header asks for a media type in which this address has nothing.",
    "Leave the Accept header out, or ask by the parameter format; the OpenAPI document "
    "says which forms each address has.",
)
CONFLICT = Sort(
    "conflict",
    409,
    "It does not go with what is there",
    "What is asked for would stand beside something that there is only one of.",
    "Look at what is there; detail says what to do.",
)
TOO_LARGE = Sort(
    "too-large",
    413,
    "The body is too long",
    "The body of the request is longer than anything that this address takes.",
    "Send no more than detail says.",
)
UNSUPPORTED = Sort(
    "unsupported-media-type",
    415,
    "The body is in a form that is not read here",
    "The Content-Type of the request is none that this address takes.",
    "Send what the OpenAPI document names for this address.",
)
CONTRADICTION = Sort(
    "contradiction",
    422,
    "Parameters contradict each other",
    "Each parameter can be read, but together they ask for nothing that could be: a "
    "range that ends before it begins, or a form that cannot hold what is asked for.",
    "Each member of errors names one of the parameters that do not go together.",
)
NOT_YET = Sort(
    "not-yet",
    422,
    "This time has not come",
    "The record can be had as of a day and as known at an instant that are past. An "
    "answer about a later one would have to change until then.",
    "Leave the parameter out for the record as it is now; else ask for a time that is "
    "past by the clock here, which errors tells. It runs in UTC.",
)
BODY = Sort(
    "invalid-body",
    422,
    "The body does not say what is needed",
    "The body is JSON, but a member is missing, unknown, or has a value that cannot be "
    "taken. Nothing was changed.",
    "Each member of errors names one member of the body and says what would be right.",
)
TOO_MANY = Sort(
    "too-many-requests",
    429,
    "The token's budget is spent",
    "Each token may make so many requests a minute and a day. The RateLimit headers of "
    "every answer say how many are left.",
    "Wait as many seconds as Retry-After says. Nothing is lost: cursors stay good.",
)
BUSY = Sort(
    "busy",
    503,
    "Another is being served first",
    "Making the file takes a processor for some seconds, so only one is made at a "
    "time, whoever asks. The record itself is there all the while.",
    "Wait as many seconds as Retry-After says, and ask again.",
)
INTERNAL = Sort(
    "internal-error",
    500,
    "An error of ours",
    "Something went wrong here that is not the request's fault. It has been noted.",
    "Try again later. If it stays, tell the record-keeper the request_id.",
)
UNAVAILABLE = Sort(
    "unavailable",
    503,
    "Not to be reached at the moment",
    "The record's database does not answer.",
    "Wait as many seconds as Retry-After says, and ask again.",
)
SORTS = {
    each.name: each
    for each in (
        *(INVALID, CURSOR, MALFORMED, UNKNOWN_READER, NOT_ALLOWED, NOT_FOUND),
        *(NO_SUCH_METHOD, NOT_ACCEPTABLE, CONFLICT, WITHDRAWN, TOO_LARGE),
        *(UNSUPPORTED, CONTRADICTION, NOT_YET, BODY, TOO_MANY),
        *(INTERNAL, BUSY, UNAVAILABLE),
    )
}


def answer(problem: Problem, request: HttpRequest, request_id: str) -> HttpResponse:
    """Return the answer that tells of a problem."""
    sort = problem.sort
    told: dict[str, Any] = {
        "type": _address(request, reverse("rest:problem", args=[sort.name])),
        "title": sort.title,
        "status": sort.status,
        "detail": problem.detail,
        "instance": request.path,
        "request_id": request_id,
    }
    if problem.faults:
        told["errors"] = [
            {"pointer": each.pointer, "detail": each.detail} for each in problem.faults
        ]
    return HttpResponse(
        orjson.dumps(told),
        content_type=MEDIA_TYPE,
        status=sort.status,
        headers=dict(problem.headers),
    )


def _address(request: HttpRequest, path: str) -> str:
    """Return a page of ours as a whole address; where the host is none, as a path."""
    try:
        return request.build_absolute_uri(path)
    except DisallowedHost:
        return path
