"""Many incidents and claimants as plain values, for measuring, tests and previews.

briefing = assemble(Request(("many",)), found(incidents=30, claimants=20)).briefing
"""

from datetime import UTC, datetime
from typing import Any

from briefings.cut import Snapshot
from briefings.found import Found

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
EVENTS = "Files of a ministry were wiped, and its services were away for some days."
QUOTE = "We are certain beyond doubt that this attack was ordered by that state."
EVERY = ("description", "note", "state_reason")
WORDS = {
    "incident": (
        *("time_note", "dwell", "detection", "outcome", "restoration"),
        *("determination", "investigation_status"),
    ),
    "claim": (
        *("claimant_role", "entity_level", "state_nexus", "quote", "quote_lang"),
        *("translation", "original_words", "likelihood", "analytic_confidence"),
        *("standard_of_proof", "basis", "endorsement_ground", "legal_ground"),
        *("legal_characterisation", "proposition"),
    ),
    "statement": ("form", "channel", "time_note"),
    "source": (
        *("author", "url", "reliability", "lineage_group", "seen_extent"),
        "source_kind",
    ),
}
LISTS = {
    "incident": ("victims", "incident_types", "sectors", "systems"),
    "claim": ("grounds", "denial_scope"),
    "statement": ("speakers", "spokespersons"),
    "source": ("cited_via",),
}
NOTHING = {
    "incident": (
        *("occurred", "discovered", "disclosed", "campaign", "phase_of", "follows"),
    ),
    "claim": ("restates", "attributed_to"),
    "identity": ("state_of",),
    "threat-actor": ("identity",),
    "source": ("published", "archived_on"),
}


def found(*, incidents: int, claimants: int) -> Found:
    """Return so many incidents, each attributed by every claimant to one state."""
    parties = [_party(number) for number in range(claimants)]
    actor = _made("threat-actor", "ta-state", "A state", entity_level="state")
    told = [actor, *parties]
    for number in range(incidents):
        told += _incident(number, parties)
    return Found(
        release=1,
        released_at=NOON,
        as_of=None,
        marking="CLEAR",
        root=None,
        incidents=tuple(f"inc-{number}" for number in range(incidents)),
        snapshots={each["key"]: each for each in told},
    )


def _party(number: int) -> Snapshot:
    return _made("identity", f"id-{number}", f"Party {number}", body_kind="state")


def _source(number: int, on: Snapshot) -> Snapshot:
    return _made(
        *("source", f"src-{number}", f"Attack {number}, and who is said to be behind"),
        publisher="The Paper",
        url=f"https://paper.example/news/{number}/an-attack-on-a-state",
        published=on,
        reliability="B",
    )


def _incident(number: int, parties: list[Snapshot]) -> list[Snapshot]:
    key = f"inc-{number}"
    on = _day(datetime(2020, 1, 1 + number % 28, tzinfo=UTC))
    told = [
        _made("incident", key, f"Attack {number}", occurred=on, description=EVENTS),
        _source(number, on),
    ]
    for party in parties:
        words = f"stmt-{number}-{party['key']}"
        cited = [{"source": f"src-{number}", **dict.fromkeys(CITED, "")}]
        told.append(
            _made(
                *("statement", words, "A statement"),
                speakers=[party["key"]],
                said=on,
                citations=cited,
            )
        )
        told.append(
            _made(
                *("claim", f"claim-{number}-{party['key']}", "A claim"),
                statement=words,
                claimant=party["key"],
                stance="asserts",
                about=key,
                attributed_to="ta-state",
                entity_level="state",
                proposition="attributed-to",
                wording=f"A state made attack {number}.",
                quote=QUOTE,
                quote_lang="en",
                basis="The same servers were seen in two attacks before.",
            )
        )
    return told


CITED = ("field", "stated_value", "stated_by", "credibility", "locator")


def _made(kind: str, key: str, name: str, **fields: Any) -> Snapshot:
    """Return a snapshot with all the fields that a briefing reads."""
    bare: Snapshot = {
        "kind": kind,
        "key": key,
        "name": name,
        "version": 1,
        "lang": "en",
    }
    bare |= {"state": "in-use", "citations": [], "aliases": [], "is_state_level": False}
    bare |= dict.fromkeys((*EVERY, *WORDS.get(kind, ())), "")
    bare |= {field: [] for field in LISTS.get(kind, ())}
    bare |= dict.fromkeys(NOTHING.get(kind, ()))
    return {**bare, **fields}


def _day(moment: datetime) -> Snapshot:
    """Return a date as a snapshot has it."""
    day = moment.date().isoformat()
    return {
        "edtf": day,
        "earliest": f"{day}T00:00:00+00:00",
        "latest": f"{day}T23:59:59.999999+00:00",
    }
