"""For every rule something that it must find, and something that it must not."""

from typing import Any

from tests.sharing.compile.build import Snapshot, alias, cite, record

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
