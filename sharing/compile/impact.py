"""Effects of an incident as OASIS impacts, tied to it by an edge."""

from decimal import Decimal
from typing import Any

from sharing.compile.constants import IMPACT
from sharing.compile.context import Context
from sharing.compile.dates import span
from sharing.compile.draft import Content, Draft
from sharing.compile.plan import Edge, Plan, edges, main
from sharing.compile.references import references
from sharing.compile.values import Snapshot
from sharing.compile.words import dated, other_names, paragraphs, remark, sentence

# By category the members of its sub-extension, and our field where it has another
# name.
MEMBERS: dict[str, dict[str, str]] = {
    "availability": {"availability_impact": "availability_impact"},
    "confidentiality": {
        "loss_type": "loss_type",
        "information_type": "information_type",
        "record_count": "record_count",
        "record_size": "record_size",
    },
    "external": {"impact_type": "impact_type"},
    "integrity": {
        "alteration": "alteration",
        "information_type": "information_type",
        "record_count": "record_count",
        "record_size": "record_size",
    },
    "economic": {
        "variety": "variety",
        "currency": "currency",
        "max_amount": "max_amount",
        "min_amount": "min_amount",
    },
    "physical": {"impact_type": "physical_impact", "asset_type": "asset_type"},
    "traceability": {"traceability_impact": "traceability_impact"},
}
# The schema wants the second unless the first is "none"; both vocabularies are open.
_WANTED = {
    "confidentiality": ("loss_type", "information_type"),
    "integrity": ("alteration", "information_type"),
    "physical": ("impact_type", "asset_type"),
}


def plan_impact(snapshot: Snapshot, context: Context) -> Plan:
    """Plan an effect: itself and the incident that had it."""
    tie = Edge(
        "incident",
        "related-to",
        snapshot["incident"],
        "{source}: an effect of {target}.",
    )
    return main(make_impact, snapshot) | edges(tie)


def make_impact(draft: Draft) -> Content:
    """Return an effect in the terms of its category; the suite gives it no name."""
    own = draft.own
    category = own["impact_category"]
    members = _members(own, category)
    return Content(
        properties={
            "impact_category": category,
            "description": paragraphs(
                own["name"],
                own["description"],
                _in_words(members, category),
                dated("Occurred", own["occurred"]),
                other_names(draft),
                remark(own),
            ),
            **span(own["occurred"], "start_time", "end_time"),
            "impacted_refs": draft.refs("impacted", own["impacted"]),
            "recoverability": own["recoverability"],
        },
        references=references(draft),
        standard={
            IMPACT: {"extension_type": "new-sdo"},
            f"{category}-ext": members,
        },
        ours={"occurred_edtf": own["occurred"]["edtf"] if own["occurred"] else None},
    )


def _in_words(members: dict[str, Any], category: str) -> str:
    """Return the effect in words, for whoever cannot read the sub-extension."""
    told = [
        f"{member.replace('_', ' ')} {value}"
        for member, value in members.items()
        if value not in (None, "")
    ]
    return sentence("Effect", f"{category}: {', '.join(told)}")


def _members(own: Snapshot, category: str) -> dict[str, Any]:
    members = {
        member: _number(own[field]) for member, field in MEMBERS[category].items()
    }
    first, second = _WANTED.get(category, ("", ""))
    if first and members[first] != "none":
        members[second] = members[second] or "not-stated"
    return members


def _number(value: Any) -> Any:
    """Return an amount, kept as text in the snapshot, as the number that JSON has."""
    if isinstance(value, str) and value.replace(".", "", 1).isdigit():
        amount = Decimal(value)
        return int(amount) if amount == amount.to_integral_value() else float(amount)
    return value
