"""Webhooks as plain JSON: what is sent to us, and what we answer."""

from typing import Any

from rest_framework import serializers

from sharing.models import EndpointState, EventType
from sharing.rest.fields import Word
from sharing.rest.shapes.parts import Shape, choice

# What a partner can see its webhook in; one that was taken down is not there.
STATES = [each.value for each in EndpointState if each != EndpointState.ENDED]
LONGEST_ADDRESS = 500


class WebhookBody(serializers.Serializer[Any]):
    """Where events are to be sent."""

    url = Word(
        max_length=LONGEST_ADDRESS,
        help_text="https, port 443, a server that anybody can reach.",
    )


class WebhookChange(serializers.Serializer[Any]):
    """Another address, or another state; what is left out stays."""

    url = Word(max_length=LONGEST_ADDRESS, required=False)
    state = choice(["on", "off"], "Off: events wait until it is on again.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].required = False


class Webhook(Shape):
    """The address that events are sent to, and how it stands there."""

    id = serializers.CharField()
    url = serializers.CharField()
    state = choice(
        STATES, "Failed: switched off after about a day of failures, or 410."
    )
    made_at = serializers.DateTimeField()
    waiting = serializers.IntegerField(min_value=0, help_text="Events not told yet.")
    failures = serializers.IntegerField(min_value=0, help_text="In a row.")
    failing_since = serializers.DateTimeField(allow_null=True)
    next_attempt_at = serializers.DateTimeField(allow_null=True)
    former_secret_until = serializers.DateTimeField(
        allow_null=True, help_text="After a change of the secret: both sign until then."
    )


class WithSecret(Webhook):
    """The same with its secret, which is shown this once."""

    secret = serializers.CharField(help_text="`whsec_…`, as Standard Webhooks has it.")


class Webhooks(Shape):
    """The partner's webhook, if it has one."""

    items = Webhook(many=True)


class SentTest(Shape):
    """That a test is on its way."""

    message_id = serializers.CharField(help_text="It will come as `webhook-id`.")


class SentAgain(SentTest):
    """That an event is on its way once more."""


class Delivery(Shape):
    """One attempt to deliver an event, and what came of it."""

    message_id = serializers.CharField()
    type = choice(EventType.values)
    release = serializers.IntegerField(allow_null=True, min_value=1)
    at = serializers.DateTimeField()
    is_delivered = serializers.BooleanField()
    status = serializers.IntegerField(
        allow_null=True, help_text="Of the answer; null if none came."
    )
    outcome = serializers.CharField()
    milliseconds = serializers.IntegerField(min_value=0)


class Deliveries(Shape):
    """A page of attempts, the newest first."""

    items = Delivery(many=True)
    next = serializers.CharField(allow_null=True)
