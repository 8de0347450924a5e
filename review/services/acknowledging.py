"""Ticking warnings: who looked at what a rule found, and why it may stand."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from incidents.models import Record
from review.models import Acknowledgement
from review.rules import Finding
from review.selectors import findings, with_ticks
from review.services.refusals import ErrorsFound, NothingFound, WarningsOpen

BATCH = 500
Reasons = Mapping[str, str]  # by the id of the rule
NO_REASONS: Reasons = MappingProxyType({})


@transaction.atomic
def acknowledge(
    ids: Collection[tuple[str, str, str]], *, by: User, at: datetime, reason: str
) -> int:
    """Tick warnings, each told by record, rule and text, with one reason for all.

    Return how many were ticked; those that were ticked before keep their reason.

    Raises:
        NothingFound: one is not, or no longer, found as it is worded here, or is an
            error; nothing is written.
        ValidationError: there is no reason.
    """
    found = {each.id: each for each in findings({record for record, _, _ in ids})}
    unknown = [each for each in ids if each not in found or found[each].is_error]
    if unknown:
        raise NothingFound(unknown)
    return _tick([found[each] for each in ids], by=by, at=at, reason=reason)


def must_be_explained(
    keys: Collection[str],
    *,
    by: User,
    at: datetime,
    reasons: Reasons = NO_REASONS,
) -> None:
    """Refuse records with errors, or with warnings that nobody gives a reason for.

    A reason given here for a rule ticks all of its warnings that are open.

    Raises:
        ErrorsFound: a rule finds what has to be mended first; nothing is ticked.
        WarningsOpen: a warning has neither tick nor reason; nothing is ticked.
        ValidationError: a reason is empty.
    """
    in_the_way = [each.finding for each in with_ticks(findings(keys)) if each.is_open]
    errors = [each for each in in_the_way if each.is_error]
    if errors:
        raise ErrorsFound(errors)
    unexplained = [each for each in in_the_way if each.rule.id not in reasons]
    if unexplained:
        raise WarningsOpen(unexplained)
    for rule, reason in reasons.items():
        told = [each for each in in_the_way if each.rule.id == rule]
        if told:
            _tick(told, by=by, at=at, reason=reason)


def _tick(found: Iterable[Finding], *, by: User, at: datetime, reason: str) -> int:
    """Keep the ticks that are missing, and return how many those were."""
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": "Say why it may stand."})
    open_ones = [each.finding for each in with_ticks(found) if each.is_open]
    rows = Record.objects.filter(key__in={each.record for each in open_ones})
    pks = dict(rows.values_list("key", "pk"))
    ticks = [
        Acknowledgement(
            record_id=pks[each.record],
            rule=each.rule.id,
            finding=each.text,
            reason=reason,
            by=by,
            at=at,
        )
        for each in open_ones
    ]
    # Two people may tick the same at once: the first reason stands.
    Acknowledgement.objects.bulk_create(ticks, BATCH, ignore_conflicts=True)
    return len(ticks)
