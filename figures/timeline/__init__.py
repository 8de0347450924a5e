"""A timeline as SVG: time runs downwards, what happened and who said what in lanes.

Exact days have a mark, all others a bar over the days that they can mean, with ends
that fade. Kinds are told apart by shape, place and word, not by colour alone (WCAG
2.2, 1.4.1); all of it can be read in grey.
"""

from figures.timeline.drawing import draw_timeline
from figures.timeline.values import LANES, Item

__all__ = ["LANES", "Item", "draw_timeline"]
