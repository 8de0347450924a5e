"""With what it was done: programs, flaws, techniques, servers, traces."""

from typing import Any

from sharing.compile.context import Context
from sharing.compile.dates import bounds, timestamp
from sharing.compile.draft import Content, Draft
from sharing.compile.plan import Plan, main
from sharing.compile.references import references
from sharing.compile.seen import seen, seen_edtf
from sharing.compile.values import Snapshot
from sharing.compile.words import (
    dated,
    name_claims,
    other_names,
    paragraphs,
    remark,
    sentence,
)


def plan_malware(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a harmful program."""
    return main(make_malware, snapshot)


def make_malware(draft: Draft) -> Content:
    """Return a harmful program or a family of them."""
    own = draft.own
    properties = {
        "malware_types": own["malware_types"],
        "is_family": own["is_family"],
        "capabilities": own["capabilities"],
    }
    return _content(draft, properties, sentence("Signing", own["signing"]))


def plan_tool(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a legitimate program that was put to use."""
    return main(make_tool, snapshot)


def make_tool(draft: Draft) -> Content:
    """Return a legitimate program."""
    return _content(draft, {"tool_types": draft.own["tool_types"]})


def plan_vulnerability(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a flaw."""
    return main(make_vulnerability, snapshot)


def make_vulnerability(draft: Draft) -> Content:
    """Return a flaw; its CVE id is among its references."""
    own = draft.own
    return _content(
        draft,
        {},
        sentence("Product", own["product"]),
        dated("Fix published", own["patched"]),
    )


def plan_attack_pattern(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a technique."""
    return main(make_attack_pattern, snapshot)


def make_attack_pattern(draft: Draft) -> Content:
    """Return a technique of ATT&CK and how it was used in the case."""
    phases = [
        {"kill_chain_name": "mitre-attack", "phase_name": each}
        for each in draft.own["kill_chain_phases"]
    ]
    return _content(draft, {"kill_chain_phases": phases})


def plan_infrastructure(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a server, site or account."""
    return main(make_infrastructure, snapshot)


def make_infrastructure(draft: Draft) -> Content:
    """Return a server, site or account with its address in the text."""
    own = draft.own
    content = _content(
        draft,
        {"infrastructure_types": own["infrastructure_types"], **seen(draft)},
        sentence("Address", own["value"]),
        sentence("Part in the case", own["role"]),
        dated("First seen", own["first_seen"]),
        dated("Last seen", own["last_seen"]),
    )
    content.ours |= {"value": own["value"], **seen_edtf(own)}
    return content


def plan_indicator(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a trace."""
    return main(make_indicator, snapshot)


def make_indicator(draft: Draft) -> Content:
    """Return a trace: STIX pattern, and the value as its source gives it."""
    own = draft.own
    content = _content(
        draft,
        {
            "indicator_types": own["indicator_types"],
            "pattern": own["pattern"],
            "pattern_type": "stix",
            **_validity(draft),
        },
        sentence("Value as its source gives it", own["value"]),
        sentence("File name", own["file_name"]),
        sentence("Part in the case", own["role"]),
        dated("Valid from", own["valid_from"]),
        dated("Valid until", own["valid_until"]),
    )
    content.ours |= {"value": own["value"], "file_name": own["file_name"]}
    return content


def _validity(draft: Draft) -> dict[str, str]:
    """Return from when to when a trace holds; STIX wants the end after the start."""
    start = bounds(draft.own["valid_from"])[0]
    end = bounds(draft.own["valid_until"])[1]
    if start is None:
        draft.problem("valid_from", "has no first moment; STIX requires one")
        return {}
    if end is None:
        return {"valid_from": timestamp(start)}
    if timestamp(end) <= timestamp(start):
        draft.problem("valid_until", "is not after valid_from")
    return {"valid_from": timestamp(start), "valid_until": timestamp(end)}


def _content(draft: Draft, properties: dict[str, Any], *lines: str) -> Content:
    own = draft.own
    return Content(
        properties={
            "name": own["name"],
            "description": paragraphs(
                own["description"], *lines, other_names(draft), remark(own)
            ),
            **properties,
        },
        references=references(draft),
        ours={"name_claims": name_claims(draft)},
    )
