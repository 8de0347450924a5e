"""What claims rest on, how each item bears on them, and what we make of it."""

from dataclasses import dataclass

from attribution.models import Assessment, Bearing
from attribution.models import Evidence as EvidenceRecord
from desk import labels
from desk.selectors.incident.belonging import belonging, told
from desk.selectors.incident.dossier import Dossier, as_seen
from desk.selectors.incident.facts import Told, known
from desk.selectors.incident.lines import Line, line
from desk.selectors.words import in_words, read
from desk.sheets import Known, Row
from incidents.snapshot import Snapshot
from incidents.vocab import RecordKind

SIGN = Bearing._meta.get_field("sign")


@dataclass(frozen=True, slots=True)
class Weight:
    """How an item bears on a claim or hypothesis: its sign and what that means."""

    sign: str
    is_cited: bool = False

    @property
    def words(self) -> str:
        """What the sign means."""
        return labels.word(SIGN, self.sign).partition(": ")[2]


@dataclass(frozen=True, slots=True)
class Weighed(Told):
    """An item of evidence: a row of the matrix, a cell for each claim."""

    weights: list[Weight | None]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One answer that an assessment weighs, with its column of the matrix."""

    text: str
    names: Row | None
    is_favoured: bool


@dataclass(frozen=True, slots=True)
class Assessed(Told):
    """An assessment: hypotheses by items of evidence."""

    hypotheses: list[Hypothesis]
    items: list[tuple[Known, list[Weight | None]]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the tab shows: the claims that head the columns, the rows, our judgement."""

    claims: list[Line]
    items: list[Weighed]
    assessments: list[Assessed]


def evidence(dossier: Dossier) -> Evidence:
    """Return evidence and assessments: three reads, however many there are."""
    found = told(belonging(dossier, EvidenceRecord, Assessment))
    names = read(found, dossier.user)
    seen = [as_seen(each, names) for each in found]
    items = [each for each in seen if each["kind"] == RecordKind.EVIDENCE]
    borne = {row["claim"] for each in items for row in each["bearings"]}
    # A bearing on a claim about something else is told on that thing's page.
    claims = [claim for claim in dossier.claims if claim.key in borne]
    columns = [claim.key for claim in claims]
    return Evidence(
        claims=[line(dossier, claim) for claim in claims],
        items=[_weighed(each, names, columns) for each in items],
        assessments=[
            _assessed(each, names)
            for each in seen
            if each["kind"] == RecordKind.ASSESSMENT
        ],
    )


def _weighed(
    snapshot: Snapshot, names: dict[str, Known], columns: list[str]
) -> Weighed:
    by_claim = {
        row["claim"]: Weight(row["sign"], row["is_cited"])
        for row in snapshot["bearings"]
    }
    return Weighed(
        record=known(snapshot),
        sheet=in_words(snapshot, names),
        weights=[by_claim.get(key) for key in columns],
    )


def _assessed(snapshot: Snapshot, names: dict[str, Known]) -> Assessed:
    sheet = in_words(snapshot, names)
    owned = [each for each in sheet.owned if each.name == "hypotheses"]
    cells = [item.cells for each in owned for item in each.items]
    held = snapshot["hypotheses"]
    keys = dict.fromkeys(key for each in held for key in each["signs"])
    return Assessed(
        record=known(snapshot),
        sheet=sheet,
        hypotheses=[
            Hypothesis(each["text"], cell.get("attributed_to"), each["is_favoured"])
            for each, cell in zip(held, cells, strict=True)
        ],
        items=[(names[key], [_sign(each, key) for each in held]) for key in keys],
    )


def _sign(hypothesis: Snapshot, key: str) -> Weight | None:
    sign = hypothesis["signs"].get(key)
    return Weight(sign) if sign else None
