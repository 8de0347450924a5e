"""The relation graph as SVG."""

import random

import pytest

from figures.graph import Edge, Graph, Member, Node, draw_graph, grouped, place
from figures.graph.rows import acyclic
from figures.sheet import Sheet
from tests.figures.drawn import Drawn, boxes, labels, overlapping, points, titles, words

SHEET = Sheet("The attack", "Relations", "graph")
INCIDENT = Node("inc", "incident", "The attack")
ACTOR = Node("ta", "actor", "The organisation", note="organisation")
STATE = Node("state", "actor", "The state", note="state")
SAYS = Node("says", "speakers", members=(Member("Albania"), Member("Rome", True)))
DENIES = Node("denies", "speakers", members=(Member("Iran"),))
GRAPH = Graph(
    (INCIDENT, ACTOR, STATE, SAYS, DENIES),
    (
        Edge("inc", "ta", "attributed to, denied", "contested"),
        Edge("ta", "state", "attributed to", "link", by=("OFAC",)),
        Edge("says", "ta", "says", "for", says=("Albania says it, 7 September",)),
        Edge("denies", "ta", "denies", "against"),
    ),
)


def drawn(graph: Graph = GRAPH) -> str:
    return draw_graph(SHEET, graph, place(graph))


def cards(graph: Graph) -> list[Drawn]:
    """Return the boxes of a graph as they are placed."""
    nodes = place(graph).layers.nodes
    return [
        Drawn(key, at.x - at.width / 2, at.top, at.x + at.width / 2, at.bottom)
        for key, at in nodes.items()
    ]


def crowd(seed: int, actors: int, speakers: int) -> Graph:
    """Return a graph of actors and of speakers who name some of them."""
    chance = random.Random(seed)  # noqa: S311
    nodes, edges = [INCIDENT], []
    for number in range(actors):
        key = f"actor-{number}"
        nodes.append(Node(key, "actor", f"Actor {number} of some name", note="unit"))
        edges.append(Edge("inc", key, "attributed to", "attributed"))
        for other in chance.sample(range(actors), k=min(2, actors)):
            if other != number and chance.random() < 0.4:
                by = ("Somebody", "Somebody else")
                edges.append(Edge(key, f"actor-{other}", "same as", "link", by=by))
    for number in range(speakers):
        members = [Member(f"Ministry {n}") for n in range(chance.randrange(1, 30))]
        nodes.append(Node(f"voice-{number}", "speakers", members=tuple(members)))
        target = chance.choice(["inc", *(f"actor-{n}" for n in range(actors))])
        line = chance.choice(["for", "against", "neither"])
        edges.append(Edge(f"voice-{number}", target, line, line))
    return Graph(tuple(nodes), tuple(edges))


def test_every_node_and_edge_is_there_in_words() -> None:
    svg = drawn()

    found = words(svg)
    assert {"The organisation", "organisation", "Albania", "Rome", "Iran"} <= {*found}
    assert {"says", "denies", "attributed to", "(OFAC)"} <= {*found}
    assert "Albania says it, 7 September" in titles(svg)


def test_contested_edge_is_dashed_and_says_so() -> None:
    svg = drawn(Graph(GRAPH.nodes[:2], GRAPH.edges[:1]))

    assert "denied" in " ".join(words(svg))
    assert 'stroke-dasharray="7 4"' in svg


def test_who_took_it_all_back_is_struck_through() -> None:
    assert drawn().count("<line") > drawn(_without_struck()).count("<line")


def _without_struck() -> Graph:
    says = Node("says", "speakers", members=(Member("Albania"), Member("Rome")))
    return Graph((INCIDENT, ACTOR, STATE, says, DENIES), GRAPH.edges)


def test_who_is_behind_whom_stands_below_him() -> None:
    nodes = place(GRAPH).layers.nodes

    assert nodes["inc"].bottom < nodes["ta"].top
    assert nodes["ta"].bottom < nodes["state"].top


def test_links_in_a_circle_are_drawn_all_the_same() -> None:
    back = Edge("state", "ta", "same as", "link")
    graph = Graph(GRAPH.nodes, (*GRAPH.edges, back))

    assert "same as" in words(drawn(graph))


def test_acyclic_turns_what_would_go_in_a_circle_and_nothing_else() -> None:
    assert acyclic([("a", "b"), ("b", "c"), ("c", "a"), ("a", "c")]) == [
        False,
        False,
        True,
        False,
    ]


def test_same_graph_gives_the_same_bytes() -> None:
    assert drawn(crowd(1, 9, 20)) == drawn(crowd(1, 9, 20))


def test_graph_of_an_incident_alone_is_drawn() -> None:
    assert "The attack" in words(drawn(Graph((INCIDENT,), ())))


@pytest.mark.parametrize("seed", range(8))
def test_no_box_and_no_word_lies_on_another(seed: int) -> None:
    graph = crowd(seed, 9, 24)

    assert not overlapping(cards(graph))
    assert not overlapping(labels(drawn(graph)))


@pytest.mark.parametrize("seed", range(8))
def test_no_line_runs_through_a_box(seed: int) -> None:
    graph = crowd(seed, 9, 24)
    svg = drawn(graph)
    frames = boxes(svg, fill="#f4f6f8") + boxes(svg, rx="3")

    crossed = [
        (x, y)
        for x, y in points(svg)
        for each in frames
        if each.left + 1 < x < each.right - 1 and each.top + 1 < y < each.bottom - 1
    ]
    assert not crossed


def test_graph_of_sixty_boxes_is_left_as_it_is() -> None:
    graph = crowd(3, 9, 50)

    assert len(graph.nodes) == 60
    assert grouped(graph) is graph


def test_larger_graph_is_grouped_and_says_what_was() -> None:
    graph = crowd(4, 9, 80)

    small = grouped(graph)

    assert len(small.nodes) <= 60
    assert "by the side on which they speak" in small.grouped[0]
    assert small.grouped[0] in words(drawn(small))


def test_grouping_loses_nobody() -> None:
    graph = crowd(5, 9, 80)

    small = grouped(graph)

    def voices(of: Graph) -> int:
        return sum(len(node.members) for node in of.nodes if node.kind == "speakers")

    assert voices(small) == voices(graph)


def test_linked_actors_are_never_made_one() -> None:
    actors = [Node(f"a-{n}", "actor", f"Actor {n}", note="unit") for n in range(70)]
    edges = [Edge("inc", each.key, "attributed to", "attributed") for each in actors]
    tie = Edge("a-0", "a-1", "distinct from", "link")

    small = grouped(Graph((INCIDENT, *actors), (*edges, tie)))

    assert {"a-0", "a-1"} <= {node.key for node in small.nodes}
    assert len(small.nodes) == 4
    assert "68 actors" in {node.name for node in small.nodes}


def test_long_list_of_speakers_is_cut_and_says_how_many_more() -> None:
    many = Node("many", "speakers", members=tuple(Member(f"M {n}") for n in range(30)))
    graph = Graph((INCIDENT, many), (Edge("many", "inc", "condemn", "neither"),))

    assert "and 6 more" in words(drawn(graph))
