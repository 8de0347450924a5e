"""Campaigns."""

from sharing.compile.context import Context
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
)


def plan_campaign(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a campaign; its incidents say themselves that they belong to it."""
    return main(make_campaign, snapshot)


def make_campaign(draft: Draft) -> Content:
    """Return a campaign; who is behind it is what claims say."""
    own = draft.own
    return Content(
        properties={
            "name": own["name"],
            "description": paragraphs(
                own["description"],
                dated("First seen", own["first_seen"]),
                dated("Last seen", own["last_seen"]),
                other_names(draft),
                remark(own),
            ),
            **seen(draft),
            "objective": own["objective"],
        },
        references=references(draft),
        ours={**seen_edtf(own), "name_claims": name_claims(draft)},
    )
