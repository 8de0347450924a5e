"""What the desk keeps of its users and their unfinished work; no record is here."""

from desk.models.batches import Batch, BatchRow, BatchState, Outcome
from desk.models.people import Clearance, Settings
from desk.models.work import Autosave, SavedView

__all__ = [
    "Autosave",
    "Batch",
    "BatchRow",
    "BatchState",
    "Clearance",
    "Outcome",
    "SavedView",
    "Settings",
]
