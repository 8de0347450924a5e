r"""Texts of partners, as people read them: what cannot be seen is spelled, \u202e."""

import re

# Controls, and signs that turn the order of others round (Unicode TR 36, 2.8.1).
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def shown(text: str) -> str:
    """Return a text that shows all that is in it; PostgreSQL takes it, too."""
    return UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
