"""Why a review refuses what it was asked for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User

from incidents.models import Change, Record
from review.rules import Finding


class ReviewRefused(Exception):
    """What was asked of a review cannot be done; the text says why."""


class NothingToReview(ReviewRefused):
    """No record was given, or every one is approved as it stands."""


class NeverSaved(ReviewRefused):
    """A record has no version that could be reviewed."""


class EditedSince(ReviewRefused):
    """A record has a later version than the one that the request shows."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.records = [change.record for change in changes]
        edited = ", ".join(
            f"{change.record.key} (version {change.version} was sent to review, "
            f"version {change.record.version} stands now)"
            for change in changes
        )
        super().__init__(f"Edited since the request: {edited}. Send them again.")


class ApprovedByAuthor(ReviewRefused):
    """The approver changed a record since its last approval."""

    def __init__(self, records: Sequence[Record], by: User) -> None:
        self.records = list(records)
        keys = ", ".join(record.key for record in records)
        super().__init__(
            f"{by} changed these records since their last approval and may not "
            f"approve them: {keys}. A second person must."
        )


class ApprovedBySender(ReviewRefused):
    """The approver is who asked for the review."""

    def __init__(self, title: str, by: User) -> None:
        super().__init__(
            f"{by} sent “{title}” to review and may not approve it. "
            "A second person must."
        )


class NotOpen(ReviewRefused):
    """A request is decided already: wholly approved, or returned."""


class AlreadyApproved(ReviewRefused):
    """A record is approved as it stands, so there is no glass to break."""


class ErrorsFound(ReviewRefused):
    """The rules find errors; ``findings`` has them all."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(f"These have to be mended first.\n{_by_record(findings)}")


class WarningsOpen(ReviewRefused):
    """Warnings have no tick with a reason; ``findings`` has them all."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(
            "Tick these warnings first, each with the reason why it may stand.\n"
            f"{_by_record(findings)}"
        )


class NothingFound(ReviewRefused):
    """What was to be ticked is no warning at the record as it stands now."""

    def __init__(self, ids: Iterable[tuple[str, str, str]]) -> None:
        told = ", ".join(sorted({f"{record}: {rule}" for record, rule, _ in ids}))
        super().__init__(
            f"The rules do not, or no longer, warn of this: {told}. Look again."
        )


def _by_record(findings: Iterable[Finding]) -> str:
    """Return a line for each record with the titles of what was found there.

    The findings' own words may name records that not every reader may see.
    """
    titles: dict[str, dict[str, None]] = defaultdict(dict)
    for each in findings:
        titles[each.record][each.rule.title] = None
    return "\n".join(f"{key}: {'; '.join(found)}." for key, found in titles.items())
