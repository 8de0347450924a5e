"""What TAXII and REST share: cursors, ETags, content codings, headers."""

import gzip
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from uuid import NAMESPACE_URL, uuid5

import pytest
import zstandard
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory, override_settings

from sharing.access import Budget, Reader
from sharing.wire import (
    BadCursor,
    add_headers,
    add_last_modified,
    address_of,
    cursors,
    encoded,
    etag,
    not_modified,
    timestamp,
    unchanged,
)
from sharing.wire.coding import preferred

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
LONG = b"all work and no play " * 500


def test_a_cursor_comes_back_as_it_was_signed_and_fits_an_address() -> None:
    values = {"after": 2**40, "matches": {"type": ["identity"]}, "added_after": None}

    cursor = cursors.sign(values, door="taxii")

    assert cursors.read(cursor, door="taxii") == values
    assert cursor.replace("-", "").replace("_", "").isalnum()


def test_a_cursor_of_many_ids_fits_into_an_address_beside_them() -> None:
    """Of 8,190 bytes; taxii2-client repeats its filters on every page."""
    ids = [f"identity--{uuid5(NAMESPACE_URL, str(number))}" for number in range(100)]

    cursor = cursors.sign({"matches": {"id": ids}}, door="taxii")

    assert cursors.read(cursor, door="taxii") == {"matches": {"id": ids}}
    assert len(",".join(ids)) + len(cursor) < 8_000


def test_every_changed_letter_spoils_a_cursor() -> None:
    cursor = cursors.sign({"after": 1}, door="taxii")

    for place in range(len(cursor) - 1):  # some bits of the last letter mean nothing
        other = "A" if cursor[place] != "A" else "B"
        with pytest.raises(BadCursor):
            cursors.read(f"{cursor[:place]}{other}{cursor[place + 1 :]}", door="taxii")


def test_a_cursor_of_one_door_opens_no_other() -> None:
    with pytest.raises(BadCursor):
        cursors.read(cursors.sign({}, door="rest"), door="taxii")


def test_a_cursor_outlives_a_change_of_the_secret_key() -> None:
    with override_settings(SECRET_KEY="the old one"):
        cursor = cursors.sign({"after": 1}, door="taxii")

    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["the old one"]):
        assert cursors.read(cursor, door="taxii") == {"after": 1}
    with override_settings(SECRET_KEY="new"), pytest.raises(BadCursor):
        cursors.read(cursor, door="taxii")


def test_an_etag_is_strong_and_tells_equal_parts_from_others() -> None:
    tag = etag("a", 1, None, {"x": ["y"]})

    assert tag == etag("a", 1, None, {"x": ["y"]})
    assert tag != etag("a", 1, None, {"x": ["z"]})
    assert tag.startswith('"')
    assert tag.endswith('"')


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{}", True),
        ('"other", {}', True),
        ("W/{}", True),
        ("*", True),
        ('"other"', False),
        ("", False),
        ("nonsense", False),
    ],
)
def test_if_none_match_is_read_as_the_standard_says(
    written: str, expected: bool
) -> None:
    tag = etag("a")
    request = RequestFactory().get("/", headers={"if-none-match": written.format(tag)})

    assert not_modified(request, tag) == expected


def test_a_tag_of_a_coded_answer_is_known_again_and_sent_back() -> None:
    tag = etag("a")
    zipped = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    answer = HttpResponse(LONG, headers={"ETag": tag})
    sent = encoded(answer, zipped)["ETag"]

    asked = RequestFactory().get("/", headers={"if-none-match": sent})

    assert sent != tag
    assert not_modified(asked, tag)
    assert unchanged(asked, tag)["ETag"] == sent
    assert unchanged(asked, tag).status_code == 304


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None),
        ("identity", None),
        ("br, deflate", None),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("*", "zstd"),
        ("*;q=0.5, gzip;q=0", "zstd"),
        ("identity;q=1, gzip;q=0.5", None),
        ("gzip;q=x", None),
        (";;;,,,=", None),
    ],
)
def test_the_client_chooses_the_coding(accepted: str, coding: str | None) -> None:
    assert preferred(accepted) == coding


@pytest.mark.parametrize("is_stream", [True, False])
@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_coded_answer_says_the_same(coding: str, is_stream: bool) -> None:
    request = RequestFactory().get("/", headers={"accept-encoding": coding})
    chunks = (LONG[start : start + 700] for start in range(0, len(LONG), 700))
    answer: HttpResponse | StreamingHttpResponse = (
        StreamingHttpResponse(chunks) if is_stream else HttpResponse(LONG)
    )

    sent = encoded(answer, request)

    content = sent.getvalue()
    plain = (
        gzip.decompress(content)
        if coding == "gzip"
        else zstandard.ZstdDecompressor().decompressobj().decompress(content)
    )
    assert plain == LONG
    assert sent["Content-Encoding"] == coding
    assert len(content) < len(LONG) / 3


def test_a_stream_is_coded_as_it_comes() -> None:
    taken: list[int] = []
    chance = Random(4)  # noqa: S311 - what cannot be compressed, the same each time

    def chunks() -> object:
        for number in range(1000):
            taken.append(number)
            yield chance.randbytes(2_000)

    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    sent = encoded(StreamingHttpResponse(chunks()), request)  # type: ignore[arg-type]

    list(islice(sent.streaming_content, 1))  # type: ignore[arg-type]

    assert len(taken) < 1000


def test_a_short_answer_stays_as_it_is() -> None:
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})

    assert "Content-Encoding" not in encoded(HttpResponse(b"{}"), request)


def reader(expires: datetime) -> Reader:
    return Reader(
        token=1,
        partner=1,
        partner_name="Partner",
        key="aaaaaaaaaaaa",
        ceiling="CLEAR",
        scopes=frozenset(),
        collections=frozenset(),
        expires=expires,
        budget=Budget(600, 599, 30, 1000, 999, 40_000),
    )


def test_answers_are_the_reader_s_own_and_tell_its_budget() -> None:
    response = HttpResponse()

    add_headers(response, reader(NOW + timedelta(days=8)), at=NOW)

    assert response["Cache-Control"] == "private"
    assert response["Vary"] == "Authorization, Accept, Accept-Encoding"
    assert response["RateLimit"] == '"minute";r=599;t=30, "day";r=999;t=40000'
    assert response["RateLimit-Policy"] == '"minute";q=600;w=60, "day";q=1000;w=86400'
    assert "X-Token-Expires" not in response


def test_the_last_seven_days_of_a_token_are_announced() -> None:
    response, end = HttpResponse(), NOW + timedelta(days=7)

    add_headers(response, reader(end), at=NOW)

    assert response["X-Token-Expires"] == "2026-01-12T12:00:00.000000Z"


def test_nothing_changed_after_it_was_asked_for() -> None:
    response = HttpResponse()

    add_last_modified(response, NOW + timedelta(seconds=2), at=NOW)

    assert response["Last-Modified"] == "Mon, 05 Jan 2026 12:00:00 GMT"


def test_timestamps_have_six_digits_whatever_their_zone() -> None:
    assert timestamp(NOW) == "2026-01-05T12:00:00.000000Z"
    away = datetime.fromisoformat("2026-01-05T14:00:00.5+02:00")
    assert timestamp(away) == "2026-01-05T12:00:00.500000Z"


@pytest.mark.parametrize(
    ("behind", "said", "expected"),
    [
        (True, "1.2.3.4, 5.6.7.8", "5.6.7.8"),
        (True, "nonsense", "127.0.0.1"),
        (True, "fe80::1%eth0", "fe80::1"),
        (False, "5.6.7.8", "127.0.0.1"),
    ],
)
def test_only_our_own_proxy_is_believed(behind: bool, said: str, expected: str) -> None:
    request = RequestFactory().get("/", headers={"x-forwarded-for": said})

    with override_settings(BEHIND_PROXY=behind):
        assert address_of(request) == expected
