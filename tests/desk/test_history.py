"""The versions of a record: all in a list, and one whole."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from incidents.models import Record
from review import services
from tests.asking import ask
from tests.build import (
    NOON,
    make_case,
    make_claim,
    make_source,
    make_user,
)
from tests.desk.people import browser
from tests.desk.reviewing import edited, shown
from tests.sharing.acts import publish_all

pytestmark = pytest.mark.django_db


PAGES = {
    "history": lambda key: reverse("desk:history", args=[key]),
    "version": lambda key: reverse("desk:version", args=[key, 1]),
    "compare": lambda key: reverse("desk:compare", args=[key, 1, 2]),
    "restore": lambda key: reverse("desk:restore", args=[key]) + "?version=1",
}


@pytest.fixture
def reader(db: None) -> Client:
    return browser("reader")


@pytest.fixture
def editor(db: None) -> Client:
    rights = ("change_source", "change_claim", "change_incident")
    return browser("editor", *rights)


def history(client: Client, record: Record) -> str:
    return shown(client, "desk:history", record.key)


def test_each_version_says_who_made_it_by_which_door_and_why(reader: Client) -> None:
    source = make_source()
    edited(source, "A typing error.", by="editor", publisher="Another")

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

    page = shown(reader, "desk:version", claim.key, 1)

    assert "They did it." in page
    assert claim.claimant.name in page
    assert "which stands now" not in page


def test_a_version_says_nothing_of_a_source_that_is_hidden(reader: Client) -> None:
    secret = make_source(name="Secret source", marking="RED")
    cited = {"source": secret, "quote": "Secret words", "quote_lang": "en"}
    claim = make_claim(citations=[cited])

    page = shown(reader, "desk:version", claim.key, 1)

    assert "a record you may not see" in page
    assert "Secret" not in page
