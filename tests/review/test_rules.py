"""Each rule finds what it is there for, and leaves alone what is as it should be."""

import pytest

from review.rules import BY_ID, RULES, Finding, Known, Severity, check
from tests.review.rule_cases import (
    CASES,
    EARLIER,
    ITS_WITHDRAWAL,
    LIKELY,
    SECRET,
    A,
    Case,
    actor,
    claim,
    incident,
    on,
    response,
)
from tests.sharing.compile.build import cite, date, record
from tests.sharing.compile.fields import KINDS


def found(case: Case) -> list[Finding]:
    """Return what the rules find at the first of these records."""
    return check(case[:1], Known(case, dead=["src-dead"]))


def told(case: Case, rule: str) -> list[str]:
    return [each.text for each in found(case) if each.rule.id == rule]


@pytest.mark.parametrize("rule", BY_ID)
def test_rule_finds_what_it_is_there_for(rule: str) -> None:
    (finding,) = (each for each in found(CASES[rule][0]) if each.rule.id == rule)

    assert finding.record == CASES[rule][0][0]["key"]
    assert finding.field.split(".")[0] in CASES[rule][0][0]


@pytest.mark.parametrize("rule", BY_ID)
def test_rule_leaves_alone_what_is_as_it_should_be(rule: str) -> None:
    assert not told(CASES[rule][1], rule)


def test_every_rule_has_an_id_a_title_and_a_help_text_of_its_own() -> None:
    assert len(BY_ID) == len(RULES) == len({each.title for each in RULES})
    assert all(each.help.endswith(".") and len(each.help) > 40 for each in RULES)
    assert all(each.id == each.id.lower() and " " not in each.id for each in RULES)


@pytest.mark.parametrize("kind", KINDS)
def test_no_rule_stumbles_over_a_form_that_is_hardly_filled(kind: str) -> None:
    blank = record(kind, "")
    empty = {
        name: value if isinstance(value, list | int) else "" if value else value
        for name, value in blank.items()
        if name not in ("kind", "key", "state", "lang")
    }

    check([{**blank, **empty}], Known([{**blank, **empty}]))


def test_the_denied_and_the_imprecise_are_not_called_certain() -> None:
    vague = incident(occurred="2022", disclosed="2022-01")

    assert not told((vague,), "dates-out-of-order")


def test_a_step_before_the_one_it_follows_is_found_at_its_row() -> None:
    steps = [
        {"rank": 1, "status": "announced", "when": date("2022-09"), "legal_ref": ""},
        {"rank": 2, "status": "in-force", "when": date("2022-08"), "legal_ref": ""},
    ]

    (finding,) = found((response(transitions=steps),))

    assert (finding.field, finding.row) == ("transitions.when", 1)


def test_a_revised_claim_is_no_ground_either() -> None:
    revision = claim("claim-2", stance="revises", about="claim-1", attributed_to="ta-2")

    case = (response(rests_on=["claim-1"]), EARLIER, revision)

    assert told(case, "response-on-withdrawn")


def test_a_withdrawal_that_was_itself_withdrawn_takes_no_ground_away() -> None:
    undone = on("claim-back", "withdraws", "claim-undone")

    case = (response(rests_on=["claim-1"]), EARLIER, ITS_WITHDRAWAL, undone)

    assert not told(case, "response-on-withdrawn")


def test_a_stricter_withdrawal_is_not_told_of_at_a_milder_record() -> None:
    secret = ITS_WITHDRAWAL | SECRET

    mild = (response(rests_on=["claim-1"]), EARLIER, secret)
    strict = (response(rests_on=["claim-1"], **SECRET), EARLIER, secret)

    assert not told(mild, "response-on-withdrawn")
    assert told(strict, "response-on-withdrawn")


def test_a_stricter_namesake_is_not_told_of_at_a_milder_actor() -> None:
    secret = actor("ta-2", "VIPER", **SECRET)

    assert not told((actor(), secret), "shared-name")
    assert told((actor(**SECRET), secret), "shared-name")


def test_a_likelihood_in_the_claimants_own_words_is_theirs() -> None:
    assert not told((claim(quote=LIKELY, quote_lang="en"),), "likelihood-with-confide")
    assert not told((claim(original_words=LIKELY),), "likelihood-with-confidence")


def test_mixed_words_of_a_hypothesis_are_found_at_its_row() -> None:
    hypotheses = [
        {"rank": 1, "text": "They did it.", "signs": {}, "attributed_to": None},
        {"rank": 2, "text": LIKELY, "signs": {}, "attributed_to": None},
    ]
    judged = record("assessment", "a", confidence="low", hypotheses=hypotheses)

    (finding,) = found((judged,))

    assert (finding.field, finding.row) == ("hypotheses.text", 1)


def test_what_we_took_back_ourselves_is_looked_at_no_more() -> None:
    assert not found((incident(victims=[], marking="", state="retracted"),))


def test_only_errors_are_told_if_only_errors_are_asked_for() -> None:
    bare = incident(victims=[], marking="")

    errors = check([bare], Known([bare]), Severity.ERROR)

    assert [each.rule.id for each in errors] == ["not-marked"]


def test_errors_come_first() -> None:
    case = (incident(victims=[], marking=""),)

    assert [each.is_error for each in found(case)] == [True, False]


def test_a_finding_is_told_to_a_reader_by_the_names_that_he_may_see() -> None:
    (finding,) = found((claim(citations=[cite("src-a")]), A))

    seen = "".join(text for text, _ in finding.parts({"src-a": "The note"}))
    hidden = "".join(text for text, _ in finding.parts({}))

    assert "one source only, “The note”." in seen
    assert "one source only, a record you may not see." in hidden
    assert "src-a" in finding.text
