"""How much the rules find at groups of records, such as those of a request."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from review.selectors import Looked, looked_at

MOST = 3_000  # records that one page has the rules run over


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings there are of each sort."""

    errors: int = 0
    open: int = 0
    ticked: int = 0


def tallies(groups: Mapping[int, Collection[str]]) -> Mapping[int, Tally | None]:
    """Return how much is found at each group of records; nothing if they are too many.

    The rules run once, over all groups together.
    """
    keys = {key for group in groups.values() for key in group}
    if len(keys) > MOST:
        return dict.fromkeys(groups)
    by_record: defaultdict[str, list[Looked]] = defaultdict(list)
    for each in looked_at(keys):
        by_record[each.finding.record].append(each)
    return {
        name: _tally([each for key in group for each in by_record[key]])
        for name, group in groups.items()
    }


def _tally(found: Collection[Looked]) -> Tally:
    errors = sum(each.finding.is_error for each in found)
    in_the_way = sum(each.is_open for each in found)
    return Tally(errors, in_the_way - errors, len(found) - in_the_way)
