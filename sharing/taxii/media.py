"""Media types: what a client accepts (RFC 7231, 5.3.2; TAXII 2.1, 1.6.8)."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

TAXII: Final = "application/taxii+json;version=2.1"
STIX: Final = "application/stix+json;version=2.1"
VERSION: Final = "2.1"
# Without a version a client means the newest that we have.
OURS: Final = "application/taxii+json"
# What a body may say it is: some senders name what is in the envelope.
BODIES: Final = (OURS, "application/stix+json")
LONGEST: Final = 1_000  # characters of a header that is looked at

# One member of a list; a comma within quotes belongs to it.
MEMBER = re.compile(r'(?:"(?:\\.|[^"\\])*"|[^,"])+')


class Range(NamedTuple):
    """One media range: how closely it is about ours, and how welcome ours is by it."""

    closeness: int
    quality: float


@lru_cache(maxsize=256)
def is_accepted(accept: str) -> bool:
    """Whether a client with this ``Accept`` header takes TAXII 2.1 as we write it.

    Of several ranges the closest decides. Without a header anything is taken, and with
    one too long to be read, which may name ours anywhere.
    """
    if not accept.strip() or len(accept) > LONGEST:
        return True
    found = [_range(each) for each in MEMBER.findall(accept)]
    about_ours = [each for each in found if each]
    if not about_ours:
        return False
    # Of equally close ones, such as two versions of which one is ours, the kindest.
    return max(about_ours).quality > 0


@lru_cache(maxsize=256)
def is_body(content_type: str) -> bool:
    """Whether a body of this ``Content-Type`` may be posted (415 if not)."""
    media_type, parameters = _parsed(content_type[:LONGEST])
    return media_type in BODIES and parameters.get("version", VERSION) == VERSION


def _range(text: str) -> Range | None:
    """Return what a media range says of ours; None if it is about something else."""
    media_type, parameters = _parsed(text)
    try:
        quality = float(parameters.get("q", "1"))
    except ValueError:
        return None
    if media_type == OURS:
        version = parameters.get("version")
        if version not in (None, VERSION):
            return None
        return Range(2 if version is None else 3, quality)
    closeness = {"*/*": 0, "application/*": 1}.get(media_type)
    return None if closeness is None else Range(closeness, quality)


def _parsed(text: str) -> tuple[str, dict[str, str]]:
    """Return a media type with its parameters, in lower case, without quotes."""
    media_type, *parameters = text.lower().split(";")
    pairs = (each.partition("=") for each in parameters)
    return media_type.strip(), {
        name.strip(): value.strip().strip('"').strip() for name, _, value in pairs
    }
