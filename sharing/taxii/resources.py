"""Discovery, the API root, and which collections there are (TAXII 2.1, 4 and 5)."""

from typing import Any, Final

from django.http import HttpResponse

from sharing.inbox import limits
from sharing.pages import Shelf, shelves
from sharing.taxii.asked import Asked
from sharing.taxii.errors import answer
from sharing.taxii.media import STIX, TAXII

# OpenCTI takes the last segment of the root's address for its name.
ROOT: Final = "api"
TITLE: Final = "Attribution record"
DESCRIPTION: Final = (
    "Who is said to have done cyber-attacks, by whom and on what grounds, and what "
    "states did about it. STIX 2.1, as published."
)


def discovery(asked: Asked) -> HttpResponse:
    """Return the API root's address, absolute and at the host that was asked."""
    root = asked.request.build_absolute_uri(f"/taxii2/{ROOT}/")
    return answer(
        {
            "title": TITLE,
            "description": DESCRIPTION,
            "default": root,
            "api_roots": [root],
        }
    )


def api_root(asked: Asked) -> HttpResponse:
    """Return what the API root can do."""
    return answer(
        {
            "title": TITLE,
            "description": DESCRIPTION,
            "versions": [TAXII],
            "max_content_length": limits().content,
        }
    )


def collections(asked: Asked) -> HttpResponse:
    """Return the reader's collections, by id; ``{}`` if it has none."""
    found = [_told(each, asked) for each in shelves(list(asked.reader.collections))]
    return answer({"collections": found} if found else {})


def collection(asked: Asked) -> HttpResponse:
    """Return one collection."""
    return answer(_told(asked.collection(), asked))


def _told(collection: Shelf, asked: Asked) -> dict[str, Any]:
    """Return the collection resource, with the rights of whoever asks."""
    told = {
        "id": str(collection.uuid),
        "title": collection.title,
        "description": collection.description,
        "alias": collection.alias,
        "can_read": asked.may_read(collection),
        "can_write": asked.may_write(collection),
        "media_types": [STIX],
    }
    return {name: value for name, value in told.items() if value != ""}
