"""The records of what happened, one file per group of nouns."""

from incidents.models.actors import IntrusionSet, ThreatActor
from incidents.models.incident import Campaign, Case, Event, Impact, Incident
from incidents.models.means import (
    AttackPattern,
    Indicator,
    Infrastructure,
    Malware,
    Tool,
    Vulnerability,
)
from incidents.models.names import Alias, StixName
from incidents.models.parties import Identity, Location
from incidents.models.record import (
    Change,
    KindOfRecord,
    Record,
    Relationship,
)
from incidents.models.sources import CheckedFact, Citation, Source, SourceCopy

__all__ = [
    "Alias",
    "AttackPattern",
    "Campaign",
    "Case",
    "Change",
    "CheckedFact",
    "Citation",
    "Event",
    "Identity",
    "Impact",
    "Incident",
    "Indicator",
    "Infrastructure",
    "IntrusionSet",
    "KindOfRecord",
    "Location",
    "Malware",
    "Record",
    "Relationship",
    "Source",
    "SourceCopy",
    "StixName",
    "ThreatActor",
    "Tool",
    "Vulnerability",
]
