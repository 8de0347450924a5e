"""One public statement, recorded whole."""

import pytest

from attribution.models import Statement
from attribution.services import ClaimPart, SourcePart
from incidents.models import Change, Source, SourceCopy
from incidents.vocab import Door
from tests.attribution.statements import (
    ASSERTS,
    DENIES,
    PAGE,
    asserts,
    attack,
    iran,
    record,
    refused,
    withdrawal,
)
from tests.build import (
    NOON,
    make_claim,
    make_identity,
    make_incident,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def test_a_statement_is_recorded_with_sources_and_claims_as_one_batch() -> None:
    known = make_source()

    made = record(
        asserts(),
        ClaimPart({**DENIES, "claimant": make_identity()}),
        sources=[SourcePart(source=known), SourcePart(values=PAGE, locator="p. 1")],
    )

    changes = Change.objects.filter(batch=made.batch)
    assert {each.record.kind for each in changes} == {"source", "statement", "claim"}
    assert {(each.version, each.reason, each.door) for each in changes} == {
        (1, "Read this morning.", Door.DESK)
    }
    assert len(made.claims) == 2
    assert [each.name for each in made.sources] == ["Statement on the attack"]
    citations = made.statement.citations.values_list("source__key", "locator")
    assert set(citations) == {
        (known.key, ""),
        ("src-example-office-2022-09-07", "p. 1"),
    }


def test_keys_and_names_read_like_those_of_the_shipped_case() -> None:
    made = record()

    assert made.statement.key == "stmt-us-nsc-2022-09-07"
    assert made.statement.name == (
        "Statement of the US National Security Council, 7 September 2022"
    )
    (claim,) = made.claims
    assert claim.key == "claim-us-nsc-2022-09-07"
    assert claim.name == (
        "The US National Security Council attributes the destructive attack on a "
        "government to Iran (7 September 2022)"
    )


def test_further_claims_are_told_apart_by_words_before_numbers() -> None:
    leak = make_incident(key="inc-2022-07-leak", name="Leak of mail")
    culprit = iran()

    made = record(
        ClaimPart({**ASSERTS, "attributed_to": culprit}),
        ClaimPart({**ASSERTS, "attributed_to": culprit, "about": leak}),
        ClaimPart({**DENIES, "claimant_role": "third-state"}),
        ClaimPart({**DENIES, "claimant_role": "third-state", "about": leak}),
    )

    assert [each.key for each in made.claims] == [
        "claim-us-nsc-2022-09-07",
        "claim-us-nsc-2022-09-07-iran",
        "claim-us-nsc-2022-09-07-on-2022-07-15",
        "claim-us-nsc-2022-09-07-on-2022-07-leak",
    ]


def test_a_claim_on_a_claim_is_named_by_both_speakers_and_the_act() -> None:
    earlier = make_claim(
        about=attack(), claimant=make_identity(name="Government of Albania")
    )
    incident = attack(key="inc-other")

    made = record(
        ClaimPart({**DENIES, "about": earlier, "claimant_role": "accused-state"}),
        incident=incident,
    )

    assert made.claims[0].name == (
        "The US National Security Council denies the claim of the Government of "
        "Albania of 7 September 2022 on the destructive attack on a government "
        "(7 September 2022)"
    )


def test_what_is_made_takes_the_strictest_marking_of_what_it_is_built_from() -> None:
    made = record(
        asserts(),
        sources=[SourcePart(source=make_source(marking="AMBER"))],
        incident=attack(marking="GREEN"),
    )

    assert (made.statement.marking, made.claims[0].marking) == ("AMBER", "AMBER")


def test_a_claim_about_a_strict_incident_is_strict_where_its_statement_is_not() -> None:
    made = record(incident=attack(marking="RED"))

    assert (made.statement.marking, made.claims[0].marking) == ("CLEAR", "RED")


def test_the_first_speaker_is_the_claimant_where_nobody_else_is_named() -> None:
    made = record()

    assert made.claims[0].claimant.key == "id-us-nsc"
    assert made.claims[0].proposition == "attributed-to"


def test_no_certainty_is_made_up() -> None:
    claim = record().claims[0]

    assert (claim.likelihood, claim.analytic_confidence) == ("", "")
    assert claim.standard_of_proof == ""


def test_a_claim_cites_sources_by_their_row_with_the_place() -> None:
    part = asserts()
    made = record(
        ClaimPart(part.values, cites=[(1, "page 4")]),
        sources=[SourcePart(source=make_source()), SourcePart(values=PAGE)],
    )

    (citation,) = made.claims[0].citations.all()
    assert (citation.source, citation.locator) == (made.sources[0], "page 4")


def test_an_address_alone_makes_a_source_that_says_so() -> None:
    bare = {"url": PAGE["url"], "source_kind": "news", "seen_extent": "excerpt"}

    made = record(sources=[SourcePart(values=bare)])

    (source,) = made.sources
    assert (source.name, source.publisher) == ("example.org/press/1", "example.org")
    assert "from the address alone" in source.note


def test_a_source_keeps_the_digest_only_of_a_copy_from_its_address() -> None:
    SourceCopy.objects.create(
        address=PAGE["url"],
        sha256="a" * 64,
        media_type="text/html",
        fetched_at=NOON,
        by=make_user(),
    )
    other = {**PAGE, "url": "https://example.com/other"}

    made = record(
        sources=[
            SourcePart(values=PAGE, sha256="a" * 64),
            SourcePart(values=other, sha256="a" * 64),
        ]
    )

    first, second = made.sources
    assert (first.archived_sha256, first.archived_on) == ("a" * 64, "2026-01-05")
    assert (second.archived_sha256, second.archived_on) == ("", "")


def test_a_withdrawal_marks_the_earlier_claim_in_the_same_batch() -> None:
    earlier = make_claim()

    made = record(withdrawal(earlier))

    earlier.refresh_from_db()
    assert (earlier.state, earlier.state_by) == ("withdrawn", "analyst")
    assert earlier.state_reason == (
        f"Withdrawn by its claimant on 7 September 2022: {made.claims[0].key}."
    )
    change = Change.objects.get(record=earlier, version=2)
    assert (change.batch, change.snapshot["citations"]) == (
        made.batch,
        Change.objects.get(record=earlier, version=1).snapshot["citations"],
    )


def test_an_earlier_claim_stays_as_it_is_where_that_is_not_asked_for() -> None:
    earlier = make_claim()
    part = withdrawal(earlier)

    record(ClaimPart(part.values, takes_back=False))

    earlier.refresh_from_db()
    assert earlier.state == "in-use"


def test_a_hidden_withdrawal_is_not_told_by_the_state_of_the_claim() -> None:
    earlier = make_claim()
    part = withdrawal(earlier)

    told = refused(part, marking="RED")

    assert told[0].startswith("Claim 1, takes back: This claim is marked more strictly")


def test_a_statement_without_a_date_is_undated() -> None:
    made = record(values={"form": "unclear"})

    assert made.statement.key == "stmt-us-nsc"
    assert made.claims[0].name.endswith("(undated)")


def test_sources_alone_are_not_left_behind_by_a_refusal() -> None:
    part = asserts(wording="")

    refused(part, sources=[SourcePart(values=PAGE)])

    assert not Source.objects.filter(publisher="Example Office").exists()
    assert not Statement.objects.exists()
