"""One claim of a new statement: checked, written, and what it takes back marked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from attribution.models import Claim, Statement
from attribution.services.parts import ClaimPart, NewStatement, Recording, Rows
from attribution.services.rules import (
    ACTORS,
    DEMANDS,
    TAKES_BACK,
    Proposed,
    claim_problems,
)
from attribution.services.wording import claim_name
from attribution.vocab.claims import NAMING, Proposition, Stance
from incidents.dates import in_name
from incidents.models import Identity, Record, Source
from incidents.reach import rank, strictest
from incidents.services import save_record
from incidents.services.keys import day_of, new_key, tail
from incidents.vocab import Door, RecordKind, RecordState

STRICTER = (
    "This claim is marked more strictly than the one that it takes back, whose state "
    "would tell of it. Untick this, and mark the earlier claim when that may be known."
)


class ClaimDraft:
    """A row of the page on its way to be a claim."""

    def __init__(self, row: int, part: ClaimPart, new: NewStatement) -> None:
        self.row, self.part, self.new = row, part, new
        self.about: Record = part.values.get("about") or new.incident
        self.values: dict[str, Any] = {**part.values, "about": self.about}
        if self._is_plain_attribution() and not self.values.get("proposition"):
            self.values["proposition"] = Proposition.ATTRIBUTED_TO

    def check(self, recording: Recording) -> None:
        """Note what is wrong with the row, before anything of it is written."""
        proposed = Proposed(
            stance=self.values.get("stance", ""),
            about=self.about,
            attributed_to=self.values.get("attributed_to"),
            claimant=self.claimant,
            demanded={name: self.values.get(name) for name in DEMANDS},
        )
        if proposed.stance not in Stance.values:
            recording.wrong("claims", self.row, "stance", "Choose what the claim does.")
        for name, message in claim_problems(proposed):
            recording.wrong("claims", self.row, name, message)
        grounds = [each.get("ground") for each in self.part.grounds]
        if len(set(grounds)) < len(grounds):
            recording.wrong(
                "claims", self.row, "grounds", "A ground stands there twice."
            )
        rows = range(len(self.new.sources))
        if any(row not in rows for row, _ in self.part.cites):
            said = "There is no source of that number above."
            recording.wrong("claims", self.row, "cites", said)

    def write(
        self,
        statement: Statement,
        sources: Sequence[Source | None],
        recording: Recording,
    ) -> Claim | None:
        """Return the claim, saved; None if it cannot be, which is noted."""
        if self._has_problems(recording) or self.claimant is None:
            return None
        claim = Claim(**{**self.values, "claimant": self.claimant}, statement=statement)
        cited = {
            source: place
            for number, place in self.part.cites
            if (source := sources[number]) is not None
        }
        claim.name = claim_name(claim, statement.said)
        claim.key = self._key(claim, statement)
        others = (self.about, claim.attributed_to, claim.restates, self.claimant)
        built_from = [statement, *filter(None, others), *cited]
        claim.marking = strictest(built_from, self.new.marking)
        citations = [
            {"source": source, "locator": place} for source, place in cited.items()
        ]
        owned: Rows = {"grounds": list(self.part.grounds), "citations": citations}
        is_kept = recording.keep(claim, "claims", self.row, owned=owned)
        return claim if is_kept else None

    def take_back(self, claim: Claim, recording: Recording) -> Claim | None:
        """Mark the earlier claim as withdrawn or superseded, as its next version."""
        if is_stricter_than_earlier(claim):
            recording.wrong("claims", self.row, "takes_back", STRICTER)
            return None
        earlier = _taken_back(claim, by=recording.by, at=recording.at)
        if earlier is None or not recording.keep(earlier, "claims", self.row):
            return None
        return earlier

    @property
    def claimant(self) -> Identity | None:
        """Whose claim it is: the first speaker's where nobody else is given."""
        first = self.new.speakers[0] if self.new.speakers else None
        return self.part.values.get("claimant") or first

    def _is_plain_attribution(self) -> bool:
        """Whether it names a culprit of an act, which leaves no choice of words."""
        is_naming = self.values.get("stance") in NAMING
        return is_naming and self.about.kind not in ACTORS

    def _has_problems(self, recording: Recording) -> bool:
        place = ("claims", self.row)
        return any((each.part, each.row) == place for each in recording.problems)

    def _key(self, claim: Claim, statement: Statement) -> str:
        named = tail(claim.attributed_to) if claim.attributed_to else ""
        return new_key(
            RecordKind.CLAIM,
            [tail(claim.claimant), day_of(statement.said)],
            [named, f"{self._link()}-{tail(self.about)}"],
        )

    def _link(self) -> str:
        return "of" if self.about.kind == RecordKind.CLAIM else "on"


@transaction.atomic
def take_back(
    claim: Claim, *, by: User, at: datetime, door: Door, reason: str, batch: UUID | None
) -> Claim | None:
    """Mark the earlier claim that a claim withdraws or revises, and return it.

    None if the claim takes nothing back, or the earlier one is marked already.

    Raises:
        ValidationError: the claim is marked more strictly than the earlier one.
    """
    if is_stricter_than_earlier(claim):
        raise ValidationError(STRICTER)
    earlier = _taken_back(claim, by=by, at=at)
    if earlier is not None:
        save_record(earlier, by=by, at=at, door=door, reason=reason, batch=batch)
    return earlier


def is_stricter_than_earlier(claim: Claim) -> bool:
    """Whether the state of an earlier claim would tell of a hidden withdrawal."""
    return claim.stance in TAKES_BACK and rank(claim.marking) > rank(
        claim.about.marking
    )


def _taken_back(claim: Claim, *, by: User, at: datetime) -> Claim | None:
    """Return the earlier claim as it shall stand, unsaved."""
    state = TAKES_BACK.get(claim.stance)
    earlier = Claim.objects.filter(pk=claim.about_id).first()
    if state is None or earlier is None or earlier.state != RecordState.IN_USE:
        return None
    said = claim.statement.said
    verb = "Withdrawn" if state == RecordState.WITHDRAWN else "Revised"
    day = f" on {in_name(said)}" if said else ""
    earlier.state = state
    earlier.state_reason = f"{verb} by its claimant{day}: {claim.key}."
    earlier.state_by, earlier.state_at = by.get_username(), at
    return earlier
