"""What is kept of briefings: what was asked, who let it out, and the files as sent."""

from briefings.models.editions import Ask, Draft, Edition, Release, Return, Withdrawal
from briefings.models.files import Build, EditionFile, FileFormat
from briefings.models.series import Series, Template

__all__ = [
    "Ask",
    "Build",
    "Draft",
    "Edition",
    "EditionFile",
    "FileFormat",
    "Release",
    "Return",
    "Series",
    "Template",
    "Withdrawal",
]
