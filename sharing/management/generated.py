"""A case of any size, for measuring: one incident and what a crowd says about it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User

from attribution.vocab.claims import Stance
from incidents.models import Record
from incidents.services import Draft, add_records
from incidents.vocab import Door, RecordKind
from review.rules import reason_for_all
from review.services import approve, request_review
from sharing.selectors import in_chunks

RECORDED = datetime(2026, 1, 5, 12, tzinfo=UTC)
FIRST_DAY = date(2022, 7, 16)
CHUNK = 2000
PARTIES, ACTORS = 200, 20
# In turn: most name somebody, some speak on the claim before them.
STANCES = (
    Stance.ASSERTS,
    Stance.DENIES,
    Stance.ASSERTS,
    Stance.ENDORSES,
    Stance.ASSERTS,
)
WORDS = (
    "The claimant says that the destruction of the systems was carried out by the "
    "named actor, after an intrusion of fourteen months, and that this is its own "
    "finding, made together with the technical team on the spot. "
)


def generate_case(claims: int, *, analyst: User, reviewer: User) -> int:
    """Write an approved case with so many claims; return how many records it has."""
    drafts = 0
    for chunk in in_chunks(_records(claims), CHUNK):
        add_records(
            [Draft(each, RECORDED) for each in chunk], by=analyst, door=Door.IMPORT
        )
        drafts += len(chunk)
    for records in in_chunks(Record.objects.order_by("pk"), CHUNK):
        request = request_review(
            records,
            by=analyst,
            at=RECORDED,
            title="Generated",
            reasons=reason_for_all("Generated for measuring."),
        )
        approve(request, by=reviewer, at=RECORDED)
    return drafts


def _records(claims: int) -> Iterator[dict[str, Any]]:
    """Yield the records as snapshots, what is referred to first."""
    yield _record(RecordKind.LOCATION, "loc", country="AL")
    for number in range(PARTIES):
        yield _record(
            RecordKind.IDENTITY,
            _key("id", number),
            identity_class="organization",
            body_kind="government-body",
            located_at="loc",
        )
    for number in range(ACTORS):
        yield _record(RecordKind.THREAT_ACTOR, _key("ta", number), entity_level="unit")
    yield _record(
        RecordKind.INCIDENT,
        "incident",
        occurred=_day(-1),
        determination="confirmed",
        investigation_status="closed",
        victims=[_key("id", number) for number in range(10)],
    )
    yield _record(RecordKind.CASE, "case", incidents=["incident"], keeper=_key("id", 0))
    for number in range(claims):
        yield from _said(number)


def _said(number: int) -> Iterator[dict[str, Any]]:
    """Yield a source, a statement in it, and the claim made there."""
    source, statement = _key("src", number), _key("stmt", number)
    claimant = _key("id", number % PARTIES)
    citations = [_citation(source)]
    yield _record(
        RecordKind.SOURCE,
        source,
        source_kind="government-statement",
        publisher=f"Ministry {number % PARTIES}",
        published=_day(number),
        url=f"https://example.org/statements/{number}",
        seen_extent="full",
        cited_via=[],
    )
    yield _record(
        RecordKind.STATEMENT,
        statement,
        speakers=[claimant],
        spokespersons=[],
        said=_day(number),
        form="official-statement",
        citations=citations,
    )
    stance = STANCES[number % len(STANCES)]
    yield _record(
        RecordKind.CLAIM,
        _key("claim", number),
        statement=statement,
        claimant=claimant,
        claimant_role="third-state",
        stance=stance,
        wording=WORDS * 3,
        basis=WORDS,
        original_words="beyond reasonable doubt",
        grounds=[{"ground": "malware", "disclosed": "described"}],
        citations=citations,
        **_proposition(stance, number),
    )


def _proposition(stance: str, number: int) -> dict[str, Any]:
    if stance == Stance.ASSERTS:
        return {
            "about": "incident",
            "attributed_to": _key("ta", number % ACTORS),
            "entity_level": "unit",
            "proposition": "attributed-to",
        }
    about = {"about": _key("claim", number - 1)}
    if stance == Stance.DENIES:
        return {**about, "denial_scope": ["conduct"]}
    return {**about, "endorsement_ground": "political-solidarity"}


def _record(kind: RecordKind, key: str, **fields: Any) -> dict[str, Any]:
    blank = {"name": f"Generated {key}", "marking": "CLEAR", "lang": "en"}
    owned: dict[str, Any] = {"citations": [], "aliases": []}
    return {**blank, **owned, **fields, "kind": kind.value, "key": key}


def _citation(source: str) -> dict[str, Any]:
    return {"field": "", "source": source, "locator": "p. 1", "credibility": "2"}


def _day(number: int) -> dict[str, str]:
    return {"edtf": (FIRST_DAY + timedelta(days=number % 1500)).isoformat()}


def _key(prefix: str, number: int) -> str:
    return f"{prefix}-{number:06}"
