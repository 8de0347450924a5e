"""Makes a graph small enough to be read, and says what was put together."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from figures.graph.values import Edge, Graph, Member, Node

LIMIT = 60  # boxes that can still be read
Maker = Callable[[Sequence[Node], Graph], Node]


def grouped(graph: Graph, limit: int = LIMIT) -> Graph:
    """Return the graph with at most so many boxes, if that can be.

    First all who responded once stand together; then all who speak for one and the
    same, and all who speak against it; then the actors of one level to whom no link
    leads. Actors that are linked are never put together: the graph would say that
    they are one.
    """
    for step in (_responding_once, _by_side, _by_level):
        if len(graph.nodes) > limit:
            graph = step(graph)
    return graph


def _responding_once(graph: Graph) -> Graph:
    """Put together all who responded but once."""
    once = [n for n in graph.nodes if n.kind == "responders" and len(n.members) == 1]
    groups = [once] if len(once) > 1 else []
    return _merged(graph, groups, _responders, "of those who responded once")


def _responders(nodes: Sequence[Node], graph: Graph) -> Node:
    members = [Member(f"{node.name}: {node.members[0].name}") for node in nodes]
    return replace(nodes[0], name=f"{len(nodes)} others", members=tuple(members))


def _by_side(graph: Graph) -> Graph:
    """Put together the speakers who are on one side of the same matter."""
    spoken: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        spoken[edge.source].append(edge)
    sides: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in graph.nodes:
        if node.kind == "speakers":
            of = spoken[node.key]
            sides[of[0].line, *sorted({edge.target for edge in of})].append(node)
    several = [each for each in sides.values() if len(each) > 1]
    return _merged(graph, several, _speakers, "by the side on which they speak")


def _speakers(nodes: Sequence[Node], graph: Graph) -> Node:
    verbs = {edge.source: edge.words for edge in graph.edges}
    members = [
        replace(member, name=f"{member.name} ({verbs[node.key]})")
        for node in nodes
        for member in node.members
    ]
    return replace(nodes[0], members=tuple(members))


def _by_level(graph: Graph) -> Graph:
    """Put together the actors of one level that no link leads to or from."""
    linked = {
        key for e in graph.edges if e.line == "link" for key in (e.source, e.target)
    }
    levels: dict[str, list[Node]] = defaultdict(list)
    for node in graph.nodes:
        if node.kind == "actor" and node.key not in linked:
            levels[node.note].append(node)
    several = [each for each in levels.values() if len(each) > 1]
    return _merged(graph, several, _actors, "actors of one level without links")


def _actors(nodes: Sequence[Node], graph: Graph) -> Node:
    members = tuple(Member(node.name) for node in nodes)
    return replace(nodes[0], name=f"{len(nodes)} actors", members=members)


def _merged(
    graph: Graph, groups: Sequence[Sequence[Node]], make: Maker, by: str
) -> Graph:
    """Return the graph with each group as one node, and its edges made one, too."""
    if not groups:
        return graph
    made = {nodes[0].key: make(nodes, graph) for nodes in groups}
    into = {node.key: nodes[0].key for nodes in groups for node in nodes}
    nodes = [
        made.get(node.key, node)
        for node in graph.nodes
        if into.get(node.key, node.key) == node.key
    ]
    edges: dict[tuple[str, str, str], Edge] = {}
    for edge in graph.edges:
        source, target = (into.get(key, key) for key in (edge.source, edge.target))
        moved = replace(edge, source=source, target=target)
        known = edges.get((source, target, edge.line))
        edges[source, target, edge.line] = _joined(known, moved) if known else moved
    note = (
        f"Grouped to be readable: {sum(map(len, groups))} boxes in {len(groups)}, {by}."
    )
    return Graph(tuple(nodes), tuple(edges.values()), (*graph.grouped, note))


def _joined(one: Edge, other: Edge) -> Edge:
    """Return two edges of one line between the same ends as one."""
    verbs = dict.fromkeys([*one.words.split(" / "), other.words])
    return replace(
        one,
        words=" / ".join(verbs),
        by=tuple(dict.fromkeys(one.by + other.by)),
        says=one.says + other.says,
    )
