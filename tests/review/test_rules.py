"""Each rule finds what it is there for, and leaves alone what is as it should be."""

from typing import Any

import pytest

from review.rules import BY_ID, RULES, Finding, Known, Severity, check
from tests.sharing.compile.build import Snapshot, alias, cite, date, record
from tests.sharing.compile.fields import KINDS

Case = tuple[Snapshot, ...]  # the first is looked at, the others are around it
NAMING = {
    "statement": "st",
    "claimant": "id-a",
    "proposition": "attributed-to",
    "attributed_to": "ta",
    "entity_level": "state",
    "analytic_confidence": "low",
}


def claim(key: str = "claim", **fields: Any) -> Snapshot:
    """A claim of A that names somebody, with two sources of two origins."""
    cited = [cite("src-a"), cite("src-b")]
    return record("claim", key, **{**NAMING, "citations": cited, **fields})


def on(about: str, stance: str, key: str = "claim", **fields: Any) -> Snapshot:
    """A claim of A on another claim, without a culprit."""
    nobody = {"proposition": "", "attributed_to": None, "entity_level": ""}
    return claim(key, **{**nobody, "about": about, "stance": stance, **fields})


def source(key: str = "src-a", **fields: Any) -> Snapshot:
    return record("source", key, **fields)


def statement(**fields: Any) -> Snapshot:
    return record("statement", "st", **{"said": "2022-09-07", **fields})


def incident(**fields: Any) -> Snapshot:
    given = {"occurred": "2022-07-15", "victims": ["id-a"], "citations": [cite("src")]}
    return record("incident", "inc", **{**given, **fields})


def response(**fields: Any) -> Snapshot:
    given = {"rests_on": ["claim"], "legal_basis": "A decree", "citations": [cite("s")]}
    return record("diplomatic-response", "resp", **{**given, **fields})


def actor(key: str = "ta", name: str = "VIPER", **fields: Any) -> Snapshot:
    return record("intrusion-set", key, name, **fields)


A, B = source("src-a"), source("src-b")
POOR = source("src-b", reliability="D")
UNSEEN = source("src-a", seen_extent="not-seen")
EARLIER = claim("claim-1")
ITS_WITHDRAWAL = on("claim-1", "withdraws", "claim-back")
SECRET = {"marking": "RED"}
LIKELY = "It is likely that they did it, and we say so with high confidence."

# Of every rule one case in which it finds something, and one in which it does not.
CASES: dict[str, tuple[Case, Case]] = {
    "not-marked": ((incident(marking=""),), (incident(marking="RED"),)),
    "stricter-than-the-record": (
        (claim(), source("src-a", marking="AMBER")),
        (claim(marking="AMBER"), source("src-a", marking="AMBER")),
    ),
    "claim-without-a-source": (
        (claim(citations=[]), statement()),
        (claim(citations=[]), statement(citations=[cite("src-a")]), A),
    ),
    "takes-back-anothers-claim": (
        (on("claim-1", "withdraws", claimant="id-b"), EARLIER),
        (ITS_WITHDRAWAL, EARLIER),
    ),
    "ends-before-it-begins": (
        (record("campaign", "camp", first_seen="2022-03", last_seen="2022-02"),),
        (record("campaign", "camp", first_seen="2022-03", last_seen="2022"),),
    ),
    "confidence-not-stated": (
        (claim(analytic_confidence=""),),
        (on("claim-1", "denies", analytic_confidence=""),),
    ),
    "likelihood-with-confidence": (
        (claim(wording=LIKELY),),
        (claim(wording="It is likely. We say so with high confidence."),),
    ),
    "one-source": ((claim(citations=[cite("src-a")]), A), (claim(), A, B)),
    "one-lineage": (
        (
            claim(),
            source("src-a", lineage_group="wire"),
            source("src-b", lineage_group="wire"),
        ),
        (claim(), source("src-a", lineage_group="wire"), B),
    ),
    "claimants-own-sources": (
        (
            claim(citations=[cite("src-a")]),
            source("src-a", publisher="Glasshouse  LABS"),
            record("identity", "id-a", "GLL", aliases=[alias("Glasshouse Labs")]),
        ),
        (
            claim(),
            source("src-a", publisher="Glasshouse Labs"),
            B,
            record("identity", "id-a", "Glasshouse Labs"),
        ),
    ),
    "confidence-over-a-poor-source": (
        (claim(analytic_confidence="high"), A, POOR),
        (claim(analytic_confidence="moderate"), A, POOR),
    ),
    "credibility-without-another-origin": (
        (claim(citations=[cite("src-a", credibility="1")]), A),
        (claim(citations=[cite("src-a", credibility="1"), cite("src-b")]), A, B),
    ),
    "no-source-given": ((incident(citations=[]),), (incident(),)),
    "source-withdrawn": (
        (incident(), source("src", state="withdrawn")),
        (incident(), source("src")),
    ),
    "source-not-relied-on": (
        (incident(), source("src", is_relied_on=False)),
        (
            record("checked-fact", "fact", citations=[cite("src")]),
            source("src", is_relied_on=False),
        ),
    ),
    "no-source-seen": (
        (claim(citations=[cite("src-a")]), UNSEEN),
        (claim(), UNSEEN, B),
    ),
    "dead-link": ((source("src-dead", url="https://a.example"),), (A,)),
    "quote-not-seen": (
        (claim(citations=[cite("src-a", quote="So.", quote_lang="en")]), UNSEEN),
        (claim(citations=[cite("src-a", quote="So.", quote_lang="en")]), A),
    ),
    "quote-without-translation": (
        (claim(quote="Ata e bënë.", quote_lang="sq"),),
        (claim(quote="They did it.", quote_lang="en-GB"),),
    ),
    "attributed-before-known": (
        (claim(), statement(said="2022-07-14"), incident()),
        (claim(), statement(said="2022-07"), incident()),
    ),
    "dates-out-of-order": (
        (incident(discovered="2022-07-14"),),
        (incident(discovered="2022-07-14~"),),
    ),
    "statement-without-date": ((statement(said=None),), (statement(said="2022"),)),
    "source-older-than-statement": (
        (statement(citations=[cite("src-a")]), source(published="2022-09-06")),
        (statement(citations=[cite("src-a")]), source(published="2022-09")),
    ),
    "leans-on-withdrawn": (
        (on("claim-1", "endorses"), EARLIER, ITS_WITHDRAWAL),
        (on("claim-1", "denies"), EARLIER, ITS_WITHDRAWAL),
    ),
    "withdrawn-by-no-claim": (
        (claim("claim-1", state="withdrawn"),),
        (claim("claim-1", state="withdrawn"), ITS_WITHDRAWAL),
    ),
    "withdrawal-marked-more-strictly": (
        (on("claim-1", "withdraws", **SECRET), EARLIER),
        (on("claim-1", "withdraws", **SECRET), EARLIER | SECRET),
    ),
    "response-on-withdrawn": (
        (response(rests_on=["claim-1"]), EARLIER, ITS_WITHDRAWAL),
        (response(rests_on=["claim-1"]), EARLIER),
    ),
    "response-on-no-claim": (
        (response(rests_on=[]),),
        (response(rests_on=[], response_type="technical-assistance"),),
    ),
    "response-without-legal-basis": (
        (response(legal_basis=""),),
        (response(legal_basis="", response_type="statement-government"),),
    ),
    "no-country": (
        (record("identity", "id-a", body_kind="company"),),
        (
            record("identity", "id-a", body_kind="company", state_of="id-b"),
            record("identity", "id-b", located_at="loc"),
            record("location", "loc"),
        ),
    ),
    "no-victim": ((incident(victims=[]),), (incident(),)),
    "shared-name": (
        (actor(aliases=[alias("Adder")]), actor("ta-2", "ADDER")),
        (
            actor(aliases=[alias("Adder")]),
            actor("ta-2", "ADDER"),
            claim(about="ta", attributed_to="ta-2", proposition="distinct-from"),
        ),
    ),
}


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
