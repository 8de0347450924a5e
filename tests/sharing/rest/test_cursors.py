"""Cursors of REST: how long they may be."""

from random import Random
from string import ascii_lowercase, digits
from typing import Any
from urllib.parse import urlencode

import pytest
from rest_framework.serializers import Field

from sharing.rest.cursors import MAY_CHANGE, Cursor
from sharing.rest.fields import Choice, Key, Word
from sharing.rest.parameters import LONGEST_CURSOR, LONGEST_KEY, LONGEST_WORD, Words
from sharing.rest.resources import RESOURCES, Resource
from sharing.selectors import View


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda each: each.name)
def test_a_cursor_is_short_enough_for_an_address_with_every_filter_at_its_longest(
    resource: Resource,
) -> None:
    """Of 8,190 bytes; nothing in it can be made much shorter."""
    chance = Random(1)  # noqa: S311
    path = f"/api/v1/{resource.name}"
    given = {
        name: longest(parameter, chance)
        for name, parameter in resource.list_query().fields.items()
        if name not in MAY_CHANGE
    }
    beside = len(f"GET {path}?{urlencode(given)}&limit=500&cursor= HTTP/1.1")

    cursor = Cursor(path, tuple(sorted(given.items()))).next(
        View(10**9, "AMBER_STRICT"), 10**9, key_at_random(chance)
    )

    assert len(cursor) < LONGEST_CURSOR
    assert beside + len(cursor) < 8_190


def longest(parameter: Field[Any, Any, Any, Any], chance: Random) -> str:
    """Return as long a value as is taken, of every word there is."""
    match parameter:
        case Words(child=Choice() as child):
            return ",".join(child.choices)
        case Key():
            return key_at_random(chance)
        case Word():
            signs = range(0x10000, 0x110000)
            return "".join(map(chr, chance.choices(signs, k=LONGEST_WORD)))
    return "2026-01-31T12:00:00.123456+02:00"


def key_at_random(chance: Random) -> str:
    return "".join(chance.choices(ascii_lowercase + digits, k=LONGEST_KEY))
