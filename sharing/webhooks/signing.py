"""The signature of a webhook, as Standard Webhooks 1.0 asks for it."""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime

PREFIX = "whsec_"


def headers(
    message_id: str, body: bytes, *, secrets: Sequence[str], at: datetime
) -> dict[str, str]:
    """Return the three headers: id, time in whole seconds, one signature per secret.

    What is signed is ``id.timestamp.body``, the body in the very bytes that are sent.
    """
    timestamp = str(int(at.timestamp()))
    signed = b".".join((message_id.encode(), timestamp.encode(), body))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(signature(each, signed) for each in secrets),
    }


def signature(secret: str, signed: bytes) -> str:
    """Return ``v1,`` and the HMAC-SHA-256 in base 64."""
    key = b64decode(secret.removeprefix(PREFIX))
    return f"v1,{b64encode(hmac.digest(key, signed, 'sha256')).decode()}"
