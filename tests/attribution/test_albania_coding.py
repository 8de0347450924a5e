"""The Albanian case is coded as its sources read: who named whom, and who did not."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

Entry = dict[str, Any]
FOLDER = Path(settings.BASE_DIR) / "attribution" / "cases" / "albania-2022"
NAMING = {
    "asserts",
    "corroborates",
    "counter-attributes",
    "claims-responsibility",
    "revises",
}
JULY_ATTACK = "inc-2022-07-15"


def entries(name: str) -> list[Entry]:
    loaded: list[Entry] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text())
    return loaded


CLAIMS = {each["key"]: each for each in entries("claims")}
STATEMENTS = {each["key"]: each for each in entries("statements")}
QUESTIONS = {each["key"]: each for each in entries("questions")}


def claims_of(claimant: str) -> list[Entry]:
    return [each for each in CLAIMS.values() if each["claimant"] == claimant]


def stances_of(claimant: str) -> set[str]:
    return {each["stance"] for each in claims_of(claimant)}


def actors() -> list[Entry]:
    return entries("threat-actors") + entries("intrusion-sets")


@pytest.mark.parametrize(
    "claimant", ["id-eu", "id-spain", "id-poland", "id-italy", "id-saudi-arabia"]
)
def test_body_that_condemned_without_naming_has_not_attributed(claimant: str) -> None:
    assert stances_of(claimant) == {"condemns-without-naming"}


def test_norway_endorses_the_text_of_the_eu_and_nothing_else() -> None:
    (claim,) = claims_of("id-norway")

    assert claim["stance"] == "endorses"
    assert claim["about"] == "claim-eu-2022-09-08"


@pytest.mark.parametrize("claimant", ["id-nato", "id-nato-nac"])
def test_nato_acknowledges_and_finds_nothing_itself(claimant: str) -> None:
    assert stances_of(claimant) == {"acknowledges"}


def test_north_macedonia_endorses_albania_without_a_finding_of_its_own() -> None:
    (claim,) = claims_of("id-mk-mfa")

    assert claim["stance"] == "endorses"
    assert claim["about"] == "claim-al-rama-2022-09-07"


def test_prime_minister_only_suspects_in_july() -> None:
    claim = CLAIMS["claim-al-rama-2022-07"]

    assert claim["stance"] == "suspects"
    assert "attributed_to" not in claim


@pytest.mark.parametrize(
    "claimant",
    [
        "id-akshi",
        "id-al-tirana-prosecution",
        "id-kaspersky",
        "id-ccdcoe",
        "id-sciacovelli",
    ],
)
def test_who_named_no_author_abstains(claimant: str) -> None:
    assert stances_of(claimant) == {"abstains"}


@pytest.mark.parametrize(
    "claimant", ["id-us-nsc", "id-uk-ncsc", "id-microsoft", "id-us-fbi", "id-us-cisa"]
)
def test_finding_of_an_ally_or_vendor_corroborates(claimant: str) -> None:
    assert "corroborates" in stances_of(claimant)


def test_second_wave_is_condemned_by_the_us_before_it_is_attributed() -> None:
    on_second_wave = CLAIMS["claim-us-blinken-2022-09-12"]
    on_july = CLAIMS["claim-us-blinken-2022-09-12-on-july"]

    assert on_second_wave["stance"] == "condemns-without-naming"
    assert on_july["restates"] == "claim-us-nsc-2022-09-07"


def test_every_denial_and_no_other_claim_has_a_scope() -> None:
    wrong = [
        key
        for key, claim in CLAIMS.items()
        if (claim["stance"] == "denies") != bool(claim.get("denial_scope"))
    ]

    assert wrong == []


def test_only_the_letter_of_iran_proposes_another_author() -> None:
    counter = [
        claim for claim in CLAIMS.values() if claim["stance"] == "counter-attributes"
    ]

    assert [each["key"] for each in counter] == ["claim-ir-un-mko-2022-09-10"]
    assert counter[0]["attributed_to"] == "ta-mek"


def test_no_quotation_is_invented() -> None:
    assert not [key for key, claim in CLAIMS.items() if claim.get("quote")]


def test_naming_claim_names_an_actor_and_never_an_identity() -> None:
    known = {each["key"] for each in actors()}

    for key, claim in CLAIMS.items():
        if claim["stance"] in NAMING:
            assert claim["attributed_to"] in known, key
        else:
            assert "attributed_to" not in claim, key


def test_likelihood_is_coded_only_where_its_words_are() -> None:
    coded = {
        (claim["likelihood"], claim["original_words"])
        for claim in CLAIMS.values()
        if "likelihood" in claim
    }

    assert coded == {("almost-certain", "almost certainly"), ("likely", "likely")}


def test_claimant_is_among_the_speakers_of_its_statement() -> None:
    for key, claim in CLAIMS.items():
        assert claim["claimant"] in STATEMENTS[claim["statement"]]["speakers"], key


def test_rival_iranian_bodies_are_all_claimed_by_somebody() -> None:
    named = {claim.get("attributed_to") for claim in CLAIMS.values()}

    assert {"ta-state-iran", "ta-mois-cyber", "ta-ir-mfa", "ta-ir-irgc"} <= named


def test_ministry_reaches_the_state_by_a_claim() -> None:
    links = [
        claim
        for claim in CLAIMS.values()
        if (claim["about"], claim.get("attributed_to"))
        == ("ta-mois-cyber", "ta-state-iran")
    ]

    assert [each["claimant"] for each in links] == ["id-us-treasury-ofac"]


def test_joint_advisory_is_one_statement_with_a_claim_for_each_agency() -> None:
    joint = [
        claim
        for claim in CLAIMS.values()
        if claim["statement"] == "stmt-cisa-fbi-2022-09-21"
    ]

    by_claimant = Counter(each["claimant"] for each in joint)

    assert by_claimant == {"id-us-fbi": 6, "id-us-cisa": 6}


def test_every_conflict_and_open_question_is_a_question_about_something() -> None:
    kinds = Counter(each["question_kind"] for each in QUESTIONS.values())

    assert kinds == {"conflict": 41, "gap": 24}
    assert all(each["about"] for each in QUESTIONS.values())


def test_question_naming_the_barely_known_person_is_not_for_everybody() -> None:
    amber = [key for key, each in QUESTIONS.items() if each.get("marking") == "AMBER"]

    assert amber == ["oq-iranian-unit"]


def test_nothing_of_the_record_is_lost() -> None:
    assert len(STATEMENTS) == 64
    assert len(CLAIMS) == 139
    assert len(entries("evidence")) == 31
    assert len(entries("checked-facts")) == 76


def test_actors_have_names_of_their_own() -> None:
    names = Counter(each["name"] for each in actors())

    assert [name for name, count in names.items() if count > 1] == []


def test_albania_says_the_same_on_as_many_occasions_without_new_findings() -> None:
    again = [
        claim
        for claim in CLAIMS.values()
        if claim.get("restates") == "claim-al-rama-2022-09-07"
    ]

    assert len(again) == 6
    assert all(each["about"] == JULY_ATTACK for each in again)
