"""An address that fails twice in a row is dead, and the rules warn of it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core.management import CommandError

from incidents.models import Source
from incidents.services import save_record
from incidents.vocab import Door
from incidents.webpages import Limits
from review.management.commands.check_links import Command, due
from review.models import LinkCheck
from review.selectors import findings
from review.services.links import Asked, note_links
from tests.build import NOON, make_source, make_user

pytestmark = pytest.mark.django_db
GONE = "The server answers 404 Not Found."


def asked(source: Source, said: str = "", days: int = 0) -> int:
    return note_links([Asked(source, said)], at=NOON + timedelta(days=days))


def is_dead(source: Source) -> bool:
    return any(each.rule.id == "dead-link" for each in findings([source.key]))


def test_one_failure_may_be_the_nets() -> None:
    source = make_source()

    assert asked(source, GONE) == 0

    assert not is_dead(source)


def test_a_second_failure_in_a_row_makes_a_link_dead() -> None:
    source = make_source()
    asked(source, GONE)

    assert asked(source, GONE) == 1

    assert is_dead(source)
    assert LinkCheck.objects.get().said == GONE


def test_an_answer_between_two_failures_counts_from_the_start() -> None:
    source = make_source()
    for said in (GONE, "", GONE):
        asked(source, said)

    assert not is_dead(source)


def test_another_address_is_not_dead_for_what_the_old_one_did() -> None:
    source = make_source()
    asked(source, GONE)
    asked(source, GONE)

    source.url = "https://example.org/elsewhere"
    save_record(source, by=make_user(), at=NOON, door=Door.DESK)

    assert asked(source, GONE) == 0
    assert not is_dead(source)


def test_those_never_asked_come_first_and_fresh_answers_are_not_asked_again() -> None:
    fresh, old, never = make_source(), make_source(), make_source()
    make_source(url="")
    asked(fresh, days=39)
    asked(old)

    assert list(due(NOON + timedelta(days=40), days=30)) == [never, old]


class Page(BaseHTTPRequestHandler):
    """Answers one address and no other."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/there" else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def site() -> Iterator[str]:
    """A server of web pages on this machine."""
    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def check(*, at: str) -> str:
    """Run the command, which may ask the one address on this machine."""
    host, _, port = at.partition(":")
    said = io.StringIO()
    command = Command(stdout=said)
    command.limits = Limits(also=frozenset({(host, int(port))}))
    command.handle(most=10, days=30)
    return said.getvalue()


def test_the_command_asks_and_notes() -> None:
    with site() as at:
        there = make_source(url=f"http://{at}/there")
        gone = make_source(url=f"http://{at}/gone")

        said = check(at=at)

    assert said == "2 asked, 1 answered, 0 are dead.\n"
    assert LinkCheck.objects.get(source=there).failures == 0
    assert LinkCheck.objects.get(source=gone).said == GONE


def test_the_command_notes_nothing_where_there_is_no_net() -> None:
    for number in range(3):
        make_source(url=f"http://192.0.2.1/{number}")

    with pytest.raises(CommandError, match="is there a net"):
        check(at="127.0.0.1:1")

    assert not LinkCheck.objects.exists()
