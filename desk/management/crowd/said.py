"""Made-up statements, claims and responses, and one incident of which many speak."""

from collections.abc import Iterator
from typing import Any

from attribution.vocab.claims import Stance
from desk.management.crowd.chance import Chance, key
from incidents.vocab import RecordKind

BUSY, BUSY_CLAIMS = "incident-busy", 400
STANCES = (*[Stance.ASSERTS] * 6, Stance.DENIES, Stance.ENDORSES, Stance.DOUBTS)
FINDINGS_FIRST = 100  # only then does anybody speak on somebody else's claim
NAMED_THERE = 12  # actors whom claims on the busy incident name


class Said(Chance):
    """Makes what was said and done from its number, one method for each kind."""

    def statement(self, number: int) -> dict[str, Any]:
        """Return a public act of speaking."""
        return {
            "name": f"Statement {number} of some office",
            "speakers": [self.any(RecordKind.IDENTITY)],
            "said": self.date(),
            "form": "official-statement",
            "citations": self.cited(),
        }

    def claim(self, number: int) -> dict[str, Any]:
        """Return a claim; after the first some speak on an earlier one."""
        statement = number % self.counts[RecordKind.STATEMENT]
        is_finding = number < FINDINGS_FIRST
        stance = Stance.ASSERTS if is_finding else self.random.choice(STANCES)
        earlier = key(RecordKind.CLAIM, self.random.randrange(max(number, 1)))
        about = self.any(RecordKind.INCIDENT)
        actor = self.any(RecordKind.THREAT_ACTOR)
        return {
            "name": f"Claim {number}: {stance} in statement {statement}",
            "statement": key(RecordKind.STATEMENT, statement),
            **self._proposed(stance, about, earlier, actor),
        }

    def diplomatic_response(self, number: int) -> dict[str, Any]:
        """Return what somebody did about an incident and a claim."""
        kinds = ["relations-severed", "sanctions-listing", "statement-government"]
        return {
            "name": f"Response {number} to an attack",
            "response_type": self.random.choice(kinds),
            "responders": [self.any(RecordKind.IDENTITY)],
            "announced": self.date(),
            "answers": [self.any(RecordKind.INCIDENT)],
            "rests_on": [self.any(RecordKind.CLAIM)],
            "transitions": [{"rank": 1, "status": "announced"}],
            "citations": self.cited(),
        }

    def busy(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield the incident with its statements and claims, as kind, key and rest."""
        incident = {
            "name": "The attack of which everybody speaks",
            "marking": "CLEAR",
            "occurred": "2022-07-15",
            "determination": "confirmed",
            "investigation_status": "closed",
            "citations": self.cited(),
        }
        yield RecordKind.INCIDENT, BUSY, incident
        for number in range(BUSY_CLAIMS):
            statement, claim = f"statement-busy-{number}", f"claim-busy-{number}"
            said = {**self.statement(number), "marking": "CLEAR"}
            yield RecordKind.STATEMENT, statement, said
            stance = STANCES[number % len(STANCES)]
            actor = key(RecordKind.THREAT_ACTOR, number % NAMED_THERE)
            earlier = f"claim-busy-{number - number % len(STANCES)}"
            made = {
                "name": f"Claim {number} on the attack of which everybody speaks",
                "marking": "CLEAR",
                "statement": statement,
                **self._proposed(stance, BUSY, earlier, actor),
            }
            yield RecordKind.CLAIM, claim, made

    def _proposed(
        self, stance: str, about: str, earlier: str, actor: str
    ) -> dict[str, Any]:
        """Return what a claim of that stance has to say."""
        own: dict[str, dict[str, Any]] = {
            Stance.ASSERTS: {
                "about": about,
                "attributed_to": actor,
                "entity_level": "organisation",
                "proposition": "attributed-to",
            },
            Stance.DENIES: {"denial_scope": ["conduct"]},
            Stance.ENDORSES: {"endorsement_ground": "political-solidarity"},
            Stance.DOUBTS: {},
        }
        return {
            "claimant": self.any(RecordKind.IDENTITY),
            "claimant_role": "third-state",
            "stance": str(stance),
            "about": earlier,
            "wording": self.text(2),
            "original_words": self.random.choice(["", "highly likely", "certain"]),
            "grounds": [{"ground": "malware", "disclosed": "described"}],
            "citations": self.cited(),
            **own[stance],
        }
