"""Incidents: the STIX stub with the OASIS core extension, and its edges."""

from collections.abc import Iterator

from incidents.vocab.oasis import Determination, InvestigationStatus, Recoverability
from sharing.compile.constants import INCIDENT_CORE
from sharing.compile.context import Context
from sharing.compile.draft import Content, Draft
from sharing.compile.plan import Edge, Plan, edges, main
from sharing.compile.references import gradings, own_citations, references
from sharing.compile.values import Snapshot
from sharing.compile.words import (
    dated,
    joined,
    meaning,
    name_claims,
    other_names,
    paragraphs,
    remark,
    sentence,
)


def plan_incident(snapshot: Snapshot, context: Context) -> Plan:
    """Plan an incident: itself, whom it hit, and how it stands to others."""
    return main(make_incident, snapshot) | edges(*_edges(snapshot))


def _edges(own: Snapshot) -> Iterator[Edge]:
    for victim in own["victims"]:
        yield Edge("victims", "targets", victim, "{source} hit {target}.")
    if own["campaign"]:
        yield Edge(
            "campaign",
            "associated-with",
            own["campaign"],
            "The campaign {source} includes {target}.",
            outgoing=False,
        )
    if own["follows"]:
        yield Edge(
            "follows",
            "led-to",
            own["follows"],
            "{source} was followed by {target}.",
            outgoing=False,
        )
    if own["phase_of"]:
        yield Edge(
            "phase_of",
            "related-to",
            own["phase_of"],
            "{source} was a phase of {target}.",
            "phase-of",
        )


def make_incident(draft: Draft) -> Content:
    """Return an incident: never a word on its author, that is what claims are for."""
    own = draft.own
    return Content(
        properties={"name": own["name"], "description": _told(draft)},
        labels=[f"incident-type:{each}" for each in own["incident_types"]],
        references=references(draft),
        standard={INCIDENT_CORE: _core(own)},
        ours={
            "occurred_edtf": _edtf(own, "occurred"),
            "discovered_edtf": _edtf(own, "discovered"),
            "disclosed_edtf": _edtf(own, "disclosed"),
            "sectors": own["sectors"],
            "systems": own["systems"],
            "outcome": own["outcome"],
            "dwell": own["dwell"],
            "restoration": own["restoration"],
            "detection": own["detection"],
            "name_claims": name_claims(draft),
            "source_gradings": gradings(draft, own_citations(draft)),
        },
    )


def _told(draft: Draft) -> str:
    own = draft.own
    return paragraphs(
        own["description"],
        sentence("Kind", joined(own["incident_types"])),
        sentence(
            "Status",
            f"{meaning(Determination, own['determination'])}, investigation "
            f"{meaning(InvestigationStatus, own['investigation_status'])}",
        ),
        dated("Occurred", own["occurred"]),
        sentence("On the time", own["time_note"]),
        dated("Discovered", own["discovered"]),
        dated("Disclosed", own["disclosed"]),
        sentence("Detection", own["detection"]),
        sentence("Time inside before it", own["dwell"]),
        sentence("Sectors", joined(own["sectors"])),
        sentence("Systems", joined(own["systems"])),
        sentence("Outcome", own["outcome"]),
        sentence("Restoration", own["restoration"]),
        _recovery(own),
        other_names(draft),
        remark(own),
    )


def _recovery(own: Snapshot) -> str:
    value = own["recoverability"]
    return sentence("Recovery", meaning(Recoverability, value))


def _core(own: Snapshot) -> dict[str, object]:
    """Return the OASIS core: events and impacts hang on edges, not in its lists."""
    return {
        "extension_type": "property-extension",
        "determination": own["determination"],
        "investigation_status": own["investigation_status"],
        "incident_types": own["incident_types"],
        "detection_methods": own["detection_methods"],
        "recoverability": own["recoverability"],
    }


def _edtf(own: Snapshot, field: str) -> str | None:
    return own[field]["edtf"] if own[field] else None
