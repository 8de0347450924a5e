"""Who is named as culprit: threat actors and intrusion sets."""

from incidents.vocab import EntityLevel
from sharing.compile.context import Context
from sharing.compile.draft import Content, Draft
from sharing.compile.plan import Edge, Plan, edges, main
from sharing.compile.references import references
from sharing.compile.seen import seen, seen_edtf
from sharing.compile.values import Snapshot
from sharing.compile.words import (
    dated,
    meaning,
    name_claims,
    other_names,
    paragraphs,
    remark,
    sentence,
)


def plan_threat_actor(snapshot: Snapshot, context: Context) -> Plan:
    """Plan an actor, with the one tie that is no claim: to the party of its name."""
    if not snapshot["identity"]:
        return main(make_threat_actor, snapshot)
    words = (
        "By definition, not by anybody's finding: {source} stands for {target} where "
        "it is named as culprit."
    )
    tie = Edge("identity", "attributed-to", snapshot["identity"], words, "definitional")
    return main(make_threat_actor, snapshot) | edges(tie)


def make_threat_actor(draft: Draft) -> Content:
    """Return an actor; no aliases, since consumers make one of two that share one."""
    own = draft.own
    return Content(
        properties={
            "name": own["name"],
            "description": paragraphs(
                own["description"],
                _level(own),
                sentence("What it says of itself", own["self_description"]),
                dated("First seen", own["first_seen"]),
                other_names(draft),
                remark(own),
            ),
            "threat_actor_types": own["threat_actor_types"],
            **seen(draft),
        },
        labels=[f"entity-level:{own['entity_level']}"],
        references=references(draft),
        ours={
            "entity_level": own["entity_level"],
            "is_state_level": own["is_state_level"],
            **seen_edtf(own),
            "name_claims": name_claims(draft),
        },
    )


def plan_intrusion_set(snapshot: Snapshot, context: Context) -> Plan:
    """Plan activity under one name; what it belongs to is claimed, never stored."""
    return main(make_intrusion_set, snapshot)


def make_intrusion_set(draft: Draft) -> Content:
    """Return a cluster or named group of one namer, without aliases."""
    own = draft.own
    return Content(
        properties={
            "name": own["name"],
            "description": paragraphs(
                own["description"],
                _level(own),
                sentence("Part in the case", own["role_in_case"]),
                dated("First seen", own["first_seen"]),
                dated("Last seen", own["last_seen"]),
                other_names(draft),
                remark(own),
            ),
            **seen(draft),
        },
        labels=[f"entity-level:{own['entity_level']}"],
        references=references(draft),
        ours={
            "entity_level": own["entity_level"],
            "role_in_case": own["role_in_case"],
            **seen_edtf(own),
            "name_claims": name_claims(draft),
        },
    )


def _level(own: Snapshot) -> str:
    return sentence("Level", meaning(EntityLevel, own["entity_level"]))
