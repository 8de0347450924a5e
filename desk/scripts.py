"""Scripts and sheets of the desk as the media of forms take them."""

from collections.abc import Sequence
from typing import Any

from django.forms import Script

FIELDS_CSS: dict[str, Sequence[str]] = {
    "all": ["desk/css/find.css", "desk/css/fields.css"]
}


def module(name: str) -> Any:
    """Return a script of ours, to be loaded as a module."""
    return Script(f"desk/js/{name}.js", type="module")
