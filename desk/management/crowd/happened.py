"""Made-up parties, actors, sources, incidents and means."""

from typing import Any

from desk.management.crowd.chance import Chance, key
from desk.management.crowd.words import (
    ACTS,
    ANIMALS,
    BODIES,
    CODES,
    COLOURS,
    COUNTRIES,
    RARE,
    TOPICS,
)
from incidents.vocab import RecordKind

WITH_A_RARE_NAME = (7, 1007, 2007)


class Happened(Chance):
    """Makes one record's own fields from its number, one method for each kind."""

    def identity(self, number: int) -> dict[str, Any]:
        """Return a state; after all of those, a body of one."""
        place = number % len(COUNTRIES)
        body = BODIES[number // len(COUNTRIES) % len(BODIES)]
        is_state = number < len(COUNTRIES)
        organ = f"{body.capitalize()} of {COUNTRIES[place]}, office {number}"
        return {
            "name": COUNTRIES[place] if is_state else organ,
            "aliases": [self.native()],
            "identity_class": "organization",
            "body_kind": "state" if is_state else "government-body",
            "state_of": None if is_state else key(RecordKind.IDENTITY, place),
            "located_at": f"loc-{CODES[place].lower()}",
        }

    def threat_actor(self, number: int) -> dict[str, Any]:
        """Return somebody who can be named."""
        return {
            "name": self.codename(number),
            "aliases": self.names(number),
            "entity_level": self.random.choice(["unit", "organisation", "state"]),
            "identity": self.any(RecordKind.IDENTITY),
        }

    def intrusion_set(self, number: int) -> dict[str, Any]:
        """Return activity under a name; a few names have the rare word."""
        rare = f" {RARE}" if number in WITH_A_RARE_NAME else ""
        return {
            "name": f"Operation {self.codename(number)[::-1].title()}{rare}",
            "aliases": self.names(number + 10_000),
            "entity_level": "intrusion-set",
        }

    def source(self, number: int) -> dict[str, Any]:
        """Return a document."""
        pick = self.random.choice
        return {
            "name": f"{pick(ACTS)} the {pick(BODIES)}: what is known, report {number}",
            "source_kind": pick(["news", "advisory", "vendor-report"]),
            "publisher": f"{pick(COLOURS)} {number % 90} Press",
            "published": self.date(),
            "url": f"https://example.org/{pick(TOPICS)}/{number}",
            "reliability": pick("ABCDF"),
            "seen_extent": "full",
        }

    def campaign(self, number: int) -> dict[str, Any]:
        """Return activity under one aim."""
        return {
            "name": f"Campaign {self.codename(number * 7)}",
            "first_seen": self.date(),
        }

    def incident(self, number: int) -> dict[str, Any]:
        """Return an attack on a body of a state."""
        pick = self.random.choice
        return {
            "name": f"{pick(ACTS)} the {pick(BODIES)} of {pick(COUNTRIES)}",
            "description": self.text(5),
            "occurred": self.date(),
            "determination": pick(["confirmed", "suspected"]),
            "investigation_status": pick(["open", "closed"]),
            "sectors": [pick(TOPICS)],
            "victims": [self.any(RecordKind.IDENTITY)],
            "campaign": self.any(RecordKind.CAMPAIGN) if number % 3 else None,
            "citations": self.cited(),
        }

    def event(self, number: int) -> dict[str, Any]:
        """Return a step of some intrusion."""
        return {
            "name": f"{self.random.choice(TOPICS).capitalize()} seen, step {number}",
            "incident": self.any(RecordKind.INCIDENT),
            "event_kind": "intrusion-phase",
            "occurred": self.date(),
            "citations": self.cited(1),
        }

    def malware(self, number: int) -> dict[str, Any]:
        """Return a program with a name that no other has."""
        topic = self.random.choice(TOPICS).upper()
        return {"name": f"{topic}{ANIMALS[number % len(ANIMALS)].upper()}{number}"}

    def indicator(self, number: int) -> dict[str, Any]:
        """Return an address."""
        value = ".".join(str(self.random.randint(1, 254)) for _ in range(4))
        return {
            "name": f"Address {value} ({number})",
            "indicator_types": ["malicious-activity"],
            "value": value,
            "pattern": f"[ipv4-addr:value = '{value}']",
            "valid_from": self.date(),
        }

    def relationship(self, number: int) -> dict[str, Any]:
        """Return that activity under a name uses a program; each pair once."""
        turn, user = divmod(number, self.counts[RecordKind.INTRUSION_SET])
        used = (user + 7 * turn) % self.counts[RecordKind.MALWARE]
        return {
            "name": f"Relation {number}",
            "source": key(RecordKind.INTRUSION_SET, user),
            "relationship_type": "uses",
            "target": key(RecordKind.MALWARE, used),
        }
