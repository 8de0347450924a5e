"""Requests that no client should make: a clear 4xx in TAXII's words, and no more."""

import gzip
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import RequestFactory, override_settings

from sharing.access import Scope
from sharing.models import ServiceToken
from sharing.services import open_inbox
from sharing.taxii import contents
from sharing.taxii.views import taxii
from sharing.wire import cursors, timestamp
from tests.sharing.taxii.world import (
    BOTH,
    TAXII,
    Asking,
    everything,
    is_told,
    made_up,
    release,
    token,
)

pytestmark = pytest.mark.django_db
OBJECTS = "api/collections/published-clear/objects/"


@pytest.mark.parametrize(
    "query",
    [
        *(
            {"limit": each}
            for each in ("0", "-1", "1.5", "x", "", "٣", "1e3", "+5", "0x1")
        ),
        *(
            {"added_after": each}
            for each in (
                *("", "x", "2026-01-01", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z"),
                *("2026-01-01T00:00:60Z", "2026-01-01T00:00:00 00:00", "\x00"),
                *("0000-01-01T00:00:00Z", "2026-01-01T00:00:00.1234567890Z"),
                "٢٠٢٦-01-01T00:00:00Z",
            )
        ),
        *({"next": each} for each in ("", "x", "x.y", "\x00", "a" * 9000, "é", ".")),
        *({"match[id]": each} for each in ("", "x", "identity--x", ",", "\x00")),
        *({"match[type]": each} for each in ("", ",", "a b", "identity,", "\x00", "é")),
        *({"match[spec_version]": each} for each in ("", "2", "x", "2.1,")),
        *(
            {"match[version]": each}
            for each in ("", "x", "all,last", "last,last", "all,all", "first,", "2026")
        ),
        {"match[type]": ",".join(["identity"] * 1001)},
    ],
    ids=lambda query: ascii(query)[:60],
)
def test_a_parameter_that_cannot_be_read_is_named(query: dict[str, str]) -> None:
    answer = Asking(token()).get(OBJECTS, query)

    assert is_told(answer, 400)
    assert next(iter(query)) in answer.json()["description"]


def test_a_version_that_is_none_brings_the_words_there_are() -> None:
    answer = Asking(token()).get(OBJECTS, {"match[version]": "newest"})

    assert "neither first, last, all nor a timestamp" in answer.json()["description"]


def test_a_parameter_given_twice_is_refused() -> None:
    asking = Asking(token())

    for name in ("limit", "added_after", "next", "match[id]", "match[version]"):
        assert is_told(asking.get(OBJECTS, {name: ["1", "1"]}), 400)


def test_what_we_do_not_know_is_passed_over() -> None:
    answer = Asking(token()).get(OBJECTS, {"match[name]": "x", "offset": "5"})

    assert (answer.status_code, answer.content) == (200, b"{}")


def test_a_cursor_that_was_changed_or_made_elsewhere_is_refused() -> None:
    release([made_up(number) for number in range(3)])
    asking = Asking(token())
    cursor = asking.get(OBJECTS, {"limit": "1"}).json()["next"]
    address = f"{everything('RED').uuid}/objects/"
    values = {"of": address, "after": 0, "limit": 1, "matches": {}, "added_after": None}

    forged = [
        f"{'B' if cursor.startswith('A') else 'A'}{cursor[1:]}",
        cursor[:-8],
        f"{cursor}AAAA",
        cursors.sign(values, door="taxii"),
        cursors.sign(values, door="rest"),
    ]

    assert [is_told(asking.get(OBJECTS, {"next": each}), 400) for each in forged] == (
        [True] * len(forged)
    )


@pytest.mark.parametrize(
    "header",
    [
        *("", "Bearer", "Bearer ", "Bearer x", "Basic", "Basic !!!", "Basic eDp5", "x"),
        *("Bearer cia_aaaaaaaaaaaa.x", "Token x", "Bearer " + "a" * 10_000, "Basic =="),
        *("Bearer cia_\x00.x", "bearer é", "Digest username=x"),
    ],
    ids=lambda header: ascii(header)[:40],
)
def test_a_header_without_a_token_is_unauthorised(header: str) -> None:
    answer = Asking("").get(OBJECTS, authorization=header)

    assert is_told(answer, 401)
    assert answer["WWW-Authenticate"]


def test_a_thousand_wrong_tokens_change_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    asking = Asking(token())
    wrong = [f"{asking.token[:-12]}{number:012}" for number in range(1000)]

    with caplog.at_level(logging.DEBUG):
        answers = {Asking(each).get(OBJECTS).status_code for each in wrong}

    assert answers == {401}
    assert asking.get(OBJECTS).status_code == 200
    logged = caplog.text
    assert asking.token.rpartition(".")[2] not in logged
    assert not any(each.rpartition(".")[2] in logged for each in wrong)


def post(asking: Asking, path: str, body: bytes | str, **headers: str) -> Any:
    content_type = headers.pop("content_type", TAXII)
    headers["authorization"] = f"Bearer {asking.token}"
    return asking.client.post(f"/taxii2/{path}", body, content_type, headers=headers)


@pytest.fixture
def inbox() -> str:
    made = open_inbox("drop", title="What partners send")
    return token("Sender", scopes=BOTH, granted=[made])


@pytest.mark.parametrize(
    ("body", "statuses"),
    [
        (b" ", {400, 422}),
        (b"\xff\xfe", {400, 422}),
        (b"[" * 100_000, {400, 422}),
        (b'{"objects":' * 5_000 + b"1" + b"}" * 5_000, {400, 422}),
        (b'{"objects":"x"}', {400, 422}),
        (b'{"objects":[NaN]}', {400, 422}),
        (b"null", {400, 422}),
    ],
)
def test_a_body_that_is_no_envelope_is_refused(
    inbox: str, body: bytes, statuses: set[int]
) -> None:
    answer = post(Asking(inbox), "api/collections/drop/objects/", body)

    assert answer.status_code in statuses
    assert is_told(answer, answer.status_code)


@pytest.mark.parametrize(
    "content_type",
    ["", "application/json", "text/plain", "application/taxii+json;version=2.0"],
)
def test_a_body_of_another_type_is_refused(inbox: str, content_type: str) -> None:
    answer = post(
        *(Asking(inbox), "api/collections/drop/objects/", b"{}"),
        content_type=content_type,
    )

    assert is_told(answer, 415)


def test_a_compressed_body_is_refused_unread(inbox: str) -> None:
    bomb = gzip.compress(b"[" * 10**6)
    gzipped = {"content-encoding": "gzip"}

    answer = post(Asking(inbox), "api/collections/drop/objects/", bomb, **gzipped)

    assert is_told(answer, 415)
    assert answer["Accept-Encoding"] == "identity"


def test_a_body_that_is_too_large_is_refused_unread(inbox: str) -> None:
    asking = Asking(inbox)
    most = asking.get("api/").json()["max_content_length"]

    answer = post(asking, "api/collections/drop/objects/", b" " * (most + 1))

    assert is_told(answer, 413)


def test_a_host_that_is_not_ours_is_refused_in_taxii_s_words() -> None:
    answer = Asking(token()).get("", host="evil.example")

    assert is_told(answer, 400)
    assert "Host" in answer.json()["description"]


@override_settings(HTTPS=True)
def test_plain_http_is_refused_and_not_redirected() -> None:
    assert is_told(Asking(token()).get(""), 403)


def test_a_fault_of_ours_says_where_to_look_and_no_more(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the inside of it")

    monkeypatch.setattr(contents, "etag", broken)
    secret = token()
    request = RequestFactory().get(
        f"/taxii2/{OBJECTS}", headers={"authorization": f"Bearer {secret}"}
    )

    answer = taxii(request, OBJECTS)

    assert answer.status_code == 500
    assert b"the inside" not in answer.content
    assert answer["Content-Type"] == TAXII
    assert b"error_id" in answer.content
    assert secret.rpartition(".")[2] not in caplog.text


def test_a_token_without_any_right_to_taxii_is_forbidden() -> None:
    assert is_told(Asking(token(scopes=[Scope.REST_READ])).get(OBJECTS), 403)


def test_a_spent_budget_says_when_it_is_not() -> None:
    asking = Asking(token())
    end = datetime.now(UTC) + timedelta(days=3)
    ServiceToken.objects.update(per_minute=1, expires=end)
    asking.get("")

    answer = asking.get("")

    assert is_told(answer, 429)
    assert 0 < int(answer["Retry-After"]) <= 60
    assert answer["RateLimit"].startswith('"minute";r=0;')
    assert answer["X-Token-Expires"] == timestamp(end)


def test_a_database_that_is_away_is_a_reason_to_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("the inside of it")

    monkeypatch.setattr(contents, "etag", away)

    answer = Asking(token()).get(OBJECTS)

    assert is_told(answer, 503)
    assert answer["Retry-After"]
    assert b"inside" not in answer.content


@pytest.mark.parametrize(("size", "left"), [(200_000, 0), (200_001, 200_001)])
@override_settings(INBOX_MAX_CONTENT_LENGTH=200_000)
def test_a_body_that_is_not_wanted_is_read_to_its_end(size: int, left: int) -> None:
    request = RequestFactory().post("/taxii2/", b"a" * size, content_type=TAXII)

    assert taxii(request, "").status_code == 401

    # Else the server hangs up, and the client's next request there fails.
    assert len(request.read()) == left
