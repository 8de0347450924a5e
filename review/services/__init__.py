"""Every write of a review: ask for it, approve, return, break the glass."""

from review.services.acknowledging import Reasons, acknowledge
from review.services.decisions import approve, return_for_changes
from review.services.glass import REVIEWERS, break_glass, see_notices
from review.services.partly import approve_and_return_rest
from review.services.refusals import (
    AlreadyApproved,
    ApprovedByAuthor,
    ApprovedBySender,
    EditedSince,
    ErrorsFound,
    NeverSaved,
    NothingFound,
    NothingToReview,
    NotOpen,
    ReviewRefused,
    WarningsOpen,
)
from review.services.requests import request_review
from review.services.sights import look_at

__all__ = [
    "REVIEWERS",
    "AlreadyApproved",
    "ApprovedByAuthor",
    "ApprovedBySender",
    "EditedSince",
    "ErrorsFound",
    "NeverSaved",
    "NotOpen",
    "NothingFound",
    "NothingToReview",
    "Reasons",
    "ReviewRefused",
    "WarningsOpen",
    "acknowledge",
    "approve",
    "approve_and_return_rest",
    "break_glass",
    "look_at",
    "request_review",
    "return_for_changes",
    "see_notices",
]
