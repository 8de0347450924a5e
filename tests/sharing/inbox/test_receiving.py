"""What becomes of a post: what is kept, what is named as refused, what is not taken."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from pytest_django import DjangoAssertNumQueries

from sharing.inbox import NotTaken, receive, status
from sharing.models import Entry, ObjectBody, PostedObject, Tray
from tests.build import NOON
from tests.sharing.inbox.posts import (
    envelope,
    make_inbox,
    malware,
    minutes,
    post,
    read,
    reader,
    url,
)

pytestmark = pytest.mark.django_db
BELL = b'"description": "a\\u0000b \\u00e9", "x_n": 1.50, "x_own": [ {"b":1,  "a":2} ]'


def test_receive_keeps_each_object_in_the_very_bytes_it_came_in() -> None:
    text = orjson.dumps(malware())[:-1] + b",\n\t" + BELL + b" }"

    post(raw=b'{"objects" : [ ' + text + b" , " + orjson.dumps(url()) + b"]}")

    assert [each.body for each in read()] == [text, orjson.dumps(url())]


def test_receive_answers_with_a_status_whose_counts_add_up() -> None:
    said = post(malware(), malware("ZEROCLEAR", confidence=101))

    assert said["status"] == "complete"
    assert said["request_timestamp"] == "2026-01-05T12:00:00.000000Z"
    assert (said["total_count"], said["success_count"]) == (2, 1)
    assert (said["failure_count"], said["pending_count"]) == (1, 0)
    assert said["successes"] == [
        {"id": malware()["id"], "version": "2026-01-04T12:00:00.000Z"}
    ]
    assert "successes" not in post(malware("ZEROCLEAR", confidence=101))


def test_receive_names_what_it_refuses_with_the_reason_and_keeps_the_rest() -> None:
    said = post(malware(confidence=101), malware("ZEROCLEAR"))

    (failure,) = said["failures"]
    assert failure["id"] == malware()["id"]
    assert failure["message"].startswith("confidence: ")
    assert [each.stix_id for each in read()] == [malware("ZEROCLEAR")["id"]]


def test_receive_takes_a_bundle_as_clients_post_it() -> None:
    bundle = {"type": "bundle", "id": "bundle--x", "objects": [malware()]}

    assert post(raw=orjson.dumps(bundle))["success_count"] == 1


def test_a_duplicate_is_no_error_makes_no_row_and_keeps_its_date() -> None:
    post(malware())
    before = read()

    said = post(raw=envelope(malware()).replace(b'":', b'" : '), at=minutes(5))

    assert (said["success_count"], said["failure_count"]) == (1, 0)
    assert read() == before


def test_a_duplicate_within_one_post_is_kept_once() -> None:
    said = post(malware(), malware(), url(), url())

    assert said["success_count"] == 4
    assert len(read()) == 2


@pytest.mark.parametrize("thing", [malware, url])
def test_another_content_under_the_same_version_is_refused(thing: Any) -> None:
    post(thing())

    said = post(
        thing(
            object_marking_refs=[
                f"marking-definition--{'1' * 8}-1111-4111-8111-{'1' * 12}"
            ]
        )
    )

    assert said["failure_count"] == 1
    assert "another content" in said["failures"][0]["message"]


def test_each_object_gets_a_later_date_than_all_before_it() -> None:
    post(*(malware(f"m{number}") for number in range(50)), at=minutes(1))
    post(malware("late"), at=NOON)

    dates = [each.added for each in read()]

    assert dates == sorted(set(dates))
    assert dates[0] == minutes(1)
    assert len(dates) == 51


def test_an_object_without_a_version_gets_the_time_it_came_as_version() -> None:
    said = post(url())

    assert said["successes"][0]["version"] == "2026-01-05T12:00:00.000000Z"
    assert read()[0].version == "2026-01-05T12:00:00.000000Z"
    again = post(url(), at=minutes(9))
    assert again["successes"] == said["successes"]


def test_nothing_posted_enters_the_store() -> None:
    post(malware(), url())

    assert not ObjectBody.objects.exists()
    assert not Entry.objects.exists()
    assert PostedObject.objects.count() == 2


@pytest.mark.parametrize(
    ("raw", "status_code"),
    [
        (b"", 400),
        (b"\xff\xfe", 400),
        (b"[1]", 400),
        (b'{"objects": []}', 400),
        (b'{"objects": {"a": {"b": {}}}}', 400),
        (b'{"objects": [1]}', 400),
        (b'{"objects": [{"id": NaN}]}', 400),
        (b'{"objects": [{"id": "\\ud800"}]}', 400),
        (b'{"objects": [{}], "objects": [{}]}', 400),
        (b'{"\\u006fbjects": [{}]}', 400),
        (b'{"objects": [' + b"[" * 100_000, 400),
        (b'{"objects": [' + b'{"a":' * 40 + b"1" + b"}" * 40 + b"]}", 400),
        (b'{"objects": [{}], "a": ' + b"[" * 40 + b"]" * 40 + b"}", 400),
        (b'{"objects": [{"type": "malware"}]}', 422),
        (b'{"objects": [{"id": 5}]}', 422),
        (envelope(*({"id": "x"} for _ in range(1001))), 422),
        (b'{"objects": [{"id": "' + b"x" * 10_500_000 + b'"}]}', 413),
    ],
)
def test_what_is_no_envelope_is_not_taken_at_all(raw: bytes, status_code: int) -> None:
    with pytest.raises(NotTaken) as caught:
        receive(reader(), make_inbox(), raw, at=NOON)

    assert caught.value.status == status_code
    assert not PostedObject.objects.exists()


@pytest.mark.parametrize(
    "raw",
    [
        b'"' + b'\\"' * 2_000_000,
        b"[" * 4_000_000,
        b'{"objects":[{"id":"' + b'\\"' * 2_000_000,
        b'{"a":' * 1_000_000,
    ],
)
def test_a_body_made_to_keep_us_busy_is_refused(raw: bytes) -> None:
    # With a search that goes back, or a descent, this would not end in a day.
    with pytest.raises(NotTaken, match="It is not JSON"):
        post(raw=raw)


@pytest.mark.parametrize(
    "beside",
    [b'"a":"\\u006fbjects: [{"', b'"objects":"[{"', b'"a":{"objects":[{}]}', b'"a":1'],
)
def test_what_stands_beside_the_objects_does_not_mislead_the_cut(beside: bytes) -> None:
    raw = b" {\n" + beside + b' ,"objects" :\t' + envelope(malware(), url())[11:-1]

    assert post(raw=raw + b" }\r\n")["success_count"] == 2
    assert [each.body for each in read()] == [
        orjson.dumps(each) for each in (malware(), url())
    ]


def test_a_number_of_any_length_is_kept_as_it_is_written() -> None:
    raw = envelope(malware()).replace(b"true", b'true,"x_long":' + b"9" * 300)

    post(raw=raw)

    assert read()[0].body in raw


def test_a_body_of_exactly_the_length_allowed_is_never_too_large(settings: Any) -> None:
    raw = envelope(malware())
    settings.INBOX_MAX_CONTENT_LENGTH = len(raw)

    assert post(raw=raw)["success_count"] == 1


def test_a_partner_has_only_so_much_storage_and_is_told(settings: Any) -> None:
    settings.INBOX_MAX_STORAGE = len(orjson.dumps(malware())) + 10
    post(malware())

    with pytest.raises(NotTaken) as caught:
        post(malware("ZEROCLEAR"))

    assert caught.value.status == 403
    assert len(read()) == 1
    assert post(malware())["success_count"] == 1  # a duplicate takes no room
    assert post(malware(), by="CERT-EE")["success_count"] == 1


def test_a_post_takes_the_same_queries_for_one_object_and_for_a_hundred(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    sender, inbox = reader(), make_inbox()
    post(url())
    for count in (1, 100):
        raw = envelope(*(malware(f"{count} {number}") for number in range(count)))
        with django_assert_num_queries(7):
            receive(sender, inbox, raw, at=NOON)

    assert Tray.objects.get().size == sum(len(each.body) for each in read(limit=500))


def test_a_status_is_the_partners_own_and_lasts_a_day() -> None:
    said = post(malware())
    day = timedelta(days=1)

    assert status(reader(), said["id"], at=NOON) == said
    assert status(reader("CERT-EE"), said["id"], at=NOON) is None
    assert status(reader(), said["id"], at=NOON + day) is None
    assert status(reader(), "no uuid", at=NOON) is None
