"""Who has accused somebody, when, of what, and who backed it; and what he himself said.

One row for each claim, across all incidents, the latest first. Whatever the page, the
queries are as many: nothing is read for a row that is not read for all rows at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from attribution.models import Claim
from attribution.vocab.claims import NAMING, Proposition, Stance
from desk import labels
from desk.clearance import Person, rank_of, visible
from desk.dates import in_words
from desk.selectors.accused_around import Around, around
from desk.selectors.accused_ties import Tie, actors_of, tied_names
from desk.sheets import Known
from incidents.models import Identity, Record
from incidents.vocab import RecordKind
from positions.levels import UP
from positions.reading import OUT

PAGE = 25
MOST_IN_A_FILE = 2000
AGAINST, BY = "against", "by"
ACCUSABLE = (RecordKind.THREAT_ACTOR, RecordKind.INTRUSION_SET, RecordKind.IDENTITY)
BACKING = (Stance.ENDORSES, Stance.CORROBORATES, Stance.ACKNOWLEDGES)
OBJECTING = (
    *(Stance.DENIES, Stance.DISPUTES, Stance.DOUBTS, Stance.DISTANCES),
    Stance.COUNTER_ATTRIBUTES,
)
COLUMNS = (
    *("pk", "key", "name", "kind", "marking", "statement_id", "claimant_id"),
    *("claimant_role", "stance", "about_id", "proposition", "attributed_to_id"),
    *("entity_level", "wording", "original_words", "likelihood"),
    *("analytic_confidence", "standard_of_proof"),
)
CERTAINTY = ("likelihood", "analytic_confidence", "standard_of_proof")


@dataclass(frozen=True, slots=True)
class Said:
    """Another claim on the claim of a row: whose, what it does, and when."""

    claim: Known
    claimant: Known | None
    stance: str
    date: str

    @property
    def words(self) -> str:
        """What its claimant does, in words."""
        return labels.plain(self.stance, str(Stance(self.stance).label))


@dataclass(frozen=True, slots=True)
class Row:
    """One claim; what the reader may not see is None, and is there.

    ``about`` is what it speaks of in the end, ``on`` the claim that it speaks on.
    """

    claim: Known
    date: str
    claimant: Known | None
    role: str
    stance: str
    about: Known | None
    on: Known | None
    is_on_a_claim: bool
    named: Known | None
    names: bool
    says: str
    tie: "Tied | None"
    level: str
    wording: str
    certainty: str
    sources: tuple[tuple[Known | None, str], ...]
    backed: tuple[Said, ...]
    objected: tuple[Said, ...]
    taken_back: Said | None
    contest: str


@dataclass(frozen=True, slots=True)
class Tied:
    """Why a claim on another actor is shown, in words and names."""

    how: str
    through: Known | None
    by: tuple[Known | None, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many claims there are, and by how many claimants."""

    claims: int = 0
    claimants: int = 0


@dataclass(frozen=True, slots=True)
class Accusations:
    """One page of the claims against somebody, or by him."""

    rows: list[Row] = field(default_factory=list)
    totals: Totals = Totals()
    tied: int = 0
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom it is about, from which side, and whether others count for him."""

    of: Record
    view: str = AGAINST
    with_ties: bool = False


def accusations(
    asked: Asked, user: Person, *, start: int = 0, count: int = PAGE
) -> Accusations:
    """Return so many of the claims from one on, the latest first."""
    claims, ties = _claims(asked, user)
    totals = claims.aggregate(
        claims=Count("pk"), claimants=Count("claimant", distinct=True)
    )
    rows = list(_in_order(claims, user)[start : start + count + 1])
    shown = rows[:count]
    found = around(shown, user, others=tied_names(ties))
    return Accusations(
        rows=[_row(row, ties, found) for row in shown],
        totals=Totals(**totals),
        tied=len(ties),
        has_more=len(rows) > count,
    )


def _claims(asked: Asked, user: Person) -> tuple[QuerySet[Claim], Mapping[int, Tie]]:
    """Return the claims asked for, and for whom else the actors in them stand."""
    claims = visible(Claim.objects.exclude(state__in=OUT), user)
    if asked.view == BY:
        return claims.filter(_by(asked)), {}
    ties = actors_of(asked.of, user, with_ties=asked.with_ties)
    naming = claims.filter(stance__in=NAMING, attributed_to__in=ties)
    return naming.filter(proposition__in=UP), ties


def _by(asked: Asked) -> Q:
    """Return the condition that somebody, or the party that he is, is the claimant."""
    parties: Any = [asked.of.pk]
    if asked.of.kind != RecordKind.IDENTITY:
        parties = Record.objects.filter(pk=asked.of.pk).values(
            "as_threatactor__identity"
        )
    if not asked.with_ties:
        return Q(claimant__in=parties)
    # The party, its organs and officials, and theirs.
    whole = Q(pk__in=parties) | Q(state_of__in=parties)
    whole |= Q(state_of__state_of__in=parties)
    return Q(claimant__in=Identity.objects.filter(whole).order_by().values("pk"))


def _in_order(claims: QuerySet[Claim], user: Person) -> Any:
    is_seen = Q(statement__clearance__lte=rank_of(user))
    order = (
        F("statement__said_earliest").desc(nulls_last=True),
        F("statement__said_latest").desc(nulls_last=True),
        F("statement__said").desc(),
        "-pk",
    )
    said = Case(When(is_seen, then=F("statement__said")), default=Value(""))
    return claims.annotate(date=said).order_by(*order).values(*COLUMNS, "date")


def _row(row: Mapping[str, Any], ties: Mapping[int, Tie], found: Around) -> Row:
    names, pk = found.names, row["pk"]
    target, tie = row["attributed_to_id"], ties.get(row["attributed_to_id"])
    subject = found.subjects.get(pk)
    return Row(
        claim=Known(row["key"], row["name"], row["kind"], row["marking"]),
        date=in_words(row["date"]),
        claimant=names.get(row["claimant_id"]),
        role=_word("claimant_role", row),
        stance=row["stance"],
        about=names.get(subject) if subject else None,
        on=names.get(row["about_id"]) if row["about_id"] != subject else None,
        is_on_a_claim=row["about_id"] != subject,
        named=names.get(target),
        names=target is not None,
        says=_proposition(row),
        tie=_tied(tie, names) if tie else None,
        level=_word("entity_level", row),
        wording=row["wording"],
        certainty=_certainty(row),
        sources=found.sources_of(row),
        backed=_said(found, pk, BACKING),
        objected=_said(found, pk, OBJECTING),
        taken_back=next(iter(_said(found, found.undone.get(pk))), None),
        contest=found.contests.get(subject or 0, {}).get(row["entity_level"], ""),
    )


def _said(
    found: Around, pk: int | None, stances: Sequence[str] = ()
) -> tuple[Said, ...]:
    """Return what was said on a claim with these stances; without any, that claim."""
    rows = found.answers.get(pk, ()) if stances else found.own(pk)
    return tuple(
        Said(
            Known(row["key"], row["name"], row["kind"], row["marking"]),
            found.names.get(row["claimant_id"]),
            row["stance"],
            in_words(row["date"]),
        )
        for row in rows
        if not stances or row["stance"] in stances
    )


def _tied(tie: Tie, names: Mapping[int, Known]) -> Tied:
    through = names.get(tie.through) if tie.through else None
    return Tied(tie.how, through, tuple(names.get(pk) for pk in tie.by))


def _word(name: str, row: Mapping[str, Any]) -> str:
    return labels.word(Claim._meta.get_field(name), row[name]) if row[name] else ""  # type: ignore[arg-type]


def _proposition(row: Mapping[str, Any]) -> str:
    """Return what it says of the two, where that is more than who did it."""
    is_plain = row["proposition"] in ("", Proposition.ATTRIBUTED_TO)
    return "" if is_plain else _word("proposition", row)


def _certainty(row: Mapping[str, Any]) -> str:
    """Return how sure the claimant says to be: its own words, then ours for them."""
    own = f"“{row['original_words']}”" if row["original_words"] else ""
    told: Iterable[str] = (own, *(_word(name, row) for name in CERTAINTY))
    return "; ".join(each for each in told if each)
