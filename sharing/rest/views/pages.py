"""Pages for people who write clients: what the API is, and what a problem means."""

from difflib import get_close_matches
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_safe
from rest_framework.request import Request

from sharing.models import Release
from sharing.rest.door import Answer, Door, nothing_here, to_json
from sharing.rest.forms import Form
from sharing.rest.openapi import VERSION, as_json
from sharing.rest.problems import NO_SUCH_METHOD, SORTS, Problem
from sharing.rest.problems import answer as told
from sharing.rest.resources import RESOURCES
from sharing.rest.shapes import answers as shapes
from sharing.selectors import View
from sharing.wire import encoded, etag, not_modified, unchanged

# The viewer draws its icons from addresses that hold the picture itself.
VIEWER_POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
OPENAPI = "application/openapi+json"
LISTS = (
    *(each.name for each in RESOURCES),
    *("releases", "tombstones", "collections", "eurepoc", "briefings", "webhooks"),
)
PARTS = ("positions", "briefing", "claims", "bundle")  # of one that has a key
READING = ("GET", "HEAD")


class Start(Door):
    """Where everything is."""

    operation = "start"
    heading = "start"
    answers = shapes.Start

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return the addresses of all lists, and the last release."""
        root = self.request.path.rstrip("/")
        content = {
            "version": VERSION,
            "release": release.number if release else 0,
            "ceiling": view.marking,
            "lists": {name: f"{root}/{name}" for name in LISTS},
            "openapi": f"{root}/openapi.json",
            "viewer": f"{root}/docs",
        }
        return Answer(to_json(content), Form.JSON)


class Nowhere(Door):
    """Any other address: a problem, after the token was looked at."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Say that there is nothing, in whatever form and by whatever query."""
        self.reader = self._authenticated(request)
        raise nothing_here(self.hint())

    def hint(self) -> str:
        """Return what may be meant, by the look of the address."""
        asked = self.request.path_info
        address = asked.rstrip("/")
        if address != asked and _leads_somewhere(address):
            return f"Addresses have no slash at the end: ask for {address}."
        likely = _likely(address)
        return f"Perhaps {likely} is meant." if _leads_somewhere(likely) else ""


def _likely(address: str) -> str:
    """Return an address with its own words, which stand before and behind a key."""
    root = reverse("rest:start")
    parts = address.removeprefix(root).split("/")
    for place, words in ((0, LISTS), (2, PARTS)):
        if len(parts) > place:
            near = get_close_matches(parts[place], words, n=1)
            parts[place] = (near or parts[place:])[0]
    return root + "/".join(parts)


def _leads_somewhere(address: str) -> bool:
    try:
        return resolve(address).url_name != "nowhere"
    except Resolver404:
        return False


def openapi(request: HttpRequest) -> HttpResponse:
    """Return the OpenAPI document; it says nothing of what is in the record."""
    if request.method not in READING:
        only = {"Allow": ", ".join(READING)}
        problem = Problem(NO_SUCH_METHOD, "The document is read here.", headers=only)
        return told(problem, request, uuid4().hex)
    content = as_json()
    tag = etag(VERSION, sha256(content).hexdigest())
    if not_modified(request, tag):
        return unchanged(request, tag)
    response = HttpResponse(content, content_type=OPENAPI, headers={"ETag": tag})
    return encoded(response, request)


@require_safe
def viewer(request: HttpRequest) -> HttpResponse:
    """Return the page that shows the document, made of files of our own alone."""
    response = render(request, "sharing/rest/viewer.html")
    response.headers["Content-Security-Policy"] = VIEWER_POLICY
    return response


@require_safe
def problem(request: HttpRequest, name: str) -> HttpResponse:
    """Return the page about one sort of problem.

    Raises:
        Http404: there is no such sort.
    """
    if name not in SORTS:
        raise Http404
    context = {"sort": SORTS[name], "sorts": SORTS.values()}
    return render(request, "sharing/rest/problem.html", context)
