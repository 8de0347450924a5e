"""Parties and places: identity and location, and the edges between them."""

from sharing.compile.context import Context
from sharing.compile.draft import Content, Draft
from sharing.compile.plan import Edge, Plan, edges, main
from sharing.compile.references import references
from sharing.compile.values import Snapshot
from sharing.compile.words import name_claims, other_names, paragraphs, remark, sentence

# Words of ours that mean exactly one of industry-sector-ov.
_SECTORS = {
    "banking": "financial-services",
    "defence": "defense",
    "finance": "financial-services",
    "information-technology": "technology",
    "local-government": "government-local",
}


def plan_identity(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a party: itself, where it is, and whose organ it is."""
    found = []
    if snapshot["located_at"]:
        found.append(
            Edge(
                "located_at",
                "located-at",
                snapshot["located_at"],
                "{source} is located in {target}.",
            )
        )
    if snapshot["state_of"]:
        found.append(
            Edge(
                "state_of",
                "related-to",
                snapshot["state_of"],
                "{source} is an organ or official of {target}.",
                "organ-of",
            )
        )
    return main(make_identity, snapshot) | edges(*found)


def make_identity(draft: Draft) -> Content:
    """Return a party. Its other names are told, never given as merging aliases."""
    own = draft.own
    return Content(
        properties={
            "name": own["name"],
            "description": paragraphs(
                own["description"],
                sentence("Known as", own["role"]),
                other_names(draft),
                remark(own),
            ),
            "roles": [own["role"]],
            "identity_class": own["identity_class"],
            "sectors": list(dict.fromkeys(map(_sector, own["sectors"]))),
            "contact_information": own["contact_information"],
        },
        labels=[f"body-kind:{own['body_kind']}"],
        references=references(draft),
        ours={"body_kind": own["body_kind"], "name_claims": name_claims(draft)},
    )


def _sector(given: str) -> str:
    """Return a sector in the standard's spelling; one that it lacks stays as given."""
    word = given.lower().replace(" ", "-")
    return _SECTORS.get(word, word)


def plan_location(snapshot: Snapshot, context: Context) -> Plan:
    """Plan a country or region."""
    return main(make_location, snapshot)


def make_location(draft: Draft) -> Content:
    """Return a country by its ISO 3166-1 code, or a region."""
    own = draft.own
    return Content(
        properties={
            "name": own["name"],
            "description": paragraphs(
                own["description"], other_names(draft), remark(own)
            ),
            "region": own["region"],
            "country": own["country"],
        },
        references=references(draft),
        ours={"name_claims": name_claims(draft)},
    )
