"""The doors of a partner's webhook: its own and no other's."""

from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from rest_framework.request import Request

from incidents.webpages.visit import Limits
from sharing.models import Attempt, Endpoint, Event, Release
from sharing.rest.cursors import Cursor
from sharing.rest.door import Answer, nothing_here, to_json
from sharing.rest.forms import Form
from sharing.rest.parameters import Paged
from sharing.rest.problems import CONFLICT, Problem
from sharing.rest_webhooks import shapes
from sharing.rest_webhooks.door import Managing, not_an_address
from sharing.selectors import View
from sharing.services import endpoints as services
from sharing.services.webhooks import make_test, waiting

HAS_ONE = "There is a webhook already; change its address, or take it down first."


class WebhookList(Managing):
    """The webhook of this partner."""

    http_method_names = ["get", "post", "head"]
    operations: ClassVar = {"get": "list_webhooks", "post": "make_webhook"}
    told: ClassVar = {"get": (200, shapes.Webhooks), "post": (201, shapes.WithSecret)}
    bodies: ClassVar = {"post": shapes.WebhookBody}

    def get(self, request: Request, **place: str) -> Any:
        """List the partner's webhook, if it has one."""
        return super().get(request, **place)

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return none or one."""
        assert self.reader
        found = services.endpoint_of(self.reader.partner)
        return Answer(to_json({"items": [_told(found)] if found else []}), Form.JSON)

    def post(self, request: Request) -> HttpResponse:
        """Make a webhook; its secret is in the answer, and never shown again."""
        assert self.reader
        url = self.body(shapes.WebhookBody)["url"]
        if services.endpoint_of(self.reader.partner):
            raise Problem(CONFLICT, HAS_ONE)
        made, secret = self._saved(url)
        if not secret:  # another request was first, and has it
            raise Problem(CONFLICT, HAS_ONE)
        response = self.done("post", {**_told(made), "secret": secret})
        response.headers["Location"] = f"{request.path}/{made.pk}"
        return response

    def _saved(self, url: str) -> tuple[Endpoint, str]:
        program = self.program()
        try:
            return services.save_endpoint(
                program.partner, url, by=program, at=self.at, limits=Limits()
            )
        except ValidationError as error:
            raise not_an_address(error) from error


class OneWebhook(WebhookList):
    """One webhook."""

    http_method_names = ["get", "patch", "delete", "head"]
    operations: ClassVar = {
        "get": "one_webhook",
        "patch": "change_webhook",
        "delete": "end_webhook",
    }
    told: ClassVar = {
        "get": (200, shapes.Webhook),
        "patch": (200, shapes.Webhook),
        "delete": (204, None),
    }
    bodies: ClassVar = {"patch": shapes.WebhookChange}

    def get(self, request: Request, **place: str) -> Any:
        """Return a webhook: where it leads, and how it stands there."""
        return super().get(request, **place)

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return the webhook."""
        return Answer(to_json(_told(self.endpoint(place["name"]))), Form.JSON)

    def patch(self, request: Request, name: str) -> HttpResponse:
        """Give a webhook another address, pause it, or let it go on."""
        found = self.endpoint(name)
        change = self.body(shapes.WebhookChange)
        with transaction.atomic():
            if "url" in change:
                self._saved(change["url"])
            if "state" in change:
                is_on = change["state"] == "on"
                services.switch(found, is_on=is_on, by=self.program(), at=self.at)
        found.refresh_from_db()
        return self.done("patch", _told(found))

    def delete(self, request: Request, name: str) -> HttpResponse:
        """Take a webhook down: it is told nothing more, not even what waits."""
        services.end(self.endpoint(name), by=self.program(), at=self.at)
        return self.done("delete")


class WebhookSecret(Managing):
    """The secret of a webhook."""

    http_method_names = ["post"]
    operations: ClassVar = {"post": "change_webhook_secret"}
    told: ClassVar = {"post": (200, shapes.WithSecret)}

    def post(self, request: Request, name: str) -> HttpResponse:
        """Make a new secret, shown this once; the former one signs for a day more."""
        found = self.endpoint(name)
        secret = services.rotate(found, by=self.program(), at=self.at)
        found.refresh_from_db()
        return self.done("post", {**_told(found), "secret": secret})


class WebhookTest(Managing):
    """A test of a webhook."""

    http_method_names = ["post"]
    operations: ClassVar = {"post": "test_webhook"}
    told: ClassVar = {"post": (202, shapes.SentTest)}

    def post(self, request: Request, name: str) -> HttpResponse:
        """Send a test, out of line; what came of it will be among the deliveries."""
        found = self.endpoint(name)
        with transaction.atomic():
            made = make_test(found, at=self.at)
            transaction.on_commit(partial(self.enqueue, made))
        return self.done("post", {"message_id": made.message_id})


class WebhookAgain(Managing):
    """An event that was sent to a webhook, once more."""

    http_method_names = ["post"]
    operations: ClassVar = {"post": "send_again"}
    told: ClassVar = {"post": (202, shapes.SentAgain)}

    def post(self, request: Request, name: str, message_id: str) -> HttpResponse:
        """Send an event once more, out of line; for one that you lost."""
        events = Event.objects.filter(endpoint=self.endpoint(name))
        found = events.filter(message_id=message_id).first()
        if found is None:
            raise nothing_here()
        self.enqueue(found)
        return self.done("post", {"message_id": found.message_id})


class WebhookDeliveries(Managing):
    """What was sent to a webhook."""

    operations: ClassVar = {"get": "list_deliveries"}
    told: ClassVar = {"get": (200, shapes.Deliveries)}
    query = Paged

    def get(self, request: Request, **place: str) -> Any:
        """List the attempts to deliver, the newest first."""
        return super().get(request, **place)

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return a page of attempts."""
        limit, cursor = self.asked["limit"], Cursor.read(self.request, self.asked)
        rows = Attempt.objects.filter(event__endpoint=self.endpoint(place["name"]))
        if cursor.after:
            rows = rows.filter(pk__lt=int(cursor.after))
        rows = rows.select_related("event__release").order_by("-pk")
        page = list(rows[: limit + 1])
        after = None
        if len(page) > limit:
            after = cursor.next(view, 0, str(page[limit - 1].pk))
        items = [_delivery(each) for each in page[:limit]]
        content = to_json({"items": items, "next": after})
        return Answer(content, Form.JSON, links=cursor.links(after))


def _told(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "id": str(endpoint.pk),
        "url": endpoint.url,
        "state": endpoint.state,
        "made_at": endpoint.made_at,
        "waiting": waiting(endpoint),
        "failures": endpoint.failures,
        "failing_since": endpoint.failing_since,
        "next_attempt_at": endpoint.next_at,
        "former_secret_until": endpoint.former_until,
    }


def _delivery(attempt: Attempt) -> dict[str, Any]:
    release = attempt.event.release
    return {
        "message_id": attempt.event.message_id,
        "type": attempt.event.type,
        "release": release.number if release else None,
        "at": attempt.at,
        "is_delivered": attempt.is_delivered,
        "status": attempt.status,
        "outcome": attempt.outcome,
        "milliseconds": attempt.milliseconds,
    }
