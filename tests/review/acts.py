"""What people do in the tests of reviews: ask, approve, edit."""

from datetime import datetime, timedelta

from incidents.models import Change, Record
from incidents.services import save_record
from incidents.vocab import Door
from review import services
from review.models import Approval, Request
from tests.asking import ask
from tests.build import NOON, make_user

LATER = NOON + timedelta(hours=1)


def asked(*records: Record, at: datetime = NOON, by: str = "analyst") -> Request:
    """The analyst, if nobody else is named, asks for a review of these records."""
    return ask(records, by=make_user(by), at=at)


def approved(*records: Record, by: str = "reviewer") -> list[Approval]:
    """The reviewer, if nobody else is named, approves them as they stand."""
    return services.approve(asked(*records), by=make_user(by), at=LATER)


def edited(record: Record, by: str = "analyst", name: str = "Edited") -> Change:
    """The analyst, if nobody else is named, gives the record another name."""
    record.name = name
    return save_record(record, by=make_user(by), at=LATER, door=Door.DESK)
