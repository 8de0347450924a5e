"""What is approved, what waits for it, and who looks at it."""

from review.selectors.approvals import (
    approval_of,
    approved_changes,
    changed_by,
    is_approved,
    last_approved,
    unapproved_changes,
)
from review.selectors.findings import (
    Looked,
    acknowledgements,
    findings,
    looked_at,
    with_ticks,
)
from review.selectors.queue import (
    SIGHT_LASTS,
    decided_requests,
    open_requests,
    returned_to,
    review_queue,
    sights,
    unseen_notices,
    waiting_changes,
)
from review.selectors.surroundings import around, latest

__all__ = [
    "SIGHT_LASTS",
    "Looked",
    "acknowledgements",
    "approval_of",
    "approved_changes",
    "around",
    "changed_by",
    "decided_requests",
    "findings",
    "is_approved",
    "last_approved",
    "latest",
    "looked_at",
    "open_requests",
    "returned_to",
    "review_queue",
    "sights",
    "unapproved_changes",
    "unseen_notices",
    "waiting_changes",
    "with_ticks",
]
