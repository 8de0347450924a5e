"""The writers: each draws the same briefing, as bytes, in one format."""

from collections.abc import Callable, Mapping

from briefings import docx, html, pdf
from briefings.tree import Briefing

Writer = Callable[[Briefing], bytes]
WRITERS: Mapping[str, Writer] = {
    "pdf": pdf.write,
    "docx": docx.write,
    "html": html.write,
}


def file_name(briefing: Briefing, writer: str) -> str:
    """Return what a file of a briefing is called; a draft says so in its name.

    So does one in another language than English: it is no later state of the same file.
    """
    lang = "" if briefing.lang == "en" else f"-{briefing.lang}"
    return f"{briefing.name}{lang}{'-DRAFT' if briefing.is_draft else ''}.{writer}"
