"""A relation graph as SVG: an incident, who is named, and who says so."""

from figures.graph.drawing import Placed, draw_graph, place
from figures.graph.grouping import LIMIT, grouped
from figures.graph.values import Edge, Graph, Member, Node

__all__ = [
    "LIMIT",
    "Edge",
    "Graph",
    "Member",
    "Node",
    "Placed",
    "draw_graph",
    "grouped",
    "place",
]
