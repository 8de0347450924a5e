"""Which fields a choice asks for: told to the page, which hides the others.

The script ``demands.js`` reads it; a hidden field is not sent. What must hold is
checked by the forms and services, script or none.
"""

import json
from collections.abc import Collection, Mapping, Sequence


def demands(
    asks: Mapping[str, Sequence[str]], needed: Collection[str] = ()
) -> dict[str, str]:
    """Return the attributes of a choice: by field, which of its words ask for it.

    ``needed`` are those fields that must be filled when they are asked for.
    """
    return {
        "data-demands": json.dumps({name: list(asks[name]) for name in asks}),
        "data-needed": json.dumps([name for name in asks if name in needed]),
    }


def asked_by(members: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return by field which words ask for it, from the fields of each word."""
    found: dict[str, list[str]] = {}
    for word, names in members.items():
        for name in names:
            found.setdefault(name, []).append(word)
    return found
