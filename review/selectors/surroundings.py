"""What the rules have to see of other records, in a fixed number of reads.

However many records are looked at, and whatever is said about them: four steps along
their references, and one read for each thing that is found the other way round.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

import orjson
from django.db.models import F, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from attribution.models import Claim
from attribution.vocab.claims import Proposition
from incidents.models import Change
from incidents.reach import fold
from incidents.snapshot import Snapshot, references
from incidents.vocab import RecordKind
from review.models import LinkCheck
from review.rules.known import ACTORS, Known, names_of

# The first step takes everything that a record names; from there these lead on.
LEADING: Mapping[str, tuple[str, ...]] = {
    RecordKind.CLAIM: ("statement", "about", "restates"),
    RecordKind.STATEMENT: ("citations.source",),
    RecordKind.THREAT_ACTOR: ("identity",),
    RecordKind.IDENTITY: ("located_at", "state_of"),
}
STEPS = 4  # from a claim on a claim on a claim to the incident
# Claims that take back these, or take that back in turn.
ACTS = """
    with recursive act (id) as (
        select claim.record_ptr_id from attribution_claim claim
            join incidents_record record on record.id = claim.about_id
            where record.key = any(%s) and claim.stance in ('withdraws', 'revises')
        union
        select claim.record_ptr_id from attribution_claim claim
            join act on claim.about_id = act.id
            where claim.stance in ('withdraws', 'revises')
    )
    select id from act
"""
# Actors that bear one of these names, as they are kept for searches.
BEARERS = r"""
    select id from incidents_record
    where kind in ('threat-actor', 'intrusion-set')
        and string_to_array(search_names, E'\n') && %s::text[]
"""


def around(own: Iterable[Snapshot], *, clearance: int | None = None) -> Known:
    """Return these records with what the rules look at around them, as it stands now.

    With a clearance nothing above that rank is among the others: for what somebody
    has typed and not saved, so that no form tells of what its user may not see.
    """
    new = given = list(own)
    actors = [each for each in new if each["kind"] in ACTORS]
    known = {each["key"]: each for each in new}
    told = _Versions(clearance)
    for step in range(STEPS):
        wanted = {key for each in new for key in _names(each, is_first=step == 0)}
        new = told.of_keys(wanted - known.keys())
        known |= {each["key"]: each for each in new}
    for found in (_acts(known, told), _namesakes(actors, told)):
        known = {each["key"]: each for each in found} | known
    return Known(known.values(), _dead(given))


def latest(keys: Collection[str]) -> list[Snapshot]:
    """Return the latest versions of these records, by key."""
    return sorted(_Versions(None).of_keys(keys), key=lambda each: str(each["key"]))


class _Versions:
    """Reads latest versions, up to a clearance if there is one."""

    def __init__(self, clearance: int | None) -> None:
        self._rows = Change.objects.filter(version=F("record__version")).order_by()
        if clearance is not None:
            self._rows = self._rows.filter(record__clearance__lte=clearance)

    def of_keys(self, keys: Collection[str]) -> list[Snapshot]:
        return self._read(self._rows.filter(record__key__in=keys)) if keys else []

    def of_query(self, sql: str, values: Collection[str]) -> list[Snapshot]:
        ids = RawSQL(sql, [list(values)])  # noqa: S611 - the two texts above
        return self._read(self._rows.filter(record__in=ids)) if values else []

    def joining(self, actors: Collection[str]) -> list[Snapshot]:
        """Return the claims by which one of these actors stands to another."""
        claims = Claim.objects.filter(
            about__key__in=actors, attributed_to__key__in=actors
        ).exclude(proposition=Proposition.ATTRIBUTED_TO)
        return self._read(self._rows.filter(record__in=claims.values("pk")))

    def _read(self, rows: QuerySet[Change]) -> list[Snapshot]:
        # orjson reads many of them five times as fast as Django.
        texts = rows.annotate(text=Cast("snapshot", TextField()))
        return [orjson.loads(text) for text in texts.values_list("text", flat=True)]


def _names(own: Snapshot, *, is_first: bool) -> Iterator[str]:
    leading = LEADING.get(own["kind"], ())
    for field, key in references(own):
        if is_first or field in leading:
            yield key


def _acts(known: Mapping[str, Snapshot], told: _Versions) -> list[Snapshot]:
    claims = [key for key, each in known.items() if each["kind"] == RecordKind.CLAIM]
    return told.of_query(ACTS, claims)


def _dead(own: Collection[Snapshot]) -> set[str]:
    """Return the sources among these whose address fails time and again."""
    urls = {
        each["key"]: each["url"] for each in own if each["kind"] == RecordKind.SOURCE
    }
    if not urls:
        return set()
    checks = LinkCheck.objects.filter(
        source__key__in=urls, failures__gte=LinkCheck.DEAD_AFTER
    )
    found = checks.values_list("source__key", "url")
    return {key for key, url in found if urls[key] == url}


def _namesakes(actors: Collection[Snapshot], told: _Versions) -> list[Snapshot]:
    """Return who bears a name of these, and the claims on how any of them stand."""
    if not actors:
        return []
    names = {fold(name) for each in actors for name in names_of(each)}
    found = told.of_query(BEARERS, names)
    return [*found, *told.joining({each["key"] for each in (*actors, *found)})]
