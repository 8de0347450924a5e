"""On how many independent grounds a claim stands."""

from dataclasses import dataclass

from positions.trails import first_said
from positions.values import Record


@dataclass(frozen=True, slots=True)
class Lineages:
    """How many source items a claim has, and from how many origins they come.

    ``finding`` is the claim whose finding it says: itself, unless it restates one.
    """

    items: int
    lineages: int
    finding: str


def independent_lineages(record: Record, claim_key: str) -> Lineages:
    """Count the source items of a claim and the independent lineages among them.

    Sources of one lineage group have one origin: five news stories on one advisory
    are five items and one lineage. A claim that only restates another adds no
    independent finding, whoever printed it: its sources show that it was said
    again, so it has items and no lineage of its own; the lineages that carry it
    are those of ``finding``. A restated claim that the record does not hold, or
    that we retracted, is no such finding.
    """
    claim = record.claims[claim_key]
    finding = first_said(record, claim)
    own = set(claim.lineages) if finding is claim else set()
    return Lineages(len(claim.lineages), len(own), finding.key)
