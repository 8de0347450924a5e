"""The versions of a record: the list, one whole, two side by side, and back again."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from incidents.models import Change, Record
from incidents.services import save_record
from incidents.vocab import Door, RecordState
from review import services
from tests.asking import ask
from tests.build import (
    NOON,
    make_case,
    make_claim,
    make_identity,
    make_incident,
    make_source,
    make_user,
)
from tests.desk.people import browser
from tests.sharing.acts import publish_all

pytestmark = pytest.mark.django_db

PAGES = {
    "history": lambda key: reverse("desk:history", args=[key]),
    "version": lambda key: reverse("desk:version", args=[key, 1]),
    "compare": lambda key: reverse("desk:compare", args=[key, 1, 2]),
    "restore": lambda key: reverse("desk:restore", args=[key]) + "?version=1",
}


def edited(record: Record, reason: str = "Better.", **values: Any) -> Change:
    owned = {name: values.pop(name) for name in {*record.OWNED} & values.keys()}
    links = {
        field.name: values.pop(field.name)
        for field in record._meta.many_to_many
        if field.name in values
    }
    batch = values.pop("batch", None)
    for name, value in values.items():
        setattr(record, name, value)
    return save_record(
        record,
        by=make_user("editor"),
        at=NOON,
        door=Door.DESK,
        reason=reason,
        owned=owned,
        links=links,
        batch=batch,
    )


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def history(client: Client, record: Record) -> str:
    return shown(client, PAGES["history"](record.key))


def compared(client: Client, record: Record, one: int = 1, other: int = 2) -> str:
    return shown(client, reverse("desk:compare", args=[record.key, one, other]))


@pytest.fixture
def reader(db: None) -> Client:
    return browser("reader")


@pytest.fixture
def editor(db: None) -> Client:
    rights = ("change_source", "change_claim", "change_incident")
    return browser("editor", *rights)


def test_each_version_says_who_made_it_by_which_door_and_why(reader: Client) -> None:
    source = make_source()
    edited(source, "A typing error.", publisher="Another")

    page = history(reader, source)

    assert page.index("Version 2") < page.index("Version 1")
    assert "A typing error." in page
    assert "editor" in page
    assert "from the desk" in page


def test_a_version_says_who_sent_and_approved_it(reader: Client) -> None:
    source = make_source()
    services.approve(ask([source]), by=make_user("second"), at=NOON)

    page = history(reader, source)

    assert "Sent to review by analyst" in page
    assert "approved</span> by second" in page
    assert "Break-glass" not in page


def test_a_broken_glass_is_said_in_words_and_red(reader: Client) -> None:
    source = make_source()
    services.break_glass(source, by=make_user(), at=NOON, reason="It burns.")

    page = history(reader, source)

    assert "Break-glass: nobody else has seen it." in page
    assert "It burns." in page
    assert "broken-glass" in page


def test_a_version_says_in_which_release_it_went_out(reader: Client) -> None:
    case = make_case()
    release = publish_all()

    page = history(reader, case)

    assert f"published</span> in release {release.number}" in page


def test_what_one_act_changed_is_one_group_with_its_lines(reader: Client) -> None:
    batch = uuid.uuid4()
    sources = [make_source(name=f"Source {number}") for number in range(30)]
    for source in sources:
        edited(source, "All at once.", publisher="Another", batch=batch)

    page = history(reader, sources[0])

    assert page.count("One act with 30 records") == 1
    assert page.split("One act with")[1].count(", version 2</li>") == 30


def test_a_group_names_no_record_that_the_reader_may_not_see(reader: Client) -> None:
    batch = uuid.uuid4()
    seen, hidden = make_source(), make_source(marking="RED", name="The red one")
    for source in (seen, hidden):
        edited(source, publisher="Another", batch=batch)

    page = history(reader, seen)

    assert "One act with 1 record<" in page
    assert "The red one" not in page


@pytest.mark.parametrize("page", PAGES)
def test_a_hidden_record_has_no_versions(page: str, editor: Client) -> None:
    source = make_source(marking="RED")
    edited(source, publisher="Another")

    assert editor.get(PAGES[page](source.key)).status_code == 404
    assert editor.get(PAGES[page]("nothing-of-that-name")).status_code == 404


@pytest.mark.parametrize("page", ["version", "compare", "restore"])
def test_a_version_marked_more_strictly_is_not_shown(page: str, editor: Client) -> None:
    source = make_source(marking="RED", name="Once red")
    edited(source, marking="CLEAR", name="Now clear")
    services.approve(ask([source]), by=make_user("second"), at=NOON)

    listed = history(editor, source)

    assert editor.get(PAGES[page](source.key)).status_code == 404
    assert "Version 1" not in listed
    assert "Once red" not in listed


@pytest.mark.parametrize("page", ["history", "version", "compare"])
def test_the_versions_are_for_whoever_may_view_them(page: str) -> None:
    source = make_source()
    edited(source, publisher="Another")
    stranger = Client()
    stranger.force_login(make_user("stranger", is_staff=True))

    assert stranger.get(PAGES[page](source.key)).status_code == 403


def test_two_chosen_versions_lead_to_their_comparison(reader: Client) -> None:
    source = make_source()

    answer = reader.get(PAGES["history"](source.key), {"a": "1", "b": "2"})

    assert answer.url == PAGES["compare"](source.key)  # type: ignore[attr-defined]


def test_a_history_takes_the_same_queries_however_long_it_is(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    source, counts = make_source(), []
    for number in range(2):
        for edit in range(3):
            edited(source, publisher=f"{number}{edit}", batch=uuid.uuid4())
            ask([source])
        with django_assert_max_num_queries(40) as taken:
            history(reader, source)
        counts.append(len(taken))

    assert counts[0] == counts[1]
    assert counts[0] <= 16


def test_a_version_is_shown_whole_in_words(reader: Client) -> None:
    claim = make_claim(wording="They did it.")
    edited(claim, wording="They might have.")

    page = shown(reader, PAGES["version"](claim.key))

    assert "They did it." in page
    assert claim.claimant.name in page
    assert "which stands now" not in page


def test_a_comparison_shows_exactly_what_was_changed(reader: Client) -> None:
    claim = make_claim(analytic_confidence="low")
    old = claim.citations.get().source
    edited(
        claim,
        analytic_confidence="high",
        citations=[{"source": make_source(name="A new one")}, {"source": old}],
    )

    page = compared(reader, claim)

    assert "<strong>2 changes between version 1 and version 2<" in page
    assert page.count('<span aria-hidden="true">≠</span> changed') == 1
    assert page.count('<span aria-hidden="true">+</span> added') == 1
    assert "A new one" in page


def test_words_are_marked_with_signs_and_for_screen_readers(reader: Client) -> None:
    claim = make_claim(wording="They did it.")
    edited(claim, wording="They almost certainly did it.")

    page = compared(reader, claim)

    assert "added: </span>almost certainly <" in page
    assert 'aria-hidden="true">+</span><ins>' in page


def test_links_are_compared_by_name(reader: Client) -> None:
    one, two = make_identity(name="Ministry A"), make_identity(name="Ministry B")
    incident = make_incident(victims=[one])
    edited(incident, victims=[two])

    page = compared(reader, incident)

    assert page.count("Ministry A") == page.count("Ministry B") == 1
    assert one.key not in page.replace(reverse_key(one), "")


def reverse_key(record: Record) -> str:
    return f"/r/{record.key}/"


def test_a_reference_that_is_hidden_is_the_same_words_on_both_sides(
    reader: Client,
) -> None:
    one = make_identity(name="Secret A", key="key-a", marking="RED")
    two = make_identity(name="Secret B", key="key-b", marking="RED")
    incident = make_incident(victims=[one])
    edited(incident, victims=[two])

    page = compared(reader, incident)

    assert page.count("a record you may not see") == 2
    for word in ("Secret", "key-a", "key-b"):
        assert word not in page


def test_a_citation_of_a_hidden_source_says_nothing_of_it(reader: Client) -> None:
    secret = make_source(name="Secret source", marking="RED")
    claim = make_claim()
    edited(
        claim,
        citations=[{"source": secret, "quote": "Secret words", "quote_lang": "en"}],
    )

    page = compared(reader, claim)

    assert "a record you may not see" in page
    assert "Secret" not in page


def test_a_comparison_takes_the_same_queries_however_much_differs(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for size in (1, 6):
        claim = make_claim()
        edited(claim, citations=[{"source": make_source()} for _ in range(size)])
        with django_assert_max_num_queries(30) as taken:
            compared(reader, claim)
        counts.append(len(taken))

    assert counts[0] == counts[1]


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

    page = shown(editor, PAGES["restore"](incident.key))

    assert "“Not a ministry” again, which is retracted by us" in page


def test_putting_back_is_for_whoever_may_change_such_records(reader: Client) -> None:
    source = make_source()
    edited(source, publisher="Another")

    answers = [reader.get(PAGES["restore"](source.key)), restore(reader, source, 1)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert source.changes.count() == 2


def test_a_marking_that_is_put_back_hides_until_it_is_approved() -> None:
    source = make_source(marking="CLEAR")
    edited(source, marking="RED")
    restore(browser("editor", "change_source", cleared="RED"), source, 1, "marking")

    source.refresh_from_db()
    assert source.marking == "CLEAR"
    assert browser("reader").get(PAGES["history"](source.key)).status_code == 404
