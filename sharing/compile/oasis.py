"""The OASIS incident suite as stix2 classes, so that nothing of it is "custom".

Importing this module registers them, once for the process. The members of each are
checked by the JSON Schemas beside it; here it is enough that stix2 knows the names.
"""

from stix2.properties import (
    DictionaryProperty,
    EnumProperty,
    IntegerProperty,
    ListProperty,
    ReferenceProperty,
    StringProperty,
    TimestampProperty,
)
from stix2.v21 import CustomExtension, CustomObject

from incidents.vocab.oasis import EventStatus, ImpactCategory, Recoverability
from sharing.compile.constants import EVENT, IMPACT
from sharing.compile.impact import MEMBERS

_TIMES = [
    ("start_time", TimestampProperty()),
    ("start_time_fidelity", StringProperty()),
    ("end_time", TimestampProperty()),
    ("end_time_fidelity", StringProperty()),
]


def _refs(*types: str) -> ListProperty:
    return ListProperty(ReferenceProperty(valid_types=list(types), spec_version="2.1"))


@CustomObject(
    "event",
    [
        ("name", StringProperty()),
        ("description", StringProperty()),
        ("event_types", ListProperty(StringProperty)),
        ("goal", StringProperty()),
        ("status", EnumProperty(EventStatus.values, required=True)),
        *_TIMES,
        ("changed_objects", ListProperty(DictionaryProperty)),
        ("next_event_refs", _refs("event")),
        ("sighting_refs", _refs("sighting")),
    ],
    EVENT,
)
class Event:
    """A dated happening."""


@CustomObject(
    "impact",
    [
        ("impact_category", EnumProperty(ImpactCategory.values, required=True)),
        ("description", StringProperty()),
        ("criticality", IntegerProperty(min=0, max=100)),
        *_TIMES,
        ("impacted_entity_counts", DictionaryProperty()),
        ("impacted_refs", _refs("SDO", "SCO")),
        ("recoverability", EnumProperty(Recoverability.values)),
        ("superseded_by_ref", ReferenceProperty(valid_types="impact")),
    ],
    IMPACT,
)
class Impact:
    """One effect of an incident."""


def _register_category(category: str, members: list[str]) -> None:
    """Let stix2 know the sub-extension of one impact category; the schema checks it."""
    properties = [(member, StringProperty()) for member in members]
    CustomExtension(f"{category}-ext", properties)(type(f"{category}-ext", (), {}))


for _category, _members in MEMBERS.items():
    _register_category(_category, list(_members))
