"""An incident and all that its views turn on, read once for a page.

Everything is computed from what the reader may see and from nothing else; a record
that is hidden has neither name nor key here.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import orjson
from django.contrib.auth.models import User
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from attribution.selectors import as_they_stand, concerning
from desk.clearance import rank_of
from desk.selectors.words import names_of
from desk.sheets import Known
from incidents.models import Change, Incident
from incidents.snapshot import Snapshot, owned_model, points_at_a_record, record_models
from incidents.vocab import RecordKind
from positions import reading
from positions.contest import Contest, contest_states
from positions.standing import Standing
from positions.timeline import Timeline, timeline
from positions.values import Claim, Response

CARDS_A_PAGE = 20
# Which single references of a row make it what it is: hidden, the row is not shown.
MAIN = frozenset({"source", "claim"})
SPOKEN = (RecordKind.CLAIM, RecordKind.STATEMENT)


class Dossier:
    """An incident as one reader may see it, as it stood on a day or stands now.

    Three reads, however much was said: which records, what they say, and the names
    of others that they refer to.
    """

    def __init__(
        self, incident: Incident, user: User, as_of: date | None = None
    ) -> None:
        self.incident = incident
        self.user = user
        self.as_of = as_of
        self.ids = concerning([incident], rank_of(user))
        found = texts(as_they_stand(self.ids))
        self.snapshots = {each["key"]: each for each in found}
        self.record = reading.read(_as_cited(each, self.snapshots) for each in found)

    @cached_property
    def names(self) -> Mapping[str, Known]:
        """What may be said of whoever speaks, is named, acts or is addressed."""
        keys = {self.incident.key, *self.record.actors, *self.record.responses}
        for claim in self.record.claims.values():
            keys |= {claim.key, claim.claimant, claim.about, claim.target or ""}
        for response in self.record.responses.values():
            keys |= {*response.responders, *response.addressees, *response.answers}
        return names_of(keys, self.user)

    @cached_property
    def standing(self) -> Standing:
        """What stands on the day."""
        return Standing(self.record, self.as_of)

    @cached_property
    def contests(self) -> dict[str, Contest]:
        """Whether the answer is contested, level by level, the broadest first."""
        found = contest_states(self.record, self.incident.key, self.as_of)
        return dict(reversed(found.items()))

    @cached_property
    def timeline(self) -> Timeline:
        """What happened and was said and done, in order."""
        return timeline(self.record, self.incident.key, self.as_of)

    @cached_property
    def concerning(self) -> tuple[Claim, ...]:
        """All claims on the incident and on those claims, in order, of any day."""
        return self.standing.concerning(self.incident.key)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims on the incident that were made by the day, in order."""
        return tuple(filter(self.standing.is_said, self.concerning))

    @cached_property
    def pages(self) -> dict[str, int]:
        """On which page each claim has its card, by key."""
        return {
            claim.key: place // CARDS_A_PAGE + 1
            for place, claim in enumerate(self.claims)
        }

    @cached_property
    def possible_claims(self) -> tuple[Claim, ...]:
        """The claims that may have been made by the day, but need not."""
        return tuple(filter(self.standing.is_only_possibly_said, self.concerning))

    @cached_property
    def responses(self) -> tuple[Response, ...]:
        """What was done about the incident by the day, in order."""
        keys = (each.key for each in self.timeline.items if each.kind == "response")
        return tuple(self.record.responses[key] for key in keys)

    def snapshots_of(self, keys: Iterable[str]) -> list[Snapshot]:
        """Return what these records say; those that the reader may not see miss."""
        return [self.snapshots[key] for key in keys if key in self.snapshots]


def _as_cited(snapshot: Snapshot, known: Mapping[str, Snapshot]) -> Snapshot:
    """Return what a claim or a statement says, on the sources that are seen alone.

    Those sources are all among what was read; the others would still be counted.
    """
    if snapshot["kind"] not in SPOKEN:
        return snapshot
    seen = [row for row in snapshot["citations"] if row["source"] in known]
    return {**snapshot, "citations": seen}


def texts(changes: QuerySet[Change]) -> list[Snapshot]:
    """Return the snapshots of these versions, in no order.

    Read as text by orjson, which takes a fifth of the time for hundreds of them.
    """
    rows = changes.order_by().annotate(text=Cast("snapshot", TextField()))
    return [orjson.loads(text) for text in rows.values_list("text", flat=True)]


def as_seen(snapshot: Snapshot, names: Mapping[str, Known]) -> Snapshot:
    """Return a snapshot without what it lists of records that the reader may not see.

    So a list is as long as what is seen of it. A single reference, such as the
    claimant of a claim, stays; without a name it is read as one to a hidden record.
    """
    model = record_models()[snapshot["kind"]]
    seen = dict(snapshot)
    for field in model._meta.many_to_many:
        seen[field.name] = [key for key in seen[field.name] if key in names]
    for name in model.OWNED:
        owned = owned_model(model, name)
        rows = (_row_as_seen(owned, row, names) for row in seen[name])
        seen[name] = [row for row in rows if row is not None]
    return seen


def _row_as_seen(
    model: Any, row: Snapshot, names: Mapping[str, Known]
) -> Snapshot | None:
    seen = dict(row)
    for field in (*model._meta.fields, *model._meta.many_to_many):
        held = seen.get(field.name)
        if not held or not points_at_a_record(field):
            continue
        if isinstance(held, list):
            seen[field.name] = [key for key in held if key in names]
        elif held not in names:
            if field.name in MAIN:
                return None
            seen[field.name] = None
    if "signs" in seen:
        seen["signs"] = {
            key: sign for key, sign in seen["signs"].items() if key in names
        }
    return seen
