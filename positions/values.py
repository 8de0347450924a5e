"""The plain values that every view is computed from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

OPEN_START = datetime.min.replace(tzinfo=UTC)
OPEN_END = datetime.max.replace(tzinfo=UTC)
# A response in one of these is an act that still stands.
LIVE = frozenset({"proposed", "announced", "adopted", "in-force", "renewed", "amended"})


@dataclass(frozen=True, slots=True)
class When:
    """A date as its source gives it, with its bounds in UTC, both inclusive.

    A bound of None is open or unknown; a date without both is one nobody gave.
    """

    text: str
    earliest: datetime | None
    latest: datetime | None

    @property
    def is_unknown(self) -> bool:
        return self.earliest is None and self.latest is None

    @property
    def order(self) -> tuple[bool, datetime, datetime]:
        """Sorts by earliest bound, then by latest, unknown dates last."""
        return self.is_unknown, self.earliest or OPEN_START, self.latest or OPEN_END

    def certainly_by(self, day: date | None) -> bool:
        """Whether all that the date can mean lies on or before the day (None: ever)."""
        if day is None:
            return True
        return self.latest is not None and self.latest <= end_of(day)

    def possibly_by(self, day: date | None) -> bool:
        """Whether some of what the date can mean lies on or before the day."""
        return day is None or self.earliest is None or self.earliest <= end_of(day)

    def only_possibly_by(self, day: date | None) -> bool:
        """Whether the date may lie on or before the day, but need not."""
        return self.possibly_by(day) and not self.certainly_by(day)


def end_of(day: date) -> datetime:
    """Return the last microsecond of the day in UTC."""
    return datetime.combine(day, time.max, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition of one claimant about an incident, an actor or another claim.

    It names a culprit where ``target`` is set; ``level`` and ``proposition`` are ''
    where the stance proposes nothing, ``words`` where no certainty was stated.
    ``lineages`` holds one lineage group for each source item, repeats included.
    """

    key: str
    statement: str
    claimant: str
    role: str
    stance: str
    about: str
    target: str | None
    level: str
    proposition: str
    said: When
    lineages: tuple[str, ...]
    restates: str | None
    words: str
    likelihood: str
    confidence: str
    retracted: bool

    @property
    def order(self) -> tuple[tuple[bool, datetime, datetime], str]:
        """Sorts by the date of the statement, then by key."""
        return self.said.order, self.key


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that a claim can name.

    ``definitional`` holds the keys of what it is by definition, not by anybody's
    claim: a state as culprit is that state's government.
    """

    key: str
    kind: str
    level: str
    identity: str | None
    definitional: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """One dated step in the life of a response."""

    status: str
    when: When


@dataclass(frozen=True, slots=True)
class Response:
    """What somebody did about an incident, a claim or another response."""

    key: str
    responders: tuple[str, ...]
    addressees: tuple[str, ...]
    type: str
    announced: When
    rests_on: tuple[str, ...]
    answers: tuple[str, ...]
    transitions: tuple[Transition, ...]

    @property
    def status(self) -> str:
        return self.status_on(None)

    @property
    def live(self) -> bool:
        return self.is_live_on(None)

    def status_on(self, day: date | None) -> str:
        """Return the last status certainly reached by the day; '' before any.

        A response whose life nobody recorded further stands as announced.
        """
        steps = (Transition("announced", self.announced), *self.transitions)
        reached = [step.status for step in steps if step.when.certainly_by(day)]
        return reached[-1] if reached else ""

    def is_live_on(self, day: date | None) -> bool:
        """Whether the response still stands on the day."""
        return self.status_on(day) in LIVE


@dataclass(frozen=True, slots=True)
class Happening:
    """One item of a timeline: an incident, an event, a statement or a response."""

    key: str
    kind: str
    name: str
    when: When
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The record as known: whoever builds it has decided at which instant."""

    claims: Mapping[str, Claim]
    actors: Mapping[str, Actor]
    responses: Mapping[str, Response]
    happenings: tuple[Happening, ...]
