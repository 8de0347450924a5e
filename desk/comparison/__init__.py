"""What differs between two versions of a record: pure functions over snapshots."""

from desk.comparison.compare import Comparison, FieldPair, compare, compare_rows
from desk.comparison.marks import Piece, mark_words
from desk.comparison.rows import Group, RowPair, match_rows
from desk.comparison.signs import Sign
from desk.comparison.taking import NothingToTake, take_back

__all__ = [
    "Comparison",
    "FieldPair",
    "Group",
    "NothingToTake",
    "Piece",
    "RowPair",
    "Sign",
    "compare",
    "compare_rows",
    "mark_words",
    "match_rows",
    "take_back",
]
