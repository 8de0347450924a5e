"""What the forms of records ask for: a reason, a marking, what a choice demands."""

import json
from typing import Any

import pytest
from django.test import Client

from attribution.models import Claim
from desk.models import Clearance
from incidents.models import Case, Change, Impact, Incident, Record, Source
from tests.build import (
    NOON,
    make_claim,
    make_identity,
    make_impact,
    make_incident,
    make_source,
    make_statement,
    make_threat_actor,
    make_user,
)
from tests.desk.pages import address, errors, send
from tests.sharing.acts import publish_all

pytestmark = pytest.mark.django_db


def edit(browser: Client, record: Record, **changes: Any) -> Any:
    return send(browser, address(type(record), "change", record.pk), **changes)


def latest(record: Record) -> Change:
    return Change.objects.filter(record_id=record.pk).latest("version")


def claim_fields(**changes: Any) -> dict[str, Any]:
    return {
        "name": "A state withdraws its claim",
        "key": "claim-new",
        "statement": make_statement().pk,
        "claimant_role": "third-state",
        "wording": "It no longer says so.",
        "marking": "CLEAR",
        **changes,
    }


def test_a_reason_is_asked_for_on_a_new_record_and_kept(admin: Client) -> None:
    send(
        admin,
        address(Source, "add"),
        name="A page",
        key="src-new",
        source_kind="news",
        publisher="Example Press",
        seen_extent="full",
        marking="CLEAR",
        reason="Named by a reader.",
    )

    assert Change.objects.get(record__key="src-new").reason == "Named by a reader."


def test_a_draft_is_changed_without_a_reason(admin: Client) -> None:
    incident = make_incident()

    edit(admin, incident, name="Other")

    assert (latest(incident).version, latest(incident).reason) == (2, "")


def test_a_published_record_is_changed_only_with_a_reason(admin: Client) -> None:
    publish_all(at=NOON)
    incident = Incident.objects.get()

    refused = edit(admin, incident, name="Other", reason=" ")
    taken = edit(admin, incident, name="Other", reason="A typo.")

    assert "Say why it is changed: it was published before." in errors(refused)
    assert taken.status_code == 302
    change = latest(incident)
    assert (change.version, change.reason) == (2, "A typo.")
    assert (change.by, change.get_door_display()) == (make_user("admin"), "the desk")


def test_a_new_record_is_marked_as_strictly_as_what_it_is_built_from(
    admin: Client,
) -> None:
    Clearance.objects.update_or_create(
        user=make_user("admin"), defaults={"marking": "RED"}
    )
    source = make_source(marking="AMBER")

    send(
        admin,
        address(Claim, "add"),
        **claim_fields(
            stance="asserts",
            claimant=make_identity().pk,
            about=make_incident().pk,
            proposition="attributed-to",
            attributed_to=make_threat_actor().pk,
            entity_level="state",
            marking="",
            citations__0__source=source.pk,
        ),
    )

    assert Claim.objects.get(key="claim-new").marking == "AMBER"


def test_nobody_withdraws_the_claim_of_somebody_else(admin: Client) -> None:
    theirs = make_claim()

    page = send(
        admin,
        address(Claim, "add"),
        **claim_fields(
            stance="withdraws", claimant=make_identity().pk, about=theirs.pk
        ),
    )

    assert "Nobody withdraws the claim of somebody else" in errors(page)


@pytest.mark.parametrize(("ticked", "state"), [("on", "withdrawn"), ("", "in-use")])
def test_a_withdrawal_offers_to_mark_the_earlier_claim(
    admin: Client, ticked: str, state: str
) -> None:
    earlier = make_claim()

    send(
        admin,
        address(Claim, "add"),
        **claim_fields(
            stance="withdraws",
            claimant=earlier.claimant.pk,
            about=earlier.pk,
            takes_back=ticked,
            reason="Said today.",
        ),
    )

    earlier.refresh_from_db()
    assert earlier.state == state
    if ticked:
        assert latest(earlier).reason == "Said today."
        assert earlier.state_reason.endswith("claim-new.")


def test_a_hidden_withdrawal_is_refused_with_the_box_ticked(admin: Client) -> None:
    earlier = make_claim()

    page = send(
        admin,
        address(Claim, "add"),
        **claim_fields(
            stance="withdraws",
            claimant=earlier.claimant.pk,
            about=earlier.pk,
            takes_back="on",
            marking="RED",
        ),
    )

    assert "marked more strictly than the one that it takes back" in errors(page)
    earlier.refresh_from_db()
    assert earlier.state == "in-use"
    assert not Claim.objects.filter(key="claim-new").exists()


def asked(page: Any, name: str) -> dict[str, list[str]]:
    widget = page.context["adminform"].form.fields[name].widget
    found: dict[str, list[str]] = json.loads(widget.attrs["data-demands"])
    return found


def test_the_form_of_a_claim_tells_which_fields_a_stance_asks_for(
    admin: Client,
) -> None:
    asks = asked(admin.get(address(Claim, "add")), "stance")

    assert asks["denial_scope"] == ["denies"]
    assert "asserts" in asks["attributed_to"]
    assert "denies" not in asks["attributed_to"]
    assert asks["takes_back"] == ["withdraws", "revises"]


def test_the_form_of_a_claim_tells_which_of_these_it_needs(admin: Client) -> None:
    form = admin.get(address(Claim, "add")).context["adminform"].form
    needed = json.loads(form.fields["stance"].widget.attrs["data-needed"])

    assert "denial_scope" in needed
    assert "takes_back" not in needed


def test_a_source_speaks_for_a_field_by_the_name_that_the_form_has(
    admin: Client,
) -> None:
    source, incident = make_source(), make_incident()
    page = admin.get(address(Incident, "change", incident.pk))

    told = page.content.decode()
    assert "The record as a whole" in told
    assert '<option value="outcome">How it ended</option>' in told
    answer = edit(
        admin,
        incident,
        **{
            "citations-TOTAL_FORMS": 1,
            "citations-0-source": source.pk,
            "citations-0-field": "outcome",
        },
    )
    assert answer.status_code == 302, errors(answer)
    assert [each.field for each in incident.citations.all()] == ["outcome"]


def test_a_hint_says_more_than_the_label(admin: Client) -> None:
    form = admin.get(address(Case, "add")).context["adminform"].form
    claim = admin.get(address(Claim, "add")).context["adminform"].form

    assert "answers for this case file" in form.fields["keeper"].help_text
    assert not claim.fields["wording"].help_text


def test_the_form_of_an_impact_tells_which_fields_a_category_asks_for(
    admin: Client,
) -> None:
    page = admin.get(address(Impact, "change", make_impact().pk))

    asks = asked(page, "impact_category")
    assert asks["availability_impact"] == ["availability"]
    assert asks["record_count"] == ["confidentiality", "integrity"]


def test_long_texts_start_low_and_grow(admin: Client) -> None:
    form = admin.get(address(Claim, "add")).context["adminform"].form

    for name in ("wording", "description", "note", "basis"):
        assert int(form.fields[name].widget.attrs["rows"]) <= 3


@pytest.mark.parametrize("model", [Claim, Incident, Source, Impact])
def test_no_form_opens_a_window_or_offers_to_delete_what_is_pointed_at(
    admin: Client, model: Any
) -> None:
    page = admin.get(address(model, "add")).content.decode()

    assert "data-popup" not in page
    assert "_popup=1" not in page
    assert "delete-related" not in page
    assert "change-related" not in page


def test_a_choice_of_parties_offers_to_make_one_here(admin: Client) -> None:
    page = admin.get(address(Claim, "add")).content.decode()

    assert 'data-quick-for="id_claimant"' in page
    assert 'data-quick-kinds="identity"' in page
    assert 'data-quick-kinds="threat-actor,intrusion-set"' in page
