"""Which claim takes another one back, among those in the context.

A withdrawal is a claim of its own; that another no longer stands is worked out here
and nowhere written down. The same rule is in ``positions.standing``.
"""

from datetime import datetime

from incidents.vocab import MARKING_RANK
from sharing.compile.context import Context
from sharing.compile.dates import bounds
from sharing.compile.draft import TAKEN_BACK_BY_US
from sharing.compile.values import Snapshot


def withdrawal_of(claim: Snapshot, context: Context) -> Snapshot | None:
    """Return the claim by which its claimant withdrew a claim, the earliest if several.

    One that is marked more strictly than the claim does not count here: whoever gets
    only the claim may not learn of it. Nor does one that was withdrawn in turn.
    """
    return _standing(claim, context, MARKING_RANK.get(claim["marking"], 0))


def _standing(claim: Snapshot, context: Context, upto: int) -> Snapshot | None:
    found = [
        each
        for each in context.withdrawals.get(claim["key"], ())
        if each["claimant"] == claim["claimant"]
        and each["state"] not in TAKEN_BACK_BY_US
        and MARKING_RANK.get(each["marking"], upto + 1) <= upto
        and _standing(each, context, upto) is None
    ]
    return min(found, key=lambda each: _order(each, context), default=None)


def _order(act: Snapshot, context: Context) -> tuple[bool, datetime | None, str]:
    statement = context.snapshot(act["statement"])
    earliest, latest = bounds(statement["said"] if statement else None)
    said = earliest or latest
    return said is None, said, act["key"]
