"""Which records belong to an incident, found hop by hop in the table of links.

Every hop is one query on sets. Shared things end the search: what else was done with
a program or said of a state is no part of this incident.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from incidents.vocab import RecordKind
from sharing.models import Link, PublishedRecord
from sharing.selectors import View, in_chunks, records, snapshots

ACTORS = (RecordKind.THREAT_ACTOR, RecordKind.INTRUSION_SET)
MEANS = (
    RecordKind.MALWARE,
    RecordKind.TOOL,
    RecordKind.VULNERABILITY,
    RecordKind.ATTACK_PATTERN,
    RecordKind.INFRASTRUCTURE,
    RecordKind.INDICATOR,
)
PARTIES = (RecordKind.IDENTITY, RecordKind.LOCATION)
HAPPENINGS = (
    RecordKind.EVENT,
    RecordKind.IMPACT,
    RecordKind.EVIDENCE,
    RecordKind.ASSESSMENT,
)
REMARKS = (RecordKind.QUESTION, RecordKind.CHECKED_FACT)
# Claims that lead upwards, from a name to who is behind it. Sameness and overlap of
# actors lead sideways, from one case into all others.
UPWARDS = ("attributed-to", "subset-of")


@dataclass(slots=True)
class Findings:
    """The records found so far in one view, each with its kind and uid."""

    view: View
    kinds: dict[str, str] = field(default_factory=dict)
    uids: dict[str, UUID] = field(default_factory=dict)

    def of(self, *kinds: str) -> set[str]:
        """Return the keys found of these kinds."""
        return {key for key, kind in self.kinds.items() if kind in kinds}

    def take(self, found: QuerySet[PublishedRecord]) -> set[str]:
        """Add records of the view; return the keys of those that are new."""
        new: set[str] = set()
        for key, kind, uid in found.values_list("key", "kind", "uid").distinct():
            if key not in self.kinds:
                self.kinds[key], self.uids[key] = kind, uid
                new.add(key)
        return new

    def take_keys(self, keys: Collection[str], *kinds: str) -> set[str]:
        """Add the records of these keys, if they are in the view and of the kinds."""
        new: set[str] = set()
        for chunk in in_chunks(keys):
            found = records(self.view).filter(key__in=chunk)
            new |= self.take(found.filter(kind__in=kinds) if kinds else found)
        return new

    def take_referring(
        self, targets: Collection[str], kinds: Collection[str], *fields: str
    ) -> set[str]:
        """Add the records of some kinds that refer to these by one of the fields."""
        new: set[str] = set()
        for found in self._referring(targets, kinds, fields):
            new |= self.take(found)
        return new

    def referred(self, sources: Collection[str], *fields: str) -> set[str]:
        """Return the keys that these records refer to, by any field if none is told."""
        keys: set[str] = set()
        for chunk in in_chunks(sources):
            links = Link.objects.filter(
                record__in=records(self.view).filter(key__in=chunk)
            )
            if fields:
                links = links.filter(field__in=fields)
            keys.update(links.values_list("target_key", flat=True).distinct())
        return keys

    def _referring(
        self, targets: Collection[str], kinds: Collection[str], fields: Collection[str]
    ) -> Iterator[QuerySet[PublishedRecord]]:
        for chunk in in_chunks(targets):
            yield records(self.view).filter(
                kind__in=kinds, links__field__in=fields, links__target_key__in=chunk
            )


def find(view: View, incidents: Collection[str]) -> Findings:
    """Return the records that belong to these incidents, themselves among them."""
    found = Findings(view)
    found.take_keys(incidents, "incident")
    roots = found.of("incident")
    found.take_keys(found.referred(roots, "campaign"), "campaign")
    found.take_referring(roots, HAPPENINGS, "incident")
    _take_claims(found, found.of("incident", "campaign"))
    _take_actors(found)
    _take_responses(found)
    _take_related(found)
    # Statements leave as no object, but who spoke belongs to what was said.
    found.take_keys(found.referred(found.of("claim"), "statement"), "statement")
    _take_parties(found)
    found.take_referring(set(found.kinds), REMARKS, "about", "sides.held_in")
    _take_relations_among(found)
    return found


def _take_claims(found: Findings, about: set[str]) -> None:
    """Add the claims about these, the claims about those, and so on."""
    while about:
        about = found.take_referring(about, ["claim"], "about")


def _take_actors(found: Findings) -> None:
    """Add whom the claims name and, claim by claim, who is said to be behind them."""
    named = found.referred(found.of("claim"), "attributed_to")
    named |= found.referred(found.of("assessment"), "hypotheses.attributed_to")
    new = found.take_keys(named, *ACTORS)
    while new:
        claims = _linking_claims(found)
        _take_claims(found, found.take_keys(claims, "claim"))
        new = found.take_keys(found.referred(claims, "attributed_to"), *ACTORS)


def _linking_claims(found: Findings) -> set[str]:
    """Return the claims about actors that lead upwards or join two that are here."""
    here = found.of(*ACTORS)
    linking: set[str] = set()
    for chunk in in_chunks(here):
        claims = records(found.view).filter(
            kind="claim", links__field="about", links__target_key__in=chunk
        )
        for claim in snapshots(claims.exclude(key__in=found.of("claim"))):
            named = claim["attributed_to"]
            if named is None or named in here or claim["proposition"] in UPWARDS:
                linking.add(claim["key"])
    return linking


def _take_responses(found: Findings) -> None:
    """Add what was done about all this, and what was done about that."""
    claims = found.of("claim")
    new = found.take_referring(claims, [RecordKind.RESPONSE], "rests_on", "voices")
    answered = found.of("incident", "campaign", "event", "claim") | new
    while answered:
        answered = found.take_referring(answered, [RecordKind.RESPONSE], "answers")


def _take_related(found: Findings) -> None:
    """Add relations of the incident and its actors, and what is at their other end.

    From programs and the like the search goes on to what they use in turn, and to
    what detects them, never back to who else uses them.
    """
    core = found.of("incident", "campaign", *ACTORS)
    new = found.take_referring(core, ["relationship"], "source", "target")
    found.take_keys(found.referred(new, "source", "target"))
    means = found.of(*MEANS)
    while means:
        new = set()
        for relation in _relations(found, means, "source", "target", MEANS):
            new |= found.take(relation)
        for relation in _relations(
            found, means, "target", "source", [RecordKind.INDICATOR]
        ):
            new |= found.take(relation)
        means = found.take_keys(found.referred(new, "source", "target"), *MEANS)


def _relations(
    found: Findings, keys: set[str], near: str, far: str, kinds: Collection[str]
) -> Iterator[QuerySet[PublishedRecord]]:
    """Yield the relations of these whose far end is of one of the kinds."""
    ends = records(found.view).filter(kind__in=kinds).values("key")
    for chunk in in_chunks(keys):
        yield (
            records(found.view)
            .filter(kind="relationship")
            .filter(links__field=near, links__target_key__in=chunk)
            .filter(links__field=far, links__target_key__in=ends)
        )


def _take_parties(found: Findings) -> None:
    """Add whom all these name as party, whose organs those are, and where."""
    new = set(found.kinds)
    while new:
        new = found.take_keys(found.referred(new), *PARTIES)


def _take_relations_among(found: Findings) -> None:
    """Add the relations whose both ends are here."""
    here = set(found.kinds) - found.of("claim", "diplomatic-response", "relationship")
    for chunk in in_chunks(here):
        found.take(
            records(found.view)
            .filter(kind="relationship")
            .filter(links__field="source", links__target_key__in=chunk)
            .filter(links__field="target", links__target_key__in=here)
        )
