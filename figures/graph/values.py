"""What a relation graph shows: who says what of whom about an incident."""

from collections.abc import Mapping
from dataclasses import dataclass

# How a node is drawn, and what it is called above its name.
KINDS: Mapping[str, str] = {
    "incident": "incident",
    "related": "related incident",
    "campaign": "campaign",
    "actor": "actor",
    "speakers": "",
    "responders": "responses by",
}
# How an edge is drawn: what speaks for, against, or does neither.
LINES = ("attributed", "contested", "for", "against", "neither", "link", "answers")


@dataclass(frozen=True, slots=True)
class Member:
    """One of several who stand in a node together; struck if it took all back."""

    name: str
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """Something or somebody in the graph; ``kind`` is one of ``KINDS``.

    ``note`` stands above the name: an actor's level, for instance. Members stand below
    it, or instead of it.
    """

    key: str
    kind: str
    name: str = ""
    note: str = ""
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes, in words; ``line`` is one of ``LINES``.

    ``by`` says whose word it is, where no node does; ``says`` all there is to say of
    it.
    """

    source: str
    target: str
    words: str
    line: str
    by: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    is_directed: bool = True


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges; ``grouped`` says in words what stands together in one node."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    grouped: tuple[str, ...] = ()
