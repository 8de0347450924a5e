"""Putting back a field, a row or a whole version, as a new draft."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Record
from incidents.vocab import RecordState
from tests.build import (
    NOON,
    make_claim,
    make_identity,
    make_incident,
    make_source,
)
from tests.desk.people import browser
from tests.desk.reviewing import edited, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db: None) -> Client:
    return browser("reader")


@pytest.fixture
def editor(db: None) -> Client:
    rights = ("change_source", "change_claim", "change_incident")
    return browser("editor", *rights)


def compared(client: Client, record: Record, one: int = 1, other: int = 2) -> str:
    return shown(client, "desk:compare", record.key, one, other)


def restore(client: Client, record: Record, version: int, part: str = "") -> Any:
    return client.post(
        reverse("desk:restore", args=[record.key]),
        {
            "version": version,
            "part": part,
            "base": Record.objects.get(pk=record.pk).version,
            "words": "It was right.",
        },
    )


def test_use_this_value_is_offered_beside_what_stands(editor: Client) -> None:
    source = make_source()
    edited(source, publisher="Another")

    offered = "Use this value"

    assert offered in compared(editor, source)
    assert offered not in compared(editor, source, 2, 1)
    assert offered not in compared(browser("reader"), source)


def test_one_field_is_put_back_as_a_new_draft(editor: Client) -> None:
    source = make_source(publisher="First", author="A")
    edited(source, publisher="Second", author="B")

    restore(editor, source, 1, "publisher")

    source.refresh_from_db()
    made = source.changes.get(version=3)
    assert (source.publisher, source.author) == ("First", "B")
    assert made.reason == "restored from v1: It was right."
    assert source.changes.get(version=2).snapshot["publisher"] == "Second"


def test_a_whole_version_is_put_back(editor: Client) -> None:
    claim = make_claim(wording="They did it.")
    edited(claim, wording="They might have.", citations=[])

    restore(editor, claim, 1)

    old, new = claim.changes.get(version=1), claim.changes.get(version=3)
    assert {**new.snapshot, "version": 1} == old.snapshot


def test_one_citation_is_put_back(editor: Client) -> None:
    claim = make_claim()
    source = claim.citations.get().source
    edited(claim, wording="Other words.", citations=[])

    restore(editor, claim, 1, "citations:0")

    claim.refresh_from_db()
    assert claim.citations.get().source == source
    assert claim.wording == "Other words."


def test_what_would_no_longer_hold_is_refused_in_words(editor: Client) -> None:
    first = make_claim()
    edited(first, attributed_to=make_claim().attributed_to)
    make_claim(
        **{
            name: getattr(first, name)
            for name in ("statement", "claimant", "about", "proposition")
        },
        attributed_to=Record.objects.get(
            key=first.changes.get(version=1).snapshot["attributed_to"]
        ),
    )

    answer = restore(editor, first, 1, "attributed_to")

    assert answer.status_code == 409
    assert "already carries this claim" in answer.content.decode()
    assert not first.changes.filter(version=3).exists()


def test_a_record_edited_meanwhile_is_not_overwritten(editor: Client) -> None:
    source = make_source(publisher="First")
    edited(source, publisher="Second")

    answer = editor.post(
        reverse("desk:restore", args=[source.key]),
        {"version": 1, "part": "publisher", "base": 1},
    )

    assert answer.status_code == 409
    assert "version 2 stands now" in answer.content.decode()
    assert source.changes.count() == 2


def test_a_record_that_was_taken_back_is_named_before_it_is_referred_to_again(
    editor: Client,
) -> None:
    gone = make_identity(name="Not a ministry")
    incident = make_incident(victims=[gone])
    edited(incident, victims=[])
    edited(
        gone,
        state=RecordState.RETRACTED,
        state_reason="No such body.",
        state_by="editor",
        state_at=NOON,
    )

    page = shown(editor, "desk:restore", incident.key, query="?version=1")

    assert "“Not a ministry” again, which is retracted by us" in page


def test_putting_back_is_for_whoever_may_change_such_records(reader: Client) -> None:
    source = make_source()
    edited(source, publisher="Another")

    answers = [
        reader.get(reverse("desk:restore", args=[source.key]) + "?version=1"),
        restore(reader, source, 1),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert source.changes.count() == 2


def test_a_marking_that_is_put_back_hides_until_it_is_approved() -> None:
    source = make_source(marking="CLEAR")
    edited(source, marking="RED")
    restore(browser("editor", "change_source", cleared="RED"), source, 1, "marking")

    source.refresh_from_db()
    assert source.marking == "CLEAR"
    assert (
        browser("reader").get(reverse("desk:history", args=[source.key])).status_code
        == 404
    )
