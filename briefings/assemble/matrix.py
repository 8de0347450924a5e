"""The attribution matrix: who holds what of which incident or alleged actor.

Incidents by claimants; of a single incident the alleged actors by claimants. Where
there are more claimants than a page has room for columns, both change places; where
neither fits, each line of a list is one incident.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isqrt

from briefings.assemble.context import Context, cell, section, text
from briefings.assemble.glance import glance
from briefings.tree import Cell, Mark, Paragraph, Section, Spans, Table, Text, Tone
from briefings.words import claims as said
from briefings.words.claims import ELSEWHERE, NOT_ASKED, SIGNS, SILENT
from briefings.words.dates import in_words
from briefings.words.labels import capital, counted
from figures.words import say
from positions.trails import trail
from positions.values import Claim

TITLE = "Who holds what"
MOST_COLUMNS = 20
TURNS = 8  # more columns than these turn the page
WORDY = 100  # empty cells up to which each says in words that it is empty
NOBODY = "nobody named"
FEW_NOTES = 2


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns by key, with the claims where they meet."""

    rows: Sequence[str]
    columns: Sequence[str]
    claims: Mapping[tuple[str, str], Sequence[Claim]]

    @property
    def turned(self) -> "Grid":
        """The same with rows and columns in each other's place."""
        claims = {(column, row): each for (row, column), each in self.claims.items()}
        return Grid(self.columns, self.rows, claims)


def sections(context: Context) -> list[Section]:
    """Return what the claims come to, then the matrix with its signs explained."""
    grid = _by_actor(context) if context.is_one else _by_incident(context)
    if not grid.columns:
        nothing = Paragraph(text(say("Nobody is on record with a claim by that day.")))
        return [section("matrix", say(TITLE), nothing)]
    tables = context.placed(say("The positions of all"), _table(context, grid))
    return [section("matrix", say(TITLE), *glance(context), *tables)]


def _table(context: Context, grid: Grid) -> Table:
    if len(grid.columns) <= MOST_COLUMNS:
        return _matrix(context, grid, is_turned=False)
    if len(grid.rows) <= MOST_COLUMNS:
        return _matrix(context, grid.turned, is_turned=True)
    return _listed(context, grid)


def _by_incident(context: Context) -> Grid:
    found = context.found
    claims: dict[tuple[str, str], list[Claim]] = {}
    for key in found.in_time:
        for claim in found.about[key]:
            claims.setdefault((key, claim.claimant), []).append(claim)
    return Grid(found.in_time, _claimants(context), claims)


def _by_actor(context: Context) -> Grid:
    """Return alleged actors by claimants; who names nobody has a row at the end."""
    found = context.found
    claims: dict[tuple[str, str], list[Claim]] = {}
    order: dict[str, int] = {}
    for claim in found.about[found.in_time[0]]:
        actor = _actor(context, claim)
        order[actor] = order.get(actor, 0) + 1
        claims.setdefault((actor, claim.claimant), []).append(claim)
    rows = sorted(order, key=lambda key: (not key, -order[key], key))
    return Grid(rows, _claimants(context), claims)


def _actor(context: Context, claim: Claim) -> str:
    """Return whom a claim speaks of: whom it names, or what it answers names."""
    steps = trail(claim, context.found.standing.spoken_on)
    return next((each.target for each in steps if each.target), "")


def _claimants(context: Context) -> list[str]:
    """Return the claimants in order of their first word."""
    found = context.found
    keys = {each.key for about in found.about.values() for each in about}
    told = [each for each in found.claims if each.key in keys]
    spoken = dict.fromkeys(each.claimant for each in told)
    asked = [key for key in context.request.asked if key in found.snapshots]
    return [*spoken, *(key for key in asked if key not in spoken)]


def _matrix(context: Context, grid: Grid, *, is_turned: bool) -> Table:
    empty = sum(
        (row, column) not in grid.claims for row in grid.rows for column in grid.columns
    )
    is_wordy = empty <= WORDY
    rows = tuple(
        (
            cell(text(_name(context, row)), is_head=True),
            *(_cell(context, grid, (row, column), is_wordy) for column in grid.columns),
        )
        for row in grid.rows
    )
    across, down = (say("Alleged actor"), say("Claimant"))
    if not context.is_one:
        across, down = say("Incident"), say("Claimant")
    corner = down if is_turned else across
    return Table(
        anchor="table-matrix",
        caption=_caption(context, is_turned=is_turned),
        heads=(corner, *(_short(context, each) for each in grid.columns)),
        rows=rows,
        weights=_weights(rows),
        note=_legend(context, grid),
        is_wide=len(grid.columns) > TURNS,
        is_matrix=True,
    )


def _weights(rows: Sequence[tuple[Cell, ...]]) -> tuple[int, ...]:
    """Return how wide columns are: those that say more get more, none too little."""
    held = [sum(_length(row[at]) for row in rows) for at in range(len(rows[0]))]
    least = max(1, 4 * sum(map(isqrt, held)) // (5 * len(held)))
    return max(isqrt(held[0]), 2 * least), *(max(isqrt(n), least) for n in held[1:])


def _length(held: Cell) -> int:
    spans = (span for line in held.lines for span in line)
    return sum(len(span.words) for span in spans if isinstance(span, Text))


def _caption(context: Context, *, is_turned: bool) -> str:
    axes = (
        ("alleged actors", "claimants")
        if context.is_one
        else (
            "incidents",
            "claimants",
        )
    )
    down, across = reversed(axes) if is_turned else axes
    return say("Attribution matrix: {0} by {1}", say(down), say(across))


def _name(context: Context, key: str) -> str:
    return context.found.name(key) if key else capital(say(NOBODY))


def _short(context: Context, key: str) -> str:
    return context.found.short(key) if key else capital(say(NOBODY))


def _cell(context: Context, grid: Grid, at: tuple[str, str], is_wordy: bool) -> Cell:
    claims = grid.claims.get(at, ())
    if not claims:
        return _empty(context, at, is_wordy)
    tones = {said.tone(context.found, each) for each in claims}
    tone = tones.pop() if len(tones) == 1 else Tone.PLAIN
    if context.is_full:
        return cell(*(_entry(context, each) for each in claims), tone=tone)
    return cell(*_folded(context, claims), tone=tone)


def _folded(context: Context, claims: Sequence[Claim]) -> Iterator[Spans]:
    """Yield a claimant's claims in a few lines: what was said again is counted."""
    alike: dict[tuple[str, str], list[Claim]] = {}
    for each in claims:
        alike.setdefault((said.sign(each), each.target or ""), []).append(each)
    for first, *again in alike.values():
        more = (Text(say(" and {0}", counted(len(again), "more time")), Mark.SOFT),)
        yield (*_entry(context, first), *(more if again else ()))


def _empty(context: Context, at: tuple[str, str], is_wordy: bool) -> Cell:
    """Return a cell without a claim: silent, not asked, or about somebody else."""
    if _is_silent(context, at):
        return cell(
            (Text(f"{SILENT} ", Mark.SIGN), Text(say("silent"))), tone=Tone.SILENT
        )
    if context.is_one:
        return cell((Text(ELSEWHERE, Mark.SIGN),), tone=Tone.OPEN)
    line: Spans = (Text(NOT_ASKED, Mark.SIGN),)
    if is_wordy:
        line = (Text(f"{NOT_ASKED} ", Mark.SIGN), Text(say("not asked"), Mark.SOFT))
    return cell(line, tone=Tone.OPEN)


def _is_silent(context: Context, at: tuple[str, str]) -> bool:
    """Whether a party acted on an incident, or was asked, and made no claim on it."""
    one, other = at
    incident, party = at if one in context.found.about else (other, one)
    if context.is_one:
        spoken = {each.claimant for each in context.found.claims}
        return any(key in context.request.asked and key not in spoken for key in at)
    return party in context.request.asked or party in context.acting[incident]


def _entry(context: Context, claim: Claim) -> Spans:
    """Return one claim in a cell: sign, stance, level, certainty, day and note."""
    found = context.found
    is_gone = not found.standing.in_force(claim)
    snapshot = found.snapshots[claim.key]
    told = [said.says(found, claim, is_short=True)]
    if claim.level and claim.level != "unknown":
        told.append(said.level(claim))
    told += said.certainty(snapshot)[:1]
    when = in_words(claim.said.text)
    back = said.taken_back(found, claim)
    dated = [each for each in (when, back) if each]
    return (
        Text(f"{said.sign(claim)} ", Mark.SIGN),
        Text(say("; ").join(told), Mark.STRUCK if is_gone else Mark.PLAIN),
        *((Text(f" ({'; '.join(dated)})", Mark.SOFT),) if dated else ()),
        *context.claim_refs(claim, FEW_NOTES),
    )


def _legend(context: Context, grid: Grid) -> str:
    used = {said.sign(each) for held in grid.claims.values() for each in held}
    empty = (ELSEWHERE, SILENT) if context.is_one else (SILENT, NOT_ASKED)
    lines = [
        f"{sign} {say(meaning)}"
        for sign, (meaning, _) in SIGNS.items()
        if sign in used or sign in empty
    ]
    return say(
        "Signs: {0}. What was taken back is struck through.", say("; ").join(lines)
    )


# -- Too many of both -----------------------------------------------------------------


def _listed(context: Context, grid: Grid) -> Table:
    """Return a list with one line for each incident: who names whom, who objects."""
    return Table(
        anchor="table-matrix",
        caption=say("Who holds what, incident by incident"),
        heads=(
            say("Incident") if not context.is_one else say("Alleged actor"),
            say("Claims"),
        ),
        rows=tuple(_line(context, grid, row) for row in grid.rows),
        weights=(28, 72),
        note=_legend(context, grid),
        is_matrix=True,
    )


def _line(context: Context, grid: Grid, row: str) -> tuple[Cell, ...]:
    held = [
        claim for column in grid.columns for claim in grid.claims.get((row, column), ())
    ]
    lines = list(_named(context, held)) or [text(say("nobody spoke"), Mark.SOFT)]
    return cell(text(_name(context, row)), is_head=True), cell(*lines)


def _named(context: Context, held: Sequence[Claim]) -> Iterator[Spans]:
    for claim in held:
        sign, *rest = _entry(context, claim)
        who = Text(f"{context.found.short(claim.claimant)} ", Mark.STRONG)
        yield (sign, who, *rest)
