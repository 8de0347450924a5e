"""A briefing made while a partner waits: cut to its ceiling, and nobody's word."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from docx import Document
from pypdf import PdfReader

from briefings.rest import places
from sharing.access import Scope
from sharing.access.received import received
from sharing.models import PublishedRecord, Pull
from tests.sharing.rest.asking import Asking, asking, problem

pytestmark = pytest.mark.usefixtures("published")
ADDRESS = "incidents/inc-one/briefing"
SECRET = ("verdigris", "electrum", "cinnabar")


def reading(ceiling: str = "CLEAR", **terms: Any) -> Asking:
    return asking(ceiling, scopes=[Scope.REPORTS_READ], **terms)


def test_each_page_says_that_it_is_automatic_and_none_that_it_is_released() -> None:
    sent = reading().get(ADDRESS)

    pages = [each.extract_text() for each in PdfReader(BytesIO(sent.content)).pages]
    assert sent.headers["Content-Type"] == "application/pdf"
    assert all("AUTOMATIC" in each for each in pages)
    assert "not released by a second person" in " ".join(pages[0].split())
    assert not any("DRAFT" in each for each in pages)


def test_word_and_html_say_so_as_well() -> None:
    partner = reading()

    word = Document(BytesIO(partner.get(ADDRESS, {"format": "docx"}).content))
    text = partner.get(ADDRESS, {"format": "html"}).content.decode()

    head = "".join(each.text for each in word.sections[0].header.paragraphs)
    assert "AUTOMATIC" in head
    assert "no second person has released it" in text


def test_it_says_so_in_the_language_asked_for() -> None:
    text = reading().get(ADDRESS, {"format": "html", "lang": "fr"}).content.decode()

    assert "AUTOMATIQUE" in text
    assert "automatique, non validée par une seconde personne" in text


def test_the_file_is_named_after_what_it_is() -> None:
    sent = reading("GREEN").get(ADDRESS, {"format": "html", "as_of": "2022-09-10"})

    name = 'filename="inc-one-automatic-as-of-2022-09-10-TLP-GREEN.html"'
    assert name in sent.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("ceiling", "marking", "told"),
    [("CLEAR", "CLEAR", 0), ("RED", "RED", 3), ("RED", "GREEN", 1), ("RED", None, 3)],
)
def test_it_is_cut_to_the_ceiling_and_to_the_marking_asked_for(
    ceiling: str, marking: str | None, told: int
) -> None:
    asked = {"format": "html", **({"marking": marking} if marking else {})}

    text = reading(ceiling).get(ADDRESS, asked).content.decode()

    assert [each in text for each in SECRET] == [n < told for n in range(3)]


def test_what_lies_above_the_ceiling_is_refused_or_not_there() -> None:
    problem(reading().get(ADDRESS, {"marking": "RED"}), 400)
    problem(reading().get("incidents/inc-none/briefing"), 404)
    problem(reading().get("incidents/claim-first/briefing"), 404)


def test_before_it_happened_there_is_nothing() -> None:
    problem(reading().get(ADDRESS, {"as_of": "2022-01-01"}), 404)


def test_a_token_for_records_alone_gets_none() -> None:
    problem(asking().get(ADDRESS), 403)


def test_an_unchanged_record_is_304_and_spends_no_file() -> None:
    partner = reading()
    sent = partner.get(ADDRESS, {"format": "html"})

    again = partner.get(
        ADDRESS, {"format": "html"}, **{"if-none-match": sent.headers["ETag"]}
    )

    assert again.status_code == 304
    assert Pull.objects.count() == 1


def test_a_recall_finds_who_had_a_record_in_an_automatic_briefing() -> None:
    reading().get(ADDRESS, {"format": "html"})

    claim = PublishedRecord.objects.get(key="claim-first")
    (told,) = received(claim.uid)
    assert told.partner.name == "Partner up to CLEAR"


def test_one_is_made_at_a_time_whoever_asks() -> None:
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [places.PLACES[0]])
    sent = reading().get(ADDRESS)
    other.close()

    problem(sent, 503)
    assert sent.headers["Retry-After"] == "5"


def test_a_token_has_so_many_made_in_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "IN_AN_HOUR", 1)
    partner, other = reading(), reading("GREEN")
    partner.get(ADDRESS, {"format": "html"})

    refused = partner.get(ADDRESS, {"format": "docx"})

    problem(refused, 429)
    assert 0 < int(refused.headers["Retry-After"]) <= 3601
    assert other.get(ADDRESS, {"format": "html"}).status_code == 200
