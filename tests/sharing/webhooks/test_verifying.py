"""Who follows our client kit tells our messages from all others (PA16)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from django.conf import settings
from django.utils import timezone

from sharing.access.kit import snippets
from sharing.access.kit_webhooks import RECEIVER
from sharing.management.server import free_port, wait_for
from sharing.models import Collection
from sharing.services.endpoints import rotate
from sharing.services.sealed import opened
from tests.build import make_user
from tests.sharing.webhooks.acts import HOUR, Worker, endpoint_at, release
from tests.sharing.webhooks.receiver import Got, Receiver

pytestmark = pytest.mark.django_db
SHELL = ("sh", "-eu", "-c")


@pytest.fixture
def kit() -> dict[str, str]:
    found = snippets("https://record.example/", Collection.objects.all()[0])
    return {each.name: each.text for each in found}


@pytest.fixture
def worker(receiver: Receiver) -> Worker:
    """One that has delivered an event, just now, while two secrets sign."""
    made = Worker(receiver, endpoint_at(receiver), now=timezone.now())
    rotate(made.endpoint, by=make_user("publisher"), at=made.now - HOUR)
    release(at=made.now)
    assert made.work() == 1
    return made


def secrets(worker: Worker) -> tuple[str, str]:
    endpoint = worker.endpoint
    endpoint.refresh_from_db()
    return opened(endpoint.secret), opened(endpoint.former_secret)


@contextmanager
def running(text: str, secret: str) -> Iterator[str]:
    """Run the receiver as a partner would; return its address."""
    port = free_port()
    told = {"PATH": os.environ["PATH"], "SECRET": secret, "PORT": str(port)}
    with subprocess.Popen(
        [sys.executable, "-c", text], env=told, stdout=-1, stderr=-1
    ) as process:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def answered(address: str, got: Got, body: bytes = b"", **changed: str) -> int:
    """Hand a message on, something in it changed; return what comes back."""
    known = {name.lower(): value for name, value in got.headers.items()}
    names = ("webhook-id", "webhook-timestamp", "webhook-signature")
    headers = {each: changed.get(each[8:], known[each]).encode() for each in names}
    sent = requests.post(address, body or got.body, headers=headers, timeout=5)
    return sent.status_code


def test_the_receiver_of_the_kit_takes_what_we_send_and_nothing_else(
    kit: dict[str, str], worker: Worker, receiver: Receiver
) -> None:
    (got,) = receiver.got
    now, former = secrets(worker)

    with running(kit["webhook"], now) as address:
        assert answered(address, got) == 204
        assert answered(address, got, b'{"type":"endpoint.test"}') == 401
        assert answered(address, got, id="msg_another") == 401
        for at in ("1767614400", "", "soon", "²"):
            assert answered(address, got, timestamp=at) == 401
        for signature in ("", "v1,", "v1,é"):
            assert answered(address, got, signature=signature) == 401
    with running(kit["webhook"], former) as address:
        assert answered(address, got) == 204


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl here")
def test_openssl_tells_by_hand_which_secret_signed(
    kit: dict[str, str], worker: Worker, receiver: Receiver, tmp_path: Path
) -> None:
    (got,) = receiver.got
    (tmp_path / "event.json").write_bytes(got.body)

    def told(secret: str) -> str:
        headers = {
            "ID": got.headers["webhook-id"],
            "AT": got.headers["webhook-timestamp"],
            "SIGNATURES": got.headers["webhook-signature"],
        }
        done = subprocess.run(
            [*SHELL, kit["webhook-by-hand"]],
            check=False,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], "SECRET": secret, **headers},
        )
        return done.stdout or done.stderr

    good = [told(each) for each in secrets(worker)]

    assert good == ["ours, of 0 minutes ago\n"] * 2
    assert told("whsec_c29tZWJvZHkgZWxzZQ==") == "not ours\n"


def test_the_page_on_webhooks_has_the_same_words_as_the_kit() -> None:
    function = RECEIVER[RECEIVER.index("def is_") : RECEIVER.index("\n\nclass")]
    page = (settings.BASE_DIR / "docs" / "webhooks.md").read_text()

    assert function.format() in page
