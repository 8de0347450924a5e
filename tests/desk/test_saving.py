"""One save at the desk is one version, whole, or a message and nothing written."""

import json
from typing import Any

import pytest
from django.test import Client

from attribution.models import Claim, Question
from incidents.models import Change, Record
from incidents.vocab import Door
from tests.build import (
    make_assessment,
    make_claim,
    make_evidence,
    make_identity,
    make_incident,
    make_source,
    make_statement,
    make_threat_actor,
    make_user,
)
from tests.desk.pages import address, errors, messages, send

pytestmark = pytest.mark.django_db


def claim_fields(**changes: Any) -> dict[str, Any]:
    return {
        "name": "A state blames an organisation",
        "key": "claim-new",
        "statement": make_statement().pk,
        "claimant": make_identity().pk,
        "claimant_role": "third-state",
        "stance": "asserts",
        "about": make_incident().pk,
        "proposition": "attributed-to",
        "attributed_to": make_threat_actor().pk,
        "entity_level": "organisation",
        "wording": "The organisation did it.",
        "marking": "CLEAR",
        **changes,
    }


def new_claim(browser: Client, **changes: Any) -> Any:
    return send(browser, address(Claim, "add"), **claim_fields(**changes))


def edit(browser: Client, record: Record, **changes: Any) -> Any:
    url = address(type(record), "change", record.pk)
    return send(browser, url, **{"reason": "A typo.", **changes})


def latest(record: Record) -> Change:
    return Change.objects.filter(record_id=record.pk).latest("version")


def test_a_new_claim_is_one_version_with_its_citations_and_grounds(
    admin: Client,
) -> None:
    source = make_source()

    new_claim(
        admin,
        citations__0__source=source.pk,
        citations__0__locator="paragraph 2",
        grounds__0__ground="malware",
        grounds__0__disclosed="shown",
    )

    (change,) = Change.objects.filter(record__key="claim-new")
    assert (change.version, change.door) == (1, Door.DESK)
    assert change.by == make_user("admin")
    assert change.snapshot["citations"][0]["source"] == source.key
    assert change.snapshot["citations"][0]["locator"] == "paragraph 2"
    assert change.snapshot["grounds"] == [{"ground": "malware", "disclosed": "shown"}]


def test_an_edit_of_a_citation_alone_is_a_version_of_the_claim(admin: Client) -> None:
    claim = make_claim()

    edit(admin, claim, citations__0__locator="page 4", reason="Found the page.")

    change = latest(claim)
    assert (change.version, change.reason) == (2, "Found the page.")
    assert change.snapshot["citations"][0]["locator"] == "page 4"


def test_a_removed_citation_stays_in_the_version_before(admin: Client) -> None:
    claim = make_claim()

    edit(admin, claim, citations__0__DELETE="on")

    assert not claim.citations.exists()
    assert latest(claim).snapshot["citations"] == []
    assert claim.changes.earliest("version").snapshot["citations"]


def test_a_save_without_a_change_is_no_version(admin: Client) -> None:
    claim = make_claim()

    edit(admin, claim)

    assert latest(claim).version == 1


def test_links_to_many_are_in_the_version(admin: Client) -> None:
    incident, victim = make_incident(), make_identity()

    edit(admin, incident, victims=[victim.pk])

    assert latest(incident).snapshot["victims"] == [victim.key]


def test_a_key_is_for_life(admin: Client) -> None:
    incident = make_incident(key="inc-first")

    edit(admin, incident, key="inc-second", name="Other")

    incident.refresh_from_db()
    assert (incident.key, incident.name) == ("inc-first", "Other")


def test_a_word_with_a_comma_stays_one_word(admin: Client) -> None:
    incident = make_incident()

    edit(admin, incident, systems="TIMS, border system\r\n\r\ne-Albania\r\n")

    incident.refresh_from_db()
    assert incident.systems == ["TIMS, border system", "e-Albania"]


def test_opening_and_saving_changes_no_list_of_words(admin: Client) -> None:
    incident = make_incident(systems=["TIMS, border system"], sectors=["a", "b"])

    edit(admin, incident)

    assert latest(incident).version == 1


INVALID = [
    ({"attributed_to": ""}, "This stance names a culprit: say whom."),
    ({"wording": ""}, "This field is required"),
    (
        {"stance": "denies", "proposition": ""},
        "Leave this empty: it does not go with “denies”.",
    ),
    ({"quote": "Ata e bënë."}, "Say in which language the quotation is."),
    ({"key": "Not A Key"}, "small letters, digits and single hyphens"),
    ({"stance": "guesses"}, "not one of the available choices"),
    ({"citations__0__source": ""}, "This field is required"),
]


@pytest.mark.parametrize(("changes", "message"), INVALID)
def test_an_invalid_claim_shows_why_and_writes_nothing(
    admin: Client, changes: dict[str, Any], message: str
) -> None:
    given = {"citations__0__source": make_source().pk, "citations__0__locator": "p. 1"}

    page = new_claim(admin, **{**given, **changes})

    assert page.status_code == 200
    assert message in errors(page)
    assert not Record.objects.filter(name="A state blames an organisation").exists()


def test_a_claim_that_names_a_mere_identity_is_refused(admin: Client) -> None:
    page = new_claim(admin, attributed_to=make_identity().pk)

    assert "A claim names an actor" in errors(page)


def test_a_claim_about_a_mere_identity_is_refused(admin: Client) -> None:
    page = new_claim(admin, about=make_identity().pk)

    assert "A claim is about an incident, a campaign" in errors(page)


def test_a_doubt_about_an_incident_is_refused(admin: Client) -> None:
    page = new_claim(
        admin, stance="doubts", proposition="", attributed_to="", entity_level=""
    )

    assert "speaks on another claim" in errors(page)


def test_a_circle_of_claims_is_refused(admin: Client) -> None:
    first = make_claim(stance="denies")
    second = make_claim(stance="doubts", about=first)

    page = edit(admin, first, about=second.pk)

    assert "it would be about itself" in errors(page)
    assert latest(first).version == 1


def test_a_date_that_is_none_is_refused_with_the_shapes_that_are(
    admin: Client,
) -> None:
    page = edit(admin, make_incident(), occurred="15.7.2022")

    assert "is not a date; write 2022-07-15, 2022-07" in errors(page)


def test_a_record_taken_back_says_why(admin: Client) -> None:
    page = edit(admin, make_incident(), state="retracted")

    assert "Give the reason, the person and the time." in errors(page)


def test_what_only_the_database_refuses_is_shown_in_the_form(admin: Client) -> None:
    assessment = make_assessment()
    two = {
        f"hypotheses__{row}__{name}": value
        for row, rank in ((1, 2), (2, 3))
        for name, value in {"rank": rank, "text": "So.", "is_favoured": "on"}.items()
    }

    page = edit(admin, assessment, **two)

    assert page.status_code == 200
    assert "hypothesis_favoured_is_one" in errors(page)
    assert "So." in page.content.decode()
    assert not messages(page)
    assert assessment.hypotheses.count() == 1


def test_signs_of_a_hypothesis_are_by_evidence(admin: Client) -> None:
    evidence, assessment = make_evidence(), make_assessment()
    signs = {evidence.key: "C"}

    edit(admin, assessment, hypotheses__0__signs=json.dumps(signs))

    assert latest(assessment).snapshot["hypotheses"][0]["signs"] == signs


@pytest.mark.parametrize("signs", ['["C"]', '{"evidence": "0.7"}', '{"nothing": "C"}'])
def test_signs_that_are_none_are_refused(admin: Client, signs: str) -> None:
    page = edit(admin, make_assessment(), hypotheses__0__signs=signs)

    assert page.status_code == 200
    assert "signs" in errors(page)


def test_a_question_keeps_its_sides_with_the_records_that_hold_them(
    admin: Client,
) -> None:
    source = make_source()

    send(
        admin,
        address(Question, "add"),
        name="Which group?",
        key="which-group",
        question_kind="conflict",
        status="unresolved",
        sides__0__rank=1,
        sides__0__position="The first group.",
        sides__0__held_in=[source.pk],
    )

    (change,) = Change.objects.filter(record__key="which-group")
    assert change.snapshot["sides"][0]["held_in"] == [source.key]


def test_a_save_at_the_desk_is_told(admin: Client) -> None:
    answer = new_claim(admin)

    assert answer.status_code == 302
    assert "was added successfully" in messages(answer)[0]
