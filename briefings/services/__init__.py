"""Writes of briefings: each is one transaction, and what it may not do it says."""

from briefings.services.building import build, order
from briefings.services.drafts import NewDraft, correct, save_draft, start
from briefings.services.looks import save_series, save_template
from briefings.services.refusals import BriefingRefused
from briefings.services.releasing import ask, release, send_back, withdraw

__all__ = [
    "BriefingRefused",
    "NewDraft",
    "ask",
    "build",
    "correct",
    "order",
    "release",
    "save_draft",
    "save_series",
    "save_template",
    "send_back",
    "start",
    "withdraw",
]
