"""Lists of records: quick at any size, in order, and of what the reader may see."""

from itertools import chain
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django.fixtures import DjangoAssertNumQueries

from attribution.models import Claim, Statement
from desk.admin.lists import CappedPaginator
from desk.site import site
from incidents.models import Case, Incident, Record, Source
from incidents.services import save_record
from incidents.snapshot import record_models
from incidents.vocab import Door
from tests import build
from tests.build import (
    make_claim,
    make_identity,
    make_incident,
    make_source,
    make_statement,
    make_user,
)
from tests.desk.pages import address
from tests.desk.test_pages import KINDS, make
from tests.sharing.acts import LATER, publish_all

pytestmark = pytest.mark.django_db


def listed(browser: Client, model: Any = Incident, **query: Any) -> Any:
    """Return the list as the page has it."""
    answer = browser.get(address(model, "changelist"), query)
    assert answer.status_code == 200, answer
    return answer.context["cl"]


def names(browser: Client, model: Any = Incident, **query: Any) -> list[str]:
    return [row.name for row in listed(browser, model, **query).result_list]


def markup(browser: Client, model: Any = Incident, **query: Any) -> str:
    return browser.get(address(model, "changelist"), query).content.decode()


# Session, user, settings, saved views; how many, which, and their rows.
QUERIES = 6


def queries_of(kind: str) -> int:
    """Return how many queries a list takes at most: one for names, one a link.

    Names are not asked for where no row refers to anything.
    """
    model = record_models()[kind]
    model_admin: Any = site.get_model_admin(model)
    points = [model._meta.get_field(name) for name in model_admin.points]
    return QUERIES + bool(points) + len([each for each in points if each.many_to_many])


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_takes_as_many_queries_for_many_records_as_for_one(
    admin: Client, kind: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    model = record_models()[kind]
    make(kind)
    with django_assert_max_num_queries(queries_of(kind)):
        listed(admin, model)
    for _ in range(5):
        make(kind)

    with django_assert_max_num_queries(queries_of(kind)):
        assert listed(admin, model).result_count >= 6


def test_the_list_of_all_records_takes_as_many_queries_for_many_as_for_one(
    admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_incident()
    with django_assert_num_queries(QUERIES - 1):  # it has no saved views
        listed(admin, Record)
    for kind in KINDS:
        make(kind)

    with django_assert_num_queries(QUERIES - 1):
        listed(admin, Record)


def test_a_list_has_only_what_the_reader_may_see(reader: Client) -> None:
    make_incident(name="Open", marking="GREEN")
    make_incident(name="Secret", marking="RED")
    make_incident(name="Unmarked", marking="")

    assert names(reader) == ["Open"]
    assert names(reader, Record) == ["Open"]
    assert listed(reader).result_count == 1
    assert names(reader, q="secret") == []


def test_a_row_names_no_record_that_the_reader_may_not_see(reader: Client) -> None:
    secret = make_identity(name="Secret ministry", marking="RED")
    campaign = build.make_campaign(name="Secret campaign", marking="RED")
    make_incident(victims=[secret, make_identity(name="Port")], campaign=campaign)

    page = markup(reader)

    assert "Secret" not in page
    assert secret.key not in page
    assert page.count("a record you may not see") == 2
    assert "Port" in page


def test_a_hidden_statement_lends_a_claim_no_date(reader: Client) -> None:
    make_claim(statement=make_statement(said="2021-03-04", marking="RED"))

    assert "4 March 2021" not in markup(reader, Claim)


def test_dates_are_in_words_and_sorted_by_earliest_latest_and_precision(
    admin: Client,
) -> None:
    for text in ("2021-06", "2021-05~", "", "2021-05", "2021-05-03", "2021"):
        make_incident(name=text or "undated", occurred=text)

    latest_first = names(admin)
    earliest_first = names(admin, o="2")

    assert latest_first[:2] == ["2021-06", "2021-05-03"]
    assert latest_first[2:] == ["2021-05~", "2021-05", "2021", "undated"]
    assert earliest_first[0] == "2021"
    assert earliest_first[-1] == "undated"
    assert "about May 2021 (month)" in markup(admin)


def test_a_list_says_what_is_published_and_whose_draft_is_newer(admin: Client) -> None:
    make_user("analyst", first_name="Nora", last_name="Nilsen")
    publish_all()
    incident = Incident.objects.get()
    incident.name = "Another name"
    save_record(incident, by=make_user(), at=LATER, door=Door.DESK)

    page = markup(admin)

    assert "published v1" in page
    assert "draft v2 by Nora Nilsen" in page


def test_a_row_leads_to_the_record_and_to_its_form(admin: Client) -> None:
    source, incident = make_source(name="A report"), make_incident(name="An attack")

    of_sources, of_incidents = markup(admin, Source), markup(admin, Incident)

    assert f'<a href="/admin/r/{source.key}/">A report</a>' in of_sources
    assert address(Source, "change", source.pk) in of_sources
    assert f'<a href="/admin/incidents/{incident.key}/">An attack</a>' in of_incidents


def test_whoever_may_not_change_a_record_is_offered_no_form(reader: Client) -> None:
    incident = make_incident()

    assert address(Incident, "change", incident.pk) not in markup(reader)


def test_a_form_leads_back_to_the_filtered_list(admin: Client) -> None:
    make_incident()

    page = markup(admin, determination="confirmed")

    assert "_changelist_filters=determination%3Dconfirmed" in page


def test_a_name_with_markup_is_shown_as_text(admin: Client) -> None:
    make_incident(name="<b>Bold</b>", victims=[make_identity(name="<i>Port</i>")])

    page = markup(admin)

    assert "<b>Bold" not in page
    assert "<i>Port" not in page
    assert escape("<b>Bold</b>") in page


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("tirana", True),
        ("TIRANA servers", True),
        ("servers tirana", True),
        ("kibernetike", True),
        ("cve-2019-0604", True),
        ("wiper", True),
        ("ti", True),
        ("paris", False),
        ("100%", False),
        ("\x00", True),
    ],
)
def test_a_list_is_searched_in_all_words_of_a_record(
    admin: Client, term: str, found: bool
) -> None:
    alias = {"name": "Sulmi kibernetikë", "alias_kind": "native"}
    make_incident(
        name="Attack on Tirana",
        description="Servers were emptied by a wiper.",
        aliases=[alias],
        external_ids=["cve:CVE-2019-0604"],
    )

    assert bool(names(admin, q=term)) is found


def test_a_dear_count_stops_and_says_so(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CappedPaginator, "most", 3)
    for _ in range(5):
        make_incident()

    shown = listed(admin)

    assert shown.result_count == 3
    assert shown.count_in_words == "More than 3 incidents; these are the first 3"
    assert "More than 3 incidents" in markup(admin)


def test_few_rows_are_counted_exactly(admin: Client) -> None:
    make_incident()
    assert listed(admin).count_in_words == "1 incident"

    make_incident()
    assert listed(admin).count_in_words == "2 incidents"


def test_any_page_of_a_list_is_in_order_and_whole(admin: Client) -> None:
    for number in range(103):
        make_incident(name=f"Attack {number:03}")

    pages = [names(admin, o="1", p=str(page)) for page in (1, 2, 3)]

    assert [len(each) for each in pages] == [50, 50, 3]
    assert [*chain(*pages)] == [f"Attack {number:03}" for number in range(103)]


def test_a_link_to_many_is_told_in_part(admin: Client) -> None:
    victims = [make_identity(name=f"Victim {number}") for number in range(5)]
    make_incident(victims=victims)

    page = markup(admin)

    assert "Victim 2" in page
    assert "Victim 3" not in page
    assert "and 2 more" in page


def test_a_claim_tells_its_date_and_whom_it_names(admin: Client) -> None:
    actor = build.make_threat_actor(name="The Ministry")
    make_claim(statement=make_statement(said="2022-09-07"), attributed_to=actor)

    page = markup(admin, Claim)

    assert "7 September 2022" in page
    assert "The Ministry" in page
    assert "stance-asserts" in page


@pytest.mark.parametrize("model", [Statement, Claim, Case, Source, Record])
def test_boxes_of_rows_have_names(admin: Client, model: Any) -> None:
    build.make_case(name="Case one")
    make_claim(name="Claim one")

    page = markup(admin, model)

    boxes = [each for each in page.split("<input")[1:] if "action-select" in each]
    assert boxes
    assert all('aria-label="Choose ' in each.split(">")[0] for each in boxes)
