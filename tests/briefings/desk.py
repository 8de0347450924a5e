"""A briefing on its way to its readers, for tests of each step."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User

from briefings.models import Ask, Edition, Series
from briefings.request import Request
from briefings.services import NewDraft, ask, build, order, release, start
from tests.build import NOON, make_user

LATER = NOON + timedelta(days=30)


def officer(name: str = "officer") -> User:
    return make_user(name, is_staff=True)


def make_series(code: str = "BN") -> Series:
    given = {"name": f"Series {code}", "by": officer(), "at": NOON}
    return Series.objects.get_or_create(code=code, defaults=given)[0]


def request(**fields: Any) -> Request:
    return Request(**{"about": ("inc-one",), "title": "What is known", **fields})


def make_edition(code: str = "BN", **fields: Any) -> Edition:
    """Return the first edition of a briefing, with one draft."""
    draft = NewDraft(request(**fields))
    return start(make_series(code), draft, by=officer(), at=LATER).edition


def make_ask(edition: Edition | None = None) -> Ask:
    """Return an ask for the release of an edition's last draft."""
    edition = edition or make_edition()
    draft = edition.drafts.earliest("-number")
    return ask(draft, by=officer(), at=LATER)


def make_files(asked: Ask, *, is_draft: bool) -> None:
    build(order(asked, is_draft=is_draft, at=LATER), clock=lambda: LATER)


def make_released(edition: Edition | None = None) -> Ask:
    """Return what was asked for, and a second person let out, with its files."""
    asked = make_ask(edition)
    release(asked, by=officer("second"), at=LATER)
    make_files(asked, is_draft=False)
    return asked
