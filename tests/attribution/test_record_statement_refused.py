"""What of a public statement is refused: told by row and field, nothing written."""

from typing import Any

import pytest

from attribution.services import ClaimPart, SourcePart
from tests.attribution.statements import (
    DENIES,
    PAGE,
    asserts,
    refused,
)
from tests.build import (
    make_claim,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"attributed_to": None}, "Claim 1, attributed to: This stance names a"),
        ({"entity_level": ""}, "Claim 1, entity level: This stance names a culprit"),
        ({"wording": ""}, "Claim 1, wording: "),
        ({"stance": "guesses"}, "Claim 1, stance: "),
        ({"denial_scope": ["conduct"]}, "Claim 1, denial scope: Leave this empty"),
        ({"proposition": "same-as"}, "Claim 1, proposition: Only an actor"),
        ({"stance": "corroborates"}, "Claim 1, about: With this stance it speaks on"),
        ({"quote": "We did."}, "Claim 1, quote lang: Say in which language"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_field_and_nothing_is_written(
    changes: dict[str, Any], said: str
) -> None:
    part = asserts(**changes)

    told = refused(part)

    assert any(each.startswith(said) for each in told), told


def test_everything_that_is_wrong_is_told_at_once() -> None:
    told = refused(
        asserts(wording=""),
        ClaimPart({**DENIES, "denial_scope": []}),
        sources=[SourcePart(values={**PAGE, "source_kind": "gossip"})],
    )

    assert [each.split(":")[0] for each in told] == [
        "Source 1, source kind",
        "Claim 1, wording",
        "Claim 2, denial scope",
    ]


def test_a_statement_without_a_claim_or_a_speaker_is_refused() -> None:
    told = refused(claims=(), speakers=[])

    assert told == [
        "Statement, speakers: Say who spoke.",
        "Claim: A statement holds at least one claim.",
    ]


def test_the_same_claim_twice_is_refused_at_the_second() -> None:
    part = asserts()

    assert refused(part, part) == [
        "Claim 2: This statement already carries this claim."
    ]


def test_a_source_given_twice_is_refused() -> None:
    known = make_source(url="https://example.org/a?utm_source=x")

    told = refused(
        asserts(),
        sources=[
            SourcePart(source=known),
            SourcePart(values={**PAGE, "url": "http://example.org/a"}),
            SourcePart(source=known),
        ],
    )

    assert told == [
        "Source 2, url: This is source 1 again.",
        "Source 3, source: This is source 1 again.",
    ]


def test_a_citation_of_a_source_that_is_not_there_is_refused() -> None:
    part = asserts()

    told = refused(ClaimPart(part.values, cites=[(4, "")]))

    assert told == ["Claim 1, cites: There is no source of that number above."]


def test_nobody_withdraws_the_claim_of_somebody_else() -> None:
    theirs = make_claim()

    told = refused(
        ClaimPart(
            {
                "stance": "withdraws",
                "claimant_role": "third-state",
                "about": theirs,
                "wording": "No longer held.",
            }
        )
    )

    assert told[0].startswith("Claim 1, about: Nobody withdraws the claim of somebody")
