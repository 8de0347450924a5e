"""Claims as cards: one line of each, and all the rest to unfold."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.selectors.incident.dossier import Dossier, as_seen
from desk.selectors.incident.lines import Line, Undone, line, undone
from desk.selectors.words import in_words, names_of
from desk.sheets import Item, Known, Owned, Row, Sheet
from desk.standing import with_standing
from incidents.models import Record
from incidents.snapshot import references
from positions.lineage import independent_lineages
from positions.responses import CARRYING, dependent_responses
from positions.values import Claim

# What a card shows of a claim below its words, in this order.
DETAILS = (
    *("claimant_role", "original_words", "likelihood", "analytic_confidence"),
    *("standard_of_proof", "basis", "state_nexus", "denial_scope"),
    *("endorsement_ground", "legal_ground", "legal_characterisation", "restates"),
    "note",
)
CERTAINTY = ("likelihood", "analytic_confidence", "original_words")
LEANS = CARRYING | {"acknowledges"}


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - what it is called on the page
    """That what a claim speaks for no longer stands."""

    words: str
    undone: Undone | None


@dataclass(frozen=True, slots=True)
class Resting:
    """A response that rests on a claim, and whether it lost its ground."""

    response: Known | None
    is_alert: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One claim: its line, and what unfolds below it."""

    line: Line
    row: Record
    sheet: Sheet
    statement: Known | None
    form: str
    cited: list[Item]
    origins: str
    warnings: list[Warning]
    answers: list[Line]
    responses: list[Resting]

    @property
    def rows(self) -> dict[str, Row]:
        """What the claim says, by field."""
        return {row.field: row for row in self.sheet.rows}

    @property
    def details(self) -> list[Row]:
        """What is said about its certainty, basis and law, as far as it is said."""
        return [row for name in DETAILS if (row := self.rows[name]).values]

    @property
    def certainty(self) -> str:
        """How sure the claimant is, in one line: in our scales, else in its words."""
        rows = self.rows
        told = []
        if rows["likelihood"].values:
            told.append(rows["likelihood"].text)
        if rows["analytic_confidence"].values:
            told.append(f"{rows['analytic_confidence'].text} confidence")
        if not told and rows["original_words"].values:
            told.append(f"“{rows['original_words'].text}”")
        return ", ".join(told)

    @property
    def grounds(self) -> Owned | None:
        """The grounds that the claimant gives."""
        return next((each for each in self.sheet.owned if each.name == "grounds"), None)

    @property
    def is_unpublished(self) -> bool:
        """Whether its newest version is not what partners have."""
        published: int | None = self.row.published_version  # type: ignore[attr-defined]
        return published != self.row.version


def cards(dossier: Dossier, claims: Sequence[Claim]) -> list[Card]:
    """Return these claims as cards: two reads, for as many as a page has."""
    keys = [claim.key for claim in claims]
    shown = dossier.snapshots_of([*keys, *(claim.statement for claim in claims)])
    told = {key for each in shown for _, key in references(each)}
    names = {**dossier.names, **names_of(told, dossier.user)}
    rows = with_standing(Record.objects.filter(key__in=keys)).in_bulk(field_name="key")
    return [_card(dossier, claim, rows[claim.key], names) for claim in claims]


def _card(dossier: Dossier, claim: Claim, row: Record, names: dict[str, Known]) -> Card:
    sheet = in_words(as_seen(dossier.snapshots[claim.key], names), names)
    statement = dossier.snapshots.get(claim.statement)
    said = in_words(as_seen(statement, names), names) if statement else None
    return Card(
        line=line(dossier, claim),
        row=row,
        sheet=sheet,
        statement=names.get(claim.statement),
        form=_form(said),
        cited=_cited(sheet, said),
        origins=_origins(dossier, claim),
        warnings=list(_warnings(dossier, claim)),
        answers=[line(dossier, each) for each in _spoken_on(dossier, claim)],
        responses=_resting(dossier, claim),
    )


def _form(said: Sheet | None) -> str:
    rows = {row.field: row.text for row in said.rows} if said else {}
    told = (rows.get("form", ""), rows.get("channel", ""))
    return ", ".join(each for each in told if each)


def _cited(sheet: Sheet, said: Sheet | None) -> list[Item]:
    """Return the sources of the claim, then those of the statement it was made in."""
    own = _items(sheet)
    seen = {_source(item) for item in own}
    return [*own, *(item for item in _items(said) if _source(item) not in seen)]


def _items(sheet: Sheet | None) -> list[Item]:
    if sheet is None:
        return []
    by_field = (item for row in sheet.rows for item in row.citations)
    return [*sheet.citations, *by_field]


def _source(item: Item) -> str:
    source = item.cells["source"].values[0].record
    return source.key if source else ""


def _origins(dossier: Dossier, claim: Claim) -> str:
    """Return on how many documents and origins a claim stands, in words."""
    found = independent_lineages(dossier.record, claim.key)
    if not found.items:
        return "no document"
    documents = _count(found.items, "document")
    if found.finding != claim.key:
        return f"{documents}; says again what was said before"
    return f"{documents}, {_count(found.lineages, 'independent origin')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _spoken_on(dossier: Dossier, claim: Claim) -> list[Claim]:
    return [each for each in dossier.claims if each.about == claim.key]


def _resting(dossier: Dossier, claim: Claim) -> list[Resting]:
    found = dependent_responses(dossier.record, claim.key, dossier.as_of)
    return [
        Resting(dossier.names.get(each.response), each.alert)
        for each in found.items
        if claim.key in each.through
    ]


def _warnings(dossier: Dossier, claim: Claim) -> list[Warning]:
    """Return what a reader has to know of that which the claim speaks for."""
    standing = dossier.standing
    if not standing.in_force(claim):
        return []
    found = []
    backed = standing.spoken_on(claim) if claim.stance in LEANS else None
    if backed is not None and standing.is_taken_back(backed):
        found.append(Warning("What it speaks for", undone(dossier, backed)))
    restated = dossier.record.claims.get(claim.restates or "")
    if restated is not None and standing.is_taken_back(restated):
        found.append(Warning("What it says again", undone(dossier, restated)))
    return found
