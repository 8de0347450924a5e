"""A claim leaves as report, edge, opinion, by its stance; never in a circle."""

from datetime import timedelta
from typing import Any

import pytest

from attribution.vocab.claims import NAMING, OPINION, Stance
from sharing.compile import parts
from tests.sharing.compile.build import (
    RECORDED,
    cite,
    context,
    objects,
    problems,
    record,
)
from tests.sharing.compile.scene import RECORDS, scene

NAMED = {
    "proposition": "attributed-to",
    "attributed_to": "ta-south",
    "entity_level": "state",
}
OURS = "extension-definition--0bf92151-e3a1-44dc-b355-33831d289aa5"


def told(**fields: Any) -> dict[str, dict[str, Any]]:
    """Return the objects of a claim made in the scene's case."""
    given = {"statement": "st-north", "claimant": "id-vendor", **fields}
    claim = record("claim", "claim-new", **given)
    return objects("claim-new", context(*RECORDS, claim))


def stance_fields(stance: str) -> dict[str, Any]:
    return {
        "stance": stance,
        **(NAMED if stance in NAMING else {}),
        "denial_scope": ["conduct"] if stance == "denies" else [],
        "endorsement_ground": "unstated" if stance == "endorses" else "",
    }


@pytest.mark.parametrize("stance", Stance.values)
def test_claim_on_an_incident_leaves_as_report_and_names_by_edge(stance: str) -> None:
    found = set(told(about="inc", **stance_fields(stance)))

    assert found == ({"report", "edge"} if stance in NAMING else {"report"})


@pytest.mark.parametrize("stance", OPINION)
def test_claim_on_a_claim_leaves_as_an_opinion_of_its_word(stance: str) -> None:
    opinion = told(about="claim-north", **stance_fields(stance))["opinion"]

    assert opinion["opinion"] == OPINION[stance]
    assert opinion["authors"] == ["Glasshouse Labs"]
    assert f"claim-stance:{stance}" in opinion["labels"]


def test_opinion_lists_the_report_and_the_edge_it_speaks_on() -> None:
    case = scene()
    denied = objects("claim-north", case)

    opinion = objects("claim-denial", case)["opinion"]

    assert opinion["object_refs"] == [denied["report"]["id"], denied["edge"]["id"]]


def test_report_lists_neither_an_opinion_nor_another_report() -> None:
    report = objects("claim-vendor", scene())["report"]

    types = [each.split("--")[0] for each in report["object_refs"]]
    assert types == ["incident", "intrusion-set", "relationship", "identity"]


def test_edge_runs_from_what_happened_even_for_a_claim_on_a_claim() -> None:
    case = scene()

    edge = objects("claim-vendor", case)["edge"]

    assert edge["source_ref"] == objects("inc", case)["main"]["id"]
    assert edge["relationship_type"] == "attributed-to"


def test_edge_has_neither_our_confidence_nor_a_time_of_its_own() -> None:
    edge = objects("claim-north", scene())["edge"]

    assert not {"confidence", "start_time", "stop_time"} & set(edge)


def test_equivalence_is_a_labelled_relation_and_never_an_attribution() -> None:
    made = objects("claim-same", scene())

    assert made["edge"]["relationship_type"] == "related-to"
    assert "claim-proposition:overlaps" in made["edge"]["labels"]
    assert made["report"]["report_types"] == ["equivalence-claim"]


def test_denial_says_in_words_what_it_denies() -> None:
    report = objects("claim-denial", scene())["report"]

    assert report["report_types"] == ["denial"]
    assert "What is denied: we did not do it and you have" in report["description"]
    assert {"denial-scope:conduct", "denial-scope:evidence"} <= set(report["labels"])


def test_report_is_dated_by_the_first_moment_that_the_statement_can_mean() -> None:
    said = record("statement", "st", said="2022-09", citations=[cite("src-paper")])
    claim = record("claim", "c", statement="st", claimant="id-south", stance="abstains")

    report = objects("c", context(*RECORDS, said, claim))["report"]

    assert report["published"] == "2022-09-01T00:00:00.000Z"
    assert "Said: September 2022 (month precision)" in report["description"]
    assert report["name"].endswith(", September 2022")


def test_report_of_unknown_date_takes_that_of_its_earliest_source() -> None:
    report = objects("claim-denial", scene())["report"]

    assert report["published"] == "2022-09-01T00:00:00.000Z"
    assert "Said: date not known" in report["description"]


def test_report_without_any_date_takes_that_of_its_recording() -> None:
    source = record("source", "src-undated")
    claim = record(
        "claim",
        "c",
        statement="st-south",
        claimant="id-south",
        stance="abstains",
        citations=[cite("src-undated")],
    )

    report = objects("c", context(*RECORDS, source, claim))["report"]

    assert report["published"] == report["created"]


def test_withdrawn_claim_ends_its_edge_and_says_so() -> None:
    when = RECORDED + timedelta(days=1)
    made = told(
        **NAMED,
        state="withdrawn",
        state_reason="The claimant took it back.",
        state_at=when.isoformat(),
    )

    assert made["edge"]["stop_time"] == "2026-11-23T08:00:00.000Z"
    assert "Withdrawn by its claimant" in made["edge"]["description"]
    assert "claim-status:withdrawn" in made["report"]["labels"]
    assert "revoked" not in made["edge"]


def test_claim_that_we_retract_is_revoked() -> None:
    made = told(
        stance="abstains",
        state="retracted",
        state_reason="Misread.",
        state_at=RECORDED.isoformat(),
    )

    assert made["report"]["revoked"] is True


def test_claim_can_be_read_without_its_extension() -> None:
    report = objects("claim-north", scene())["report"]
    del report["extensions"]

    for words in (
        "Government of Northland (role: government of the victim state)",
        "asserts that “Attack on the registry” is attributed to “Ministry Nine",
        "Said: 7 September 2022. Form: official statement, video address.",
        "Spoken by: A. Speaker.",
        "at the level: organisation",
        "In their words: “Pa asnjë dyshim.” (sq).",
        "Grounds, and how far they were shown: tradecraft (asserted).",
    ):
        assert words in report["description"]
    assert report["external_references"][0]["description"] == (
        "Statement on the attack of July (7 September 2022, grade A2)."
    )


def test_likelihood_and_confidence_never_share_a_sentence() -> None:
    made = told(**NAMED, likelihood="likely", analytic_confidence="low")

    lines = made["report"]["description"].splitlines()
    assert "Likelihood: likely / probable." in lines
    assert "Analytic confidence: low." in lines


def test_restatement_names_the_earlier_claim_by_claimant_and_date() -> None:
    made = told(**NAMED, restates="claim-north")

    assert (
        "says again the claim of Government of Northland (7 September 2022)"
        in (made["report"]["description"])
    )


def test_claim_without_any_source_cannot_leave() -> None:
    claim = record("claim", "c", statement="st-south", claimant="id-south")

    found = problems("c", context(*RECORDS, claim))

    assert ("citations", "neither the claim nor its statement has a source") in found


def test_claim_that_names_what_it_is_about_cannot_leave() -> None:
    claim = record(
        "claim",
        "c",
        statement="st-north",
        claimant="id-south",
        **NAMED | {"about": "ta-south"},
    )

    assert problems("c", context(*RECORDS, claim)) == [
        ("attributed_to", "is what the claim is about in the end")
    ]


def test_claims_that_lead_to_each_other_cannot_leave() -> None:
    here = {"statement": "st-north", "claimant": "id-south", "stance": "doubts"}
    pair = (
        record("claim", "a", about="b", **here),
        record("claim", "b", about="a", **here),
    )

    fields = {field for field, _ in problems("a", context(*RECORDS, *pair))}

    assert fields == {"about"}


def test_parts_are_those_that_are_compiled() -> None:
    case = scene()

    for key, version in case.versions.items():
        if version.snapshot["kind"] != "case":
            assert set(parts(version.snapshot, case)) == set(objects(key, case))
