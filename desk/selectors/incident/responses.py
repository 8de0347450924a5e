"""What states and others did about an incident, and whether it still has its ground."""

from collections.abc import Mapping
from dataclasses import dataclass

from attribution.vocab.responses import ResponseStatus
from desk import labels
from desk.selectors.incident.dossier import Dossier, as_seen
from desk.selectors.incident.facts import Told
from desk.selectors.incident.lines import Line, line
from desk.selectors.words import in_words, read
from desk.sheets import Item, Known, Row
from incidents.snapshot import Snapshot
from positions.values import Response


@dataclass(frozen=True, slots=True)
class Act(Told):
    """One response: its sheet, its claims, what it answers, and where it stands.

    ``lost`` are the claims it rests on that no longer stand; while it lives on, that
    is an alert.
    """

    answers: list[Known]
    rests_on: list[Line]
    lost: list[Line]
    status: str
    is_live: bool

    @property
    def is_alert(self) -> bool:
        """Whether it still stands while a claim it rests on does not."""
        return self.is_live and bool(self.lost)

    @property
    def when(self) -> str:
        """When it was announced, or else took effect."""
        dates = (self.rows.get(name) for name in ("announced", "effective"))
        return next((row.text for row in dates if row), "")

    @property
    def status_words(self) -> str:
        """Where it stands on the day, in words."""
        return labels.plain(self.status, str(ResponseStatus(self.status).label))

    @property
    def outcome(self) -> str:
        """How it ended, unless that only says its last step again."""
        told = self.rows["outcome"].text if "outcome" in self.rows else ""
        return "" if told in (self.status, self.status_words, "completed") else told

    @property
    def steps(self) -> list[Item]:
        """The dated steps of its life."""
        held = (each for each in self.sheet.owned if each.name == "transitions")
        return [item for each in held for item in each.items]

    @property
    def law(self) -> list[Row]:
        """What is said of it in law."""
        names = ("legal_basis", "il_class_claimed", "il_class_assessed")
        return [self.rows[name] for name in names if name in self.rows]


@dataclass(frozen=True, slots=True)
class Responses:
    """What was done by the day, in order; apart, what was perhaps not yet done."""

    acts: list[Act]
    possibly: list[Known]


def responses(dossier: Dossier) -> Responses:
    """Return the responses in one read beyond those of the dossier."""
    found = dossier.responses
    shown = dossier.snapshots_of(each.key for each in found)
    names = {**dossier.names, **read(shown, dossier.user)}
    unsure = [each.key for each in dossier.timeline.possibly if each.kind == "response"]
    return Responses(
        acts=[
            _act(dossier, each, dossier.snapshots[each.key], names) for each in found
        ],
        possibly=[dossier.names[key] for key in unsure if key in dossier.names],
    )


def _act(
    dossier: Dossier, response: Response, snapshot: Snapshot, names: dict[str, Known]
) -> Act:
    claims = dossier.record.claims
    resting = [claims[key] for key in response.rests_on if key in claims]
    lost = [each for each in resting if dossier.standing.is_taken_back(each)]
    sheet = in_words(as_seen(snapshot, names), names)
    return Act(
        record=names[response.key],
        sheet=sheet,
        answers=_answered(dossier, response, names),
        rests_on=[line(dossier, each) for each in resting],
        lost=[line(dossier, each) for each in lost],
        status=response.status_on(dossier.as_of),
        is_live=response.is_live_on(dossier.as_of),
    )


def _answered(
    dossier: Dossier, response: Response, names: Mapping[str, Known]
) -> list[Known]:
    """Return what else it answers than the incident and the claims it rests on."""
    told = {dossier.incident.key, *response.rests_on}
    return [names[key] for key in response.answers if key in names and key not in told]
