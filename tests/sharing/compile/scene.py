"""A small made-up case with one record of every kind, each with something to tell.

Northland's registry is hit; Northland blames Southland's Ministry Nine, a company
corroborates at group level, Southland denies, a neighbour expels diplomats.
"""

from sharing.compile import Context
from tests.sharing.compile.build import alias, cite, context, record
from tests.sharing.compile.said import CLAIMS, JUDGED, STATEMENTS

SOURCES = (
    record(
        "source",
        "src-note",
        "Statement on the attack of July",
        publisher="Government of Northland",
        source_kind="government-statement",
        published="2022-09-07",
        url="https://gov.northland.example/statement",
        archived_sha256="0" * 63 + "1",
        reliability="A",
        lineage_group="northland-finding",
    ),
    record(
        "source",
        "src-paper",
        "Southland rejects accusation",
        publisher="The Border Gazette",
        published="2022-09",
        seen_extent="excerpt",
    ),
)
PARTIES = (
    record("location", "loc-north", "Northland", country="AL"),
    record("identity", "id-north", "Northland", body_kind="state"),
    record(
        "identity",
        "id-north-gov",
        "Government of Northland",
        role="victim government",
        sectors=["government national", "defence"],
        state_of="id-north",
        located_at="loc-north",
        aliases=[alias("Qeveria", alias_kind="native", lang="sq")],
        citations=[cite("src-note")],
    ),
    record("identity", "id-spokes", "A. Speaker", identity_class="individual"),
    record("identity", "id-south", "Southland", body_kind="state"),
    record("identity", "id-ministry", "Ministry Nine", state_of="id-south"),
    record("identity", "id-vendor", "Glasshouse Labs", body_kind="company"),
    record("identity", "id-neighbour", "Westland", body_kind="state"),
)
HAPPENED = (
    record(
        "campaign", "camp", "Winter series", first_seen="2021-05~", last_seen="2022-09"
    ),
    record(
        "incident",
        "inc-entry",
        "Entry into the registry",
        occurred="2021-05~/2022-06",
        phase_of="inc",
        determination="confirmed",
    ),
    record(
        "incident",
        "inc",
        "Attack on the registry",
        description="Files were encrypted and disks wiped.",
        occurred="2022-07",
        disclosed="2022-07-17",
        incident_types=["ransomware", "destruction"],
        detection_methods=["system-outage"],
        recoverability="extended",
        dwell="about 14 months",
        victims=["id-north-gov"],
        campaign="camp",
        follows="inc-entry",
        citations=[
            cite("src-note", field="occurred"),
            cite(
                "src-paper",
                field="occurred",
                stated_value="17 July",
                stated_by="a clerk",
            ),
        ],
    ),
    record(
        "event",
        "evt",
        "Services go offline",
        occurred="2022-07-15/2022-07-17",
        event_kind="intrusion-phase",
        event_types=["denial-of-service"],
        about=["id-north-gov", "claim-north", "src-note"],
    ),
    record(
        "impact",
        "imp",
        "Records taken",
        impact_category="confidentiality",
        availability_impact=None,
        loss_type="confirmed-loss",
        record_count=300,
        occurred="2022-07-15",
        impacted=["id-north-gov"],
    ),
)
ACTORS = (
    record(
        "threat-actor",
        "ta-south",
        "Southland (state-level actor)",
        identity="id-south",
        is_state_level=True,
    ),
    record(
        "threat-actor",
        "ta-ministry",
        "Ministry Nine (as actor)",
        identity="id-ministry",
        entity_level="organisation",
        first_seen="2019",
    ),
    record(
        "intrusion-set",
        "is-glass",
        "GLASS MOLE",
        description="Cluster that took the mail.",
        role_in_case="first entry",
        aliases=[alias("Burrow 7", namer="id-vendor")],
        external_ids=["mitre-attack:G9999"],
    ),
)
MEANS = (
    record(
        "malware",
        "mal",
        "ROADSIDE",
        malware_types=["ransomware"],
        signing="Stolen key.",
    ),
    record("tool", "tool", "DiskDriver", tool_types=["unknown"]),
    record(
        "vulnerability",
        "vuln",
        "CVE-2019-0604",
        product="A web server",
        patched="2019-02",
        external_ids=["cve:CVE-2019-0604"],
    ),
    record(
        "attack-pattern",
        "ap",
        "Spearphishing Attachment",
        description="A lure in the mail.",
        kill_chain_phases=["initial-access"],
        external_ids=["mitre-attack:T1566.001"],
    ),
    record(
        "infrastructure",
        "infra",
        "Leak site",
        infrastructure_types=["unknown"],
        value="leaks.example",
        first_seen="2022-07-21",
    ),
    record(
        "indicator",
        "ind",
        "Leak site name",
        valid_from="2022-07",
        description="Seen once.",
    ),
    record(
        "relationship",
        "rel",
        "GLASS MOLE used ROADSIDE",
        source="is-glass",
        target="mal",
        citations=[cite("src-note", locator="p. 4")],
    ),
)
CASE = (record("case", "registry-2022", "The registry case", incidents=["inc"]),)
RECORDS = (
    *(*SOURCES, *PARTIES, *HAPPENED, *ACTORS, *MEANS),
    *(*STATEMENTS, *CLAIMS, *JUDGED, *CASE),
)


def scene() -> Context:
    """Return the whole case as a context."""
    return context(*RECORDS)
