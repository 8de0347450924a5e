"""What the filters of each list ask of the store.

Who is linked to whom is read from the narrow table of links; only words that stand in
the snapshot alone are read from there, and an index serves those that are rare.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from typing import Any

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, TextField
from django.db.models.lookups import IContains, In

from attribution.vocab.grounds import CONFIDENCE_TO_STIX
from incidents.vocab import RecordKind, RecordState
from sharing.models import Link, PublishedRecord
from sharing.models.told import told
from sharing.selectors import View, records

Values = Mapping[str, Any]
ALL = Q(pk__isnull=False)
# Taken out by us, or found not to be what it was recorded as.
OUT = (RecordState.RETRACTED.value, RecordState.REJECTED.value)
AS_STORED = "convert_from(%(expressions)s, 'UTF8')"
ESCAPED = {'"', "\\"}
# What is searched: names and prose, not the words of vocabularies.
IN_WORDS = """(
    select concat_ws(' ', j ->> 'key', j ->> 'name', j ->> 'description',
        j ->> 'wording', j ->> 'quote', j ->> 'translation', j ->> 'publisher',
        jsonb_path_query_array(j, '$.aliases[*].name'))
    from (select nullif(convert_from(%(expressions)s, 'UTF8'), '')::jsonb) as read (j)
)"""


def common(of: View, values: Values) -> Q:
    """Return what every list asks: marking, state, time of publication, words, date."""
    found = ALL
    if tlp := values.get("tlp"):
        found &= Q(marking__in=tlp)
    if after := values.get("updated_after"):
        found &= Q(release__at__gt=after)
    if words := values.get("q"):
        found &= _holding(words)
    return found & _standing(values.get("state")) & _dated(values)


def incidents(of: View, values: Values) -> Q:
    """Return what is asked of incidents."""
    return spoken_of(of, values) & _linked(values, campaign="campaign")


def spoken_of(of: View, values: Values) -> Q:
    """Return what is asked of those that claims are made about: one claim fits all."""
    if not values.keys() & {"actor", "claimant", "stance"}:
        return ALL
    said = records(of).filter(
        Exists(_links("about", OuterRef(OuterRef("key")))),
        ~Q(body=b""),
        kind=RecordKind.CLAIM,
    )
    return Q(Exists(said.filter(_standing(None) & claims(of, values))))


def actors(of: View, values: Values) -> Q:
    """Return what is asked of actors."""
    return _worded(values, level="entity_level")


def claims(of: View, values: Values) -> Q:
    """Return what is asked of claims."""
    linked = _linked(values, about="about", actor="attributed_to", claimant="claimant")
    return (
        linked & _worded(values, stance="stance", level="entity_level") & _sure(values)
    )


def evidence(of: View, values: Values) -> Q:
    """Return what is asked of evidence."""
    return _linked(values, incident="incident", claim="bearings.claim")


def responses(of: View, values: Values) -> Q:
    """Return what is asked of responses."""
    linked = _linked(
        values,
        responder="responders",
        addressee="addressees",
        answers="answers",
        rests_on="rests_on",
    )
    return linked & _worded(values, type="response_type")


def sources(of: View, values: Values) -> Q:
    """Return what is asked of sources."""
    return _worded(values, source_kind="source_kind")


def _linked(values: Values, **fields: str) -> Q:
    """Return that the record refers to the keys given, each by its field."""
    found = ALL
    for parameter, name in fields.items():
        if parameter in values:
            found &= Q(Exists(_links(name, values[parameter])))
    return found


def _links(name: str, target: Any) -> QuerySet[Link]:
    return Link.objects.filter(record=OuterRef("pk"), field=name, target_key=target)


def _worded(values: Values, **fields: str) -> Q:
    """Return that the record has one of the words given in each of these fields."""
    found = ALL
    for parameter, name in fields.items():
        if parameter in values:
            found &= _telling(name, values[parameter])
    return found


def _sure(values: Values) -> Q:
    """Return that a claimant states so much confidence, or more (domain study b.6)."""
    if "confidence_min" not in values:
        return ALL
    least = values["confidence_min"]
    enough = [word for word, value in CONFIDENCE_TO_STIX.items() if value >= least]
    return _telling("analytic_confidence", enough)


def _standing(states: list[str] | None) -> Q:
    """Return that the record is in one of the states; if none is told, not out."""
    if states is not None:
        return _telling("state", states)
    # As a list of the few that are out: so no snapshot is opened for those that stand.
    out = PublishedRecord.objects.order_by().filter(_telling("state", OUT))
    return ~Q(pk__in=out.values("pk"))


def _dated(values: Values) -> Q:
    """Return that some of what the record's date can mean lies in the range."""
    first, last = values.get("date_from"), values.get("date_to")
    if first is None and last is None:
        return ALL
    found = Q(acted_earliest__isnull=False) | Q(acted_latest__isnull=False)
    if first is not None:
        start = datetime.combine(first, time.min, tzinfo=UTC)
        found &= Q(acted_latest__gte=start) | Q(acted_latest__isnull=True)
    if last is not None:
        end = datetime.combine(last, time.max, tzinfo=UTC)
        found &= Q(acted_earliest__lte=end) | Q(acted_earliest__isnull=True)
    return found


def _telling(name: str, words: Iterable[str]) -> Q:
    """Return that a snapshot says one of these words in a member."""
    return Q(In(told(name), [str(each) for each in words]))


def _holding(words: str) -> Q:
    """Return that the words stand in what is searched, in any case.

    The stored text as it is is looked at first: reading it costs ten times as much.
    What JSON writes otherwise than it is cannot be found there.
    """
    read = Func(F("body"), template=IN_WORDS, output_field=TextField())
    found = Q(IContains(read, words))
    if words.isprintable() and not set(words) & ESCAPED:
        raw = Func(F("body"), template=AS_STORED, output_field=TextField())
        found = Q(IContains(raw, words)) & found
    return found
