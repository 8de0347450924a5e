"""What stands around the claims of one page: names, answers, sources, contests."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Case, F, Q, Value, When

from attribution.models import Claim
from attribution.selectors import claims_record, concerning, row_key
from desk.clearance import Person, rank_of, visible
from desk.sheets import Known
from incidents.models import Citation, Record
from positions.contest import headlines
from positions.reading import OUT
from positions.standing import Standing

Row = Mapping[str, Any]

# What claims speak of in the end, going up through the claims that can be seen.
SUBJECTS = """
WITH RECURSIVE up (start, id, steps) AS (
    SELECT record_ptr_id, about_id, 1
      FROM attribution_claim WHERE record_ptr_id = ANY(%(claims)s)
  UNION
    SELECT up.start, claim.about_id, up.steps + 1
      FROM up
      JOIN attribution_claim claim ON claim.record_ptr_id = up.id
      JOIN incidents_record record ON record.id = claim.record_ptr_id
     WHERE record.clearance <= %(clearance)s AND up.steps < 50
)
SELECT up.start, up.id FROM up JOIN incidents_record record ON record.id = up.id
 WHERE record.kind <> 'claim' AND record.clearance <= %(clearance)s
"""


@dataclass(frozen=True, slots=True)
class Around:
    """By row number: names that may be told, what claims are about, what came of them.

    ``undone`` has the claim that took one back; ``contests`` the headline at each level
    of what claims are about.
    """

    names: Mapping[int, Known]
    subjects: Mapping[int, int]
    answers: Mapping[int | None, Sequence[Row]]
    acts: Mapping[int, Row]
    undone: Mapping[int, int]
    contests: Mapping[int, Mapping[str, str]]
    sources: Mapping[int, Sequence[tuple[int, str]]]

    def own(self, pk: int | None) -> Sequence[Row]:
        """Return the claim of this number as a list of one, empty if not known."""
        act = self.acts.get(pk) if pk else None
        return [act] if act else []

    def sources_of(self, row: Row) -> tuple[tuple[Known | None, str], ...]:
        """Return a claim's sources, and its statement's, each with its grading."""
        found: dict[int, str] = {}
        for owner in (row["pk"], row["statement_id"]):
            for source, credibility in self.sources.get(owner, ()):
                known = self.names.get(source)
                grading = f"{known.reliability if known else ''}{credibility}"
                found.setdefault(source, grading)
        return tuple((self.names.get(pk), grading) for pk, grading in found.items())


def around(rows: Sequence[Row], user: Person, others: Collection[int]) -> Around:
    """Return what the reader may know around these claims, in nine queries.

    ``others`` are row numbers whose names are wanted, too.
    """
    clearance = rank_of(user)
    claims = [row["pk"] for row in rows]
    subjects = _subjects(claims, clearance)
    acts = _acts(claims, user)
    sources = _sources([*claims, *(row["statement_id"] for row in rows)])
    undone, contests = _standing(claims, subjects, clearance)
    wanted = {*others, *subjects.values()}
    for row in (*rows, *acts.values()):
        wanted |= {row["claimant_id"], row["about_id"], row["attributed_to_id"]}
    wanted |= {source for cited in sources.values() for source, _ in cited}
    answers: defaultdict[int | None, list[Row]] = defaultdict(list)
    for act in acts.values():
        answers[act["about_id"]].append(act)
    return Around(
        names=_names(wanted - {None}, user),
        subjects=subjects,
        answers=answers,
        acts=acts,
        undone=undone,
        contests=contests,
        sources=sources,
    )


def _subjects(claims: Sequence[int], clearance: int) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(SUBJECTS, {"claims": list(claims), "clearance": clearance})
        return dict(cursor.fetchall())


def _acts(claims: Sequence[int], user: Person) -> dict[int, Row]:
    """Return what was said on these claims, in order of time."""
    is_seen = Q(statement__clearance__lte=rank_of(user))
    date = Case(When(is_seen, then=F("statement__said")), default=Value(""))
    rows = visible(Claim.objects.filter(about__in=claims), user)
    columns = ("pk", "key", "name", "kind", "marking", "claimant_id", "stance")
    found = (
        rows.exclude(state__in=OUT)
        .annotate(date=date)
        .order_by(F("statement__said_earliest").asc(nulls_last=True), "pk")
        .values(*columns, "about_id", "attributed_to_id", "date")
    )
    return {row["pk"]: row for row in found}


def _sources(records: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    """Return what cites which sources, with the credibility of the item."""
    rows = Citation.objects.filter(record__in=records).order_by("pk")
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for record, source, credibility in rows.values_list(
        "record", "source", "credibility"
    ):
        found[record].append((source, credibility))
    return found


def _standing(
    claims: Sequence[int], subjects: Mapping[int, int], clearance: int
) -> tuple[dict[int, int], dict[int, dict[str, str]]]:
    """Return which claim took which back, and the headlines of what they are about."""
    start = [Record(pk=pk) for pk in {*claims, *subjects.values()}]
    record = claims_record(concerning(start, clearance), clearance=clearance)
    standing = Standing(record, None)
    undone = {
        int(key): int(by.key)
        for acts in (standing.revised_by, standing.withdrawn_by)
        for key, by in acts.items()
    }
    of = {row_key(pk) for pk in subjects.values()} - record.actors.keys()
    contests = headlines(record, of, None)
    return undone, {int(key): levels for key, levels in contests.items()}


def _names(keys: Iterable[Any], user: Person) -> dict[int, Known]:
    rows = visible(Record.objects.filter(pk__in=list(keys)), user).order_by()
    found = rows.values_list(
        "pk", "key", "name", "kind", "marking", "as_source__reliability"
    )
    return {
        pk: Known(key, name, kind, marking, reliability=grade or "")
        for pk, key, name, kind, marking, grade in found
    }
