"""Briefings on the desk: the list, the editor, one edition with its files, looks."""

from desk.pages.briefings.edition import briefing, briefing_file, briefing_text
from desk.pages.briefings.editor import (
    briefing_preview,
    edit_briefing,
    new_briefing,
)
from desk.pages.briefings.list import briefings
from desk.pages.briefings.looks import (
    briefing_looks,
    series_page,
    template_page,
    template_preview,
)

__all__ = [
    "briefing",
    "briefing_file",
    "briefing_looks",
    "briefing_preview",
    "briefing_text",
    "briefings",
    "edit_briefing",
    "new_briefing",
    "series_page",
    "template_page",
    "template_preview",
]
