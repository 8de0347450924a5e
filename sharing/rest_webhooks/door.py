"""A door that is written to: what is sent is checked, what came of it is told."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

import orjson
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from sharing import tasks
from sharing.access import Scope
from sharing.models import Endpoint, Event, Release, ServiceToken
from sharing.rest.description import Description
from sharing.rest.door import Door, nothing_here, to_json
from sharing.rest.forms import Form
from sharing.rest.problems import BODY, TOO_LARGE, Fault, Problem
from sharing.selectors import View
from sharing.services.endpoints import endpoint_of

LONGEST_BODY = 4_096  # bytes; an address and a word are far shorter


class ShortJson(BaseParser):
    """Reads a body of JSON that may not be long, and is never deep."""

    media_type = "application/json"

    def parse(self, stream: Any, *args: Any, **kwargs: Any) -> Any:
        """Return what was sent.

        Raises:
            Problem: it is longer than anything that is asked for here.
            ParseError: it is no JSON.
        """
        sent = stream.read(LONGEST_BODY + 1)
        if len(sent) > LONGEST_BODY:
            raise Problem(TOO_LARGE, f"At most {LONGEST_BODY} bytes are read here.")
        try:
            return orjson.loads(sent)
        except orjson.JSONDecodeError as error:
            raise ParseError(f"The body is no JSON: {error}.") from error


class ManagingDescription(Description):
    """Reads what each method of a door takes and answers."""

    def get_operation_id(self) -> str:
        """Return the name of what the method does."""
        return str(self.view.operations[self.method.lower()])

    def get_summary(self) -> str:
        """Return what the method says of itself."""
        said = getattr(self.view, self.method.lower()).__doc__ or ""
        return str(said.strip().splitlines()[0].rstrip("."))

    def get_request_serializer(self) -> Any:
        """Return what the method takes."""
        return self.view.bodies.get(self.method.lower())

    def get_response_serializers(self) -> Any:
        """Return what comes back: what the method says, or a problem."""
        method = self.method.lower()
        status, shape = self.view.told[method]
        problems = super().get_response_serializers()
        problems.pop((200, Form.JSON.media_type))
        if method != "get":
            problems.pop(304)
        if shape is None:
            return {status: OpenApiResponse(description="Done"), **problems}
        answer = OpenApiResponse(shape, "As plain JSON")
        return {(status, Form.JSON.media_type): answer, **problems}


class Managing(Door):
    """A door to a partner's own webhook; a token takes the scope `webhooks:manage`.

    ``told`` says for each method the status and shape of its answer, ``bodies`` what
    it takes, ``operations`` what it is called.
    """

    schema: Any = ManagingDescription()
    heading = "webhooks"
    scope = Scope.WEBHOOKS_MANAGE
    parser_classes = (ShortJson,)
    changes_with_releases = False
    statuses = (409, 413, 415)
    told: ClassVar[Mapping[str, tuple[int, Any]]] = {}
    bodies: ClassVar[Mapping[str, Any]] = {}
    operations: ClassVar[Mapping[str, str]] = {}

    def release(self) -> None:
        """Return none: a webhook goes by no release."""
        return

    def _told_by(self, release: Release | None, view: View) -> None:
        return

    def body(self, shape: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """Return what was sent, checked; members that are not known are refused.

        Raises:
            Problem: something is missing, unknown or cannot be read.
        """
        sent = self.request.data
        if not isinstance(sent, dict):
            raise _refused([Fault("#", "is to be an object")])
        read = shape(data=sent)
        strangers = [each for each in sent if each not in read.fields]
        faults = [Fault.member(each, "is not known here") for each in strangers]
        if not read.is_valid():
            faults += [
                Fault.member(name, str(errors[0]))
                for name, errors in read.errors.items()
            ]
        if faults:
            raise _refused(faults)
        values: dict[str, Any] = read.validated_data
        return values

    def endpoint(self, name: str) -> Endpoint:
        """Return the partner's webhook of that id.

        Raises:
            Problem: the partner has none, or another.
        """
        assert self.reader
        found = endpoint_of(self.reader.partner)
        if found is None or str(found.pk) != name:
            raise nothing_here()
        return found

    def program(self) -> ServiceToken:
        """Return the token that asks, with its partner: who is noted for a change."""
        assert self.reader
        return ServiceToken.objects.select_related("partner").get(pk=self.reader.token)

    def enqueue(self, event: Event) -> None:
        """Have an event sent out of line, for this program."""
        assert self.reader
        tasks.tell_again.enqueue(event.pk, None, self.reader.token)

    def done(self, method: str, content: Any = None) -> HttpResponse:
        """Return the answer to what was done."""
        status, _ = self.told[method]
        if content is None:
            return HttpResponse(status=HTTPStatus(status))
        kind = Form.JSON.media_type
        return HttpResponse(to_json(content), status=status, content_type=kind)


def not_an_address(error: ValidationError) -> Problem:
    """Return what to say of an address that may not be sent to."""
    return _refused([Fault.member("url", " ".join(error.messages))])


def _refused(faults: list[Fault]) -> Problem:
    text = "; ".join(f"{each.pointer}: {each.detail}" for each in faults)
    return Problem(BODY, text, faults)
