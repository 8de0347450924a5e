"""Why a step on a briefing's way is refused: said by us, held by the database."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction


class BriefingRefused(Exception):
    """What was asked of a briefing cannot be done; the text says why."""


WORDS: Mapping[str, str] = {
    "briefing_number_once": "Another briefing has just been given this number.",
    "briefing_return_has_a_reason": "Say why it is sent back.",
    "briefing_withdrawal_has_a_reason": "Say why it is withdrawn.",
    "draft_before_the_release": "It is released; a correction is a new edition.",
    "draft_number_once": "Somebody else has just saved it. Load it again.",
    "edition_follows_a_released_one": "Only a released edition is corrected.",
    "file_of_a_release": "It is not released.",
    "release_by_a_second_person": (
        "You wrote it or asked for its release. A second person must release it."
    ),
    "release_of_the_last_ask": (
        "It was changed, sent back or released since. Look at it again."
    ),
    "return_before_the_release": "It is released; it can be withdrawn.",
}


@contextmanager
def told(also: Mapping[str, str] | None = None) -> Iterator[None]:
    """Do something in a transaction; what the database refuses is said in words.

    Raises:
        BriefingRefused: a named constraint stands in the way.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diag = getattr(error.__cause__, "diag", None)
        name = str(getattr(diag, "constraint_name", ""))
        words = {**WORDS, **(also or {})}.get(name)
        if words is None:
            raise
        raise BriefingRefused(words) from error
