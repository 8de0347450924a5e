"""Which object of a record others refer to, and where a chain of claims ends.

References between objects never run in a circle. Each kind refers downwards only:
parties, happenings, actors and means < edges < claim reports < opinions, response
reports, evidence notes < assessments < questions < checked facts < case reports.
"""

from collections.abc import Iterator

from attribution.vocab.claims import NAMING, ON_A_CLAIM, OPINION
from incidents.vocab import RecordKind
from sharing.compile.context import Context
from sharing.compile.values import Snapshot

# The part that stands for the record; a kind that is not here leaves as no object
# of its own that others could refer to, and is named in text only.
ANCHOR: dict[str, str] = {
    RecordKind.IDENTITY: "main",
    RecordKind.LOCATION: "main",
    RecordKind.INCIDENT: "main",
    RecordKind.EVENT: "main",
    RecordKind.IMPACT: "main",
    RecordKind.CAMPAIGN: "main",
    RecordKind.THREAT_ACTOR: "main",
    RecordKind.INTRUSION_SET: "main",
    RecordKind.MALWARE: "main",
    RecordKind.TOOL: "main",
    RecordKind.VULNERABILITY: "main",
    RecordKind.ATTACK_PATTERN: "main",
    RecordKind.INFRASTRUCTURE: "main",
    RecordKind.INDICATOR: "main",
    RecordKind.RELATIONSHIP: "main",
    RecordKind.CLAIM: "report",
    RecordKind.RESPONSE: "report",
    RecordKind.EVIDENCE: "note",
    RecordKind.ASSESSMENT: "report",
}


def anchor(snapshot: Snapshot) -> str | None:
    """Return the part that stands for the record, None if it leaves as no object."""
    return ANCHOR.get(snapshot["kind"])


def is_on_a_claim(claim: Snapshot, context: Context) -> bool:
    """Whether the claim is about another claim."""
    about = context.snapshot(claim["about"])
    return about is not None and about["kind"] == RecordKind.CLAIM


def has_edge(claim: Snapshot) -> bool:
    """Whether the claim leaves as an edge: its stance names a culprit."""
    return claim["stance"] in NAMING


def has_opinion(claim: Snapshot, context: Context) -> bool:
    """Whether the claim leaves as an opinion: it speaks on a claim, with a word."""
    return (
        claim["stance"] in ON_A_CLAIM
        and claim["stance"] in OPINION
        and is_on_a_claim(claim, context)
    )


def chain(claim: Snapshot, context: Context) -> Iterator[str]:
    """Give the keys that ``about`` leads through; the last is no claim.

    It ends early where a record is missing or comes again.
    """
    seen: set[str] = set()
    key = claim["about"]
    while key and key not in seen:
        seen.add(key)
        yield key
        snapshot = context.snapshot(key)
        if snapshot is None or snapshot["kind"] != RecordKind.CLAIM:
            return
        key = snapshot["about"]
