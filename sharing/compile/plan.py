"""What a compiler gives for a record: its parts, each with the way to make it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from sharing.compile.context import Context
from sharing.compile.draft import Content, Draft
from sharing.compile.values import Snapshot
from sharing.compile.words import named


@dataclass(frozen=True, slots=True)
class Part:
    """One object of a record: its STIX type and how its content is made."""

    stix_type: str
    make: Callable[[Draft], Content]


Plan = dict[str, Part]
Planner = Callable[[Snapshot, Context], Plan]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation that a field of a record states, as an object of its own.

    ``words`` names both ends: “{source} is located in {target}.”
    """

    field: str
    relationship_type: str
    other: str
    words: str
    label: str = ""
    outgoing: bool = True

    @property
    def part(self) -> str:
        """The name of the part: the relation and the record at the other end."""
        return f"{self.relationship_type}:{self.other}"


def main(make: Callable[[Draft], Content], snapshot: Snapshot) -> Plan:
    """Return the plan of a record that leaves as an object of its own kind's type."""
    return {"main": Part(snapshot["kind"], make)}


def edges(*found: Edge) -> Plan:
    """Return the plan of the relations of a record, each other end once."""
    return {edge.part: Part("relationship", partial(make_edge, edge)) for edge in found}


def make_edge(edge: Edge, draft: Draft) -> Content:
    """Return the relationship between this record's main object and another record."""
    ours = draft.own_name("main").stix_id
    theirs = draft.ref(edge.field, edge.other)
    own, other = f"“{draft.own['name']}”", named(draft, edge.field, edge.other)
    source, target = (own, other) if edge.outgoing else (other, own)
    return Content(
        properties={
            "relationship_type": edge.relationship_type,
            "description": edge.words.format(source=source, target=target),
            "source_ref": ours if edge.outgoing else theirs,
            "target_ref": theirs if edge.outgoing else ours,
        },
        labels=[edge.label] if edge.label else [],
    )


def nothing(snapshot: Snapshot, context: Context) -> Plan:
    """Return the empty plan of a record that leaves inside others' objects only."""
    return {}


Table = Mapping[str, Planner]
