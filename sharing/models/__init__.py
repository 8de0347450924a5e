"""The store, who may pull from it, what was pulled, and what partners post."""

from sharing.models.erasures import Erasure
from sharing.models.inbox import (
    Act,
    Handling,
    PostedObject,
    PostedState,
    PostStatus,
    Tray,
)
from sharing.models.partners import (
    Outlet,
    Partner,
    Pull,
    Scope,
    ServiceToken,
    Spending,
)
from sharing.models.published import Link, PublishedRecord
from sharing.models.segments import Segment
from sharing.models.store import (
    LOCK,
    Collection,
    CollectionKind,
    Edge,
    Entry,
    ObjectBody,
    Release,
)
from sharing.models.webhooks import (
    Attempt,
    Endpoint,
    EndpointAct,
    EndpointChange,
    EndpointState,
    Event,
    EventType,
)

__all__ = [
    "LOCK",
    "Act",
    "Attempt",
    "Collection",
    "CollectionKind",
    "Edge",
    "Endpoint",
    "EndpointAct",
    "EndpointChange",
    "EndpointState",
    "Entry",
    "Erasure",
    "Event",
    "EventType",
    "Handling",
    "Link",
    "ObjectBody",
    "Outlet",
    "Partner",
    "PostStatus",
    "PostedObject",
    "PostedState",
    "PublishedRecord",
    "Pull",
    "Release",
    "Scope",
    "Segment",
    "ServiceToken",
    "Spending",
    "Tray",
]
