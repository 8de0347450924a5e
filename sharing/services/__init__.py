"""Every write of the store, publish and retract; what it would do; minting names."""

from sharing.services.collections import open_collection, open_inbox, open_sample
from sharing.services.differences import Difference
from sharing.services.drafting import Draft, draft_objects
from sharing.services.minting import mint_case_names
from sharing.services.preview import (
    CHANGED,
    NEW,
    REVOKED,
    NewVersion,
    ObjectChange,
    Preview,
    preview,
)
from sharing.services.problems import CannotPublish
from sharing.services.publishing import publish
from sharing.services.retracting import retract
from sharing.services.waiting import (
    approved_unpublished,
    published_versions,
    unapproved_unpublished,
)

__all__ = [
    "CHANGED",
    "NEW",
    "REVOKED",
    "CannotPublish",
    "Difference",
    "Draft",
    "NewVersion",
    "ObjectChange",
    "Preview",
    "approved_unpublished",
    "draft_objects",
    "mint_case_names",
    "open_collection",
    "open_inbox",
    "open_sample",
    "preview",
    "publish",
    "published_versions",
    "retract",
    "unapproved_unpublished",
]
