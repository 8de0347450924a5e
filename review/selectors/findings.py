"""What the rules find at records as they stand, and what of it was ticked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from review.models import Acknowledgement
from review.rules import Finding, Severity, check
from review.selectors.surroundings import around, latest


@dataclass(frozen=True, slots=True)
class Looked:
    """A finding, and the tick that it has, if somebody gave a reason for it."""

    finding: Finding
    tick: Acknowledgement | None

    @property
    def is_open(self) -> bool:
        """Whether it is in the way: an error, or a warning that nobody ticked."""
        return self.finding.is_error or self.tick is None


def findings(keys: Collection[str], severity: Severity | None = None) -> list[Finding]:
    """Return what the rules find at the latest versions of these records."""
    own = latest(keys)
    return check(own, around(own), severity)


def looked_at(keys: Collection[str]) -> list[Looked]:
    """Return what the rules find at these records, with the ticks there are."""
    return with_ticks(findings(keys))


def with_ticks(found: Iterable[Finding]) -> list[Looked]:
    """Return the findings with the ticks that they have, in their order."""
    told = list(found)
    ticks = acknowledgements(told)
    return [Looked(each, ticks.get(each.id)) for each in told]


def acknowledgements(
    found: Collection[Finding],
) -> dict[tuple[str, str, str], Acknowledgement]:
    """Return the ticks of these findings as they are worded, by their ids."""
    wanted = {each.id for each in found if not each.is_error}
    if not wanted:
        return {}
    rows = Acknowledgement.objects.filter(
        record__key__in={record for record, _, _ in wanted}
    ).select_related("record", "by")
    ticks = {(row.record.key, row.rule, row.finding): row for row in rows}
    return {each: ticks[each] for each in wanted & ticks.keys()}
