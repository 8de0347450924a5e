"""Partner organisations: kept, suspended, resumed; never deleted."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from incidents.vocab import MARKING_RANK
from sharing.models import Collection, Partner
from sharing.models.store import CollectionKind

ABOVE = "{} holds more than the ceiling of the partner allows. Raise it, or leave out."
GIVEN_ANYWAY = "{} comes with the ceiling; grant only others."


@transaction.atomic
def save_partner(
    partner: Partner, *, collections: Iterable[Collection], by: User, at: datetime
) -> Partner:
    """Write a new or changed partner with the collections granted to it.

    A lower ceiling binds its tokens from their next request.

    Raises:
        ValidationError: by field, what is wrong with it.
    """
    granted = list(collections)
    if partner._state.adding:
        partner.made_at, partner.made_by = at, by
    partner.full_clean()
    check_grants(granted, partner.ceiling)
    partner.save()
    partner.collections.set(granted)
    return partner


def check_grants(collections: Iterable[Collection], ceiling: str) -> None:
    """Refuse what a partner of this ceiling cannot be granted.

    Raises:
        ValidationError: a collection holds more than that, or comes with the ceiling.
    """
    for each in collections:
        if each.kind == CollectionKind.EVERYTHING:
            raise ValidationError({"collections": GIVEN_ANYWAY.format(each)})
        if each.marking and MARKING_RANK[each.marking] > MARKING_RANK[ceiling]:
            raise ValidationError({"collections": ABOVE.format(each)})


@transaction.atomic
def suspend(partner: Partner, *, by: User, at: datetime, why: str) -> Partner:
    """Refuse all of the partner's tokens from their next request.

    Raises:
        ValidationError: no reason is given, or it is suspended already.
    """
    row = Partner.objects.select_for_update().get(pk=partner.pk)
    if row.suspended_at:
        raise ValidationError(f"{row} is suspended already.")
    row.suspended_at, row.suspended_by, row.suspended_why = at, by, reason(why)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def resume(partner: Partner) -> Partner:
    """Let the partner's tokens in again, those that still stand.

    Raises:
        ValidationError: it is not suspended.
    """
    row = Partner.objects.select_for_update().get(pk=partner.pk)
    if not row.suspended_at:
        raise ValidationError(f"{row} is not suspended.")
    row.suspended_at, row.suspended_by, row.suspended_why = None, None, ""
    row.save()
    return row


def reason(why: str) -> str:
    """Return a reason without the blanks around it.

    Raises:
        ValidationError: there is none.
    """
    if not why.strip():
        raise ValidationError({"why": "Say why; who looks back will want to know."})
    return why.strip()
