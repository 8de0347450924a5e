"""Query parameters: typed, none unknown, none twice, none empty."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, cast

from django.http import QueryDict
from rest_framework import serializers
from rest_framework.request import Request

from incidents.vocab import MARKING_RANK, Marking, RecordState
from sharing.rest.fields import Choice, Day, Instant, Key, Number, Word, not_utf8
from sharing.rest.problems import CONTRADICTION, INVALID, NOT_YET, Fault, Problem
from sharing.wire import timestamp

LARGEST_PAGE = 500
USUAL_PAGE = 100
LONGEST_WORD = 200  # characters of one value
# Of ours, with every filter at its longest; beside these it fits into an address.
LONGEST_CURSOR = 4_000
LONGEST_KEY = 120  # characters, as the store has them

# What a date in the record can mean is a span; a filter asks whether it meets the
# range asked about, so that nothing which may lie in it is missing.
PRECISION = (
    "An imprecise date (a month, a year, about) counts if any day that it can mean "
    "lies in the range; a record without a date never does. Of what lasted, the "
    "beginning counts."
)

# What some would ask of every address.
ELSEWHERE = {
    "as_of": "one incident, its positions, and the claims on an actor or a state can "
    "be had as of a day; "
}


class Words(serializers.ListField):
    """Several values of one parameter, with commas between them."""

    def to_internal_value(self, data: Any) -> list[Any]:
        """Return the values; each as often as it was named."""
        parts = data.split(",") if isinstance(data, str) else data
        found: list[Any] = super().to_internal_value(parts)
        return found


def word(help_text: str) -> Word:
    """Return a parameter that holds one key or name."""
    return Word(required=False, max_length=LONGEST_KEY, help_text=help_text)


def key(help_text: str) -> Key:
    """Return a parameter that holds the key of a record that the reader may see."""
    return Key(required=False, max_length=LONGEST_KEY, help_text=help_text)


def words(choices: Iterable[str], help_text: str) -> Words:
    """Return a parameter that holds one or several of these words."""
    return Words(
        child=Choice(list(choices)),
        required=False,
        help_text=f"{help_text} Several with commas between them.",
    )


class Query(serializers.Serializer[Any]):
    """The parameters of one door; subclasses name them."""

    # Pairs of which the first may not lie after the second.
    RANGES: tuple[tuple[str, str], ...] = ()

    @classmethod
    def keys_in(cls, values: Mapping[str, Any]) -> dict[str, str]:
        """Return the keys of records that are asked for, by the parameter's name."""
        fields = _only(cls).fields
        return {
            name: value
            for name, value in values.items()
            if isinstance(fields.get(name), Key)
        }

    @classmethod
    def read(cls, request: Request, *, at: datetime) -> dict[str, Any]:
        """Return the parameters of a request, by name; those left out are missing.

        ``at`` is when it is asked: nothing can be told as of later.

        Raises:
            Problem: one is unknown, empty, doubled or cannot be read; or two
                contradict each other, or one lies ahead. Every fault is named.
        """
        query, given = _only(cls), request.query_params
        garbled = not_utf8(request.META.get("QUERY_STRING", ""))
        faults = [*query._strangers(given, garbled)]
        values: dict[str, Any] = {}
        try:
            values = query.run_validation({name: given[name] for name in given})
        except serializers.ValidationError as error:
            known = {each.pointer for each in faults}
            wrong = cast("dict[str, Any]", error.detail).items()
            told = (Fault.at(name, _first(errors)) for name, errors in wrong)
            faults += [each for each in told if each.pointer not in known]
        if faults:
            raise invalid(faults)
        query._must_agree(values)
        _must_have_come(values, at)
        return values

    def _strangers(self, given: QueryDict, garbled: set[str]) -> Iterable[Fault]:
        for name, values in given.lists():
            if name not in self.fields:
                known = ", ".join(sorted(self.fields)) or "none"
                where = ELSEWHERE.get(name, "")
                yield Fault.at(name, f"is not known here; {where}there are: {known}")
            elif len(values) > 1:
                yield Fault.at(name, f"stands there {len(values)} times; once is right")
            elif not values[0]:
                yield Fault.at(name, "is empty; leave it out or give a value")
            elif name in garbled:
                yield Fault.at(name, "is no UTF-8; é is written %C3%A9 in an address")

    def _must_agree(self, values: Mapping[str, Any]) -> None:
        for first, second in self.RANGES:
            if first in values and second in values and values[first] > values[second]:
                faults = [
                    Fault.at(first, f"lies after {second}"),
                    Fault.at(second, f"lies before {first}"),
                ]
                raise Problem(CONTRADICTION, _summary(faults), faults)


@cache
def _only(query: type[Query]) -> Query:
    """Return the one instance for all requests: its fields are copied for each anew.

    It keeps nothing of what it reads, like the child of a list in the library.
    """
    return query()


def invalid(faults: Sequence[Fault]) -> Problem:
    """Return what to say of parameters of which each is wrong by itself."""
    return Problem(INVALID, _summary(faults), faults)


def _must_have_come(values: Mapping[str, Any], at: datetime) -> None:
    """Refuse a view of a time that has not come: it would be another one then."""
    now = at.astimezone(UTC)
    faults = []
    if (as_of := values.get("as_of")) and as_of > now.date():
        faults.append(Fault.at("as_of", f"lies ahead; today is {now:%Y-%m-%d}, UTC"))
    if (known_at := values.get("known_at")) and known_at > at:
        text = f"lies ahead; here it is {timestamp(now)}"
        faults.append(Fault.at("known_at", text))
    if faults:
        raise Problem(NOT_YET, _summary(faults), faults)


def _first(errors: Any) -> str:
    """Return the first thing that a serializer has against a value."""
    while isinstance(errors, dict | list):
        errors = next(iter(errors.values())) if isinstance(errors, dict) else errors[0]
    return str(errors)


def _summary(faults: Iterable[Fault]) -> str:
    return "; ".join(
        f"{each.pointer.removeprefix('#/query/')} {each.detail[0].lower()}"
        f"{each.detail[1:].rstrip('.')}"
        for each in faults
    )


class Viewing(Query):
    """What every door of the record takes: which view of it is wanted."""

    known_at = Instant(
        required=False,
        help_text="The record as it was published at this instant (RFC 3339, with a "
        "zone); now, if left out.",
    )
    marking = Choice(
        Marking.choices,
        required=False,
        help_text="Show no more than up to this marking. It may not lie above the "
        "reader's own ceiling, which counts if it is left out.",
    )


class AsOf(Viewing):
    """A view that can be had as of a day."""

    as_of = Day(
        required=False,
        help_text="Only acts that certainly had taken place by the end of this day, "
        "UTC. An act whose date cannot be placed before its end is left out.",
    )


class Formatted(Query):
    """A door with plain JSON and STIX."""

    format = Choice(
        ["json", "stix"],
        required=False,
        help_text="`json` or `stix`, a STIX 2.1 bundle closed under reference; goes "
        "before the Accept header.",
    )


def shaping(fields: Iterable[str], links: Iterable[str]) -> dict[str, Words]:
    """Return the parameters by which plain JSON is cut down and filled up."""
    return {
        "fields": words(
            sorted(fields), "Only these members of each record, and its key."
        ),
        "expand": words(
            sorted(links),
            "Send the records along that these fields refer to, in `expanded`.",
        ),
    }


class Paged(Query):
    """A list in pages."""

    limit = Number(
        required=False,
        min_value=1,
        max_value=LARGEST_PAGE,
        default=USUAL_PAGE,
        help_text="The size of a page.",
    )
    cursor = Word(
        required=False,
        max_length=LONGEST_CURSOR,
        help_text="Where to go on, from the Link header. It keeps the release that the "
        "first page was read from, whatever is published meanwhile.",
    )


class Dated(Query):
    """A list of what has a date."""

    RANGES = (("date_from", "date_to"),)

    date_from = Day(required=False, help_text=f"Not before this day, UTC. {PRECISION}")
    date_to = Day(required=False, help_text=f"Not after this day, UTC. {PRECISION}")


class Common(Viewing, Paged, Formatted):
    """What every list of records takes."""

    q = Word(
        required=False,
        max_length=LONGEST_WORD,
        help_text="Words in the name, the text or another name; in any case.",
    )
    tlp = words(Marking.values, "Marked exactly so.")
    state = words(
        RecordState.values,
        "Whether the record stands. Left out, all but retracted and rejected ones "
        "are listed; those are in the list of tombstones, too.",
    )
    updated_after = Instant(
        required=False,
        help_text="The newest version was published after this instant. What was "
        "taken back since then is in the list of tombstones.",
    )


def narrowed(ceiling: str, asked: str | None) -> str:
    """Return up to which marking to show.

    Raises:
        Problem: more is asked for than the reader may see.
    """
    if asked is None:
        return ceiling
    if MARKING_RANK[asked] > MARKING_RANK[ceiling]:
        fault = Fault.at("marking", f"lies above the ceiling of this token, {ceiling}")
        raise invalid([fault])
    return asked


def day(value: date | None) -> str | None:
    """Return a day as plain JSON."""
    return value.isoformat() if value else None
