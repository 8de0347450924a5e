"""A briefing as a Word document that can be edited: real notes, heads, headers.

It is written without a clock: the same briefing gives the same bytes.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.pkgwriter import PackageWriter
from docx.shared import Mm

from briefings.breaking import beside
from briefings.layout import runs
from briefings.legible import made_legible
from briefings.numbering import verified
from briefings.theme import Theme
from briefings.tree import Briefing, Section
from briefings.wordml import look
from briefings.wordml.body import Body
from briefings.wordml.elements import element, run

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # that a ZIP file knows
LEVELS = 2  # of headings in the contents
SHORT = 30  # letters of a fact on the cover beside which another has room


def write(briefing: Briefing) -> bytes:
    """Return a briefing as a Word document; the same briefing gives the same bytes.

    Raises:
        ValueError: a marking, a look or a reference that cannot be printed.
    """
    briefing = made_legible(verified(briefing))
    theme = Theme.of(briefing.look)
    document = docx.Document()
    look.dress(document, theme, briefing.lang)
    look.add_marking_styles(document, briefing, theme)
    _name(document, briefing, theme)
    body = Body(briefing, document, theme)
    section = look.turn(document, is_wide=False, is_first=True)
    look.mark_pages(section, briefing, theme)
    _cover(body, document, briefing, theme)
    front = briefing.front
    body.is_front = True
    was_wide = _text(body, document, briefing, briefing.sections[:front])
    body.is_front = False
    _turned(document, briefing, is_wide=False, was_wide=was_wide)
    _contents(body, briefing)
    _text(body, document, briefing, briefing.sections[front:])
    if theme.closing:
        body.paragraph("Small", [run(theme.closing)])
    if briefing.digest:
        body.paragraph("Table Note", [run(f"SHA-256 {briefing.digest}")])
    return _saved(document)


def _text(
    body: Body, document: Document, briefing: Briefing, sections: tuple[Section, ...]
) -> bool:
    """Write sections; return whether the last page is turned."""
    was_wide = False
    for run_ in runs(sections):
        _turned(document, briefing, is_wide=run_.is_wide, was_wide=was_wide)
        was_wide = run_.is_wide
        for part, around in beside(run_):
            body.add(part, around, is_wide=run_.is_wide)
    return was_wide


def _turned(
    document: Document, briefing: Briefing, *, is_wide: bool, was_wide: bool
) -> None:
    if is_wide != was_wide:
        section = look.turn(document, is_wide=is_wide, is_first=False)
        look.mark_pages(section, briefing, Theme.of(briefing.look))


def _cover(body: Body, document: Document, briefing: Briefing, theme: Theme) -> None:
    if picture := theme.picture:
        holder = document.add_paragraph(style="Normal").add_run()
        shown: Any = holder.add_picture(BytesIO(picture), height=Mm(12))
        shown._inline.docPr.set("descr", theme.issuer)
    if theme.issuer:
        body.paragraph("Lead", [run(theme.issuer)])
    body.paragraph("Title", [run(briefing.title)])
    body.paragraph("Subtitle", [run(briefing.subtitle)])
    for line in _in_pairs(briefing.cover):
        said = [part for label, words in line for part in (label, words)]
        runs = [run(said[0])]
        for each in said[1:]:
            runs += [element("r", element("tab")), run(each)]
        body.paragraph("Label", runs)
    if theme.legal:
        body.paragraph("Small", [run(theme.legal)])


def _in_pairs(
    cover: tuple[tuple[str, str], ...],
) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield the facts of the cover line by line, two in one where both are short."""
    rest = list(cover)
    while rest:
        is_pair = len(rest) > 1 and all(len(words) <= SHORT for _, words in rest[:2])
        size = 2 if is_pair else 1
        yield tuple(rest[:size])
        del rest[:size]


def _contents(body: Body, briefing: Briefing) -> None:
    """Write the contents, whole on one page where they fit, with the page of each.

    No TOC field holds them: LibreOffice would not count the pages inside of one.
    """
    body.paragraph("Contents Title", [run(briefing.fixed.contents)])
    listed = [each for each in briefing.sections if each.level <= LEVELS]
    for section in listed:
        line = body.lines.with_page(section.anchor, section.title)
        made = body.paragraph(f"TOC {section.level}", [line])
        if section is not listed[-1]:
            made.get_or_add_pPr().append(element("keepNext"))


def _name(document: Document, briefing: Briefing, theme: Theme) -> None:
    """Fill in the document's properties, none of them from this machine."""
    made = (
        datetime.fromisoformat(briefing.known_at).astimezone(UTC).replace(microsecond=0)
    )
    core = document.core_properties
    core.title, core.subject = briefing.title, briefing.subtitle
    core.author = core.last_modified_by = theme.issuer
    core.keywords = core.category = briefing.marking
    core.identifier, core.language = briefing.number, briefing.lang
    core.version, core.revision = str(briefing.edition), 1
    core.comments = ""
    core.created = core.modified = core.last_printed = made.replace(tzinfo=None)
    for relation in list(document.part.package.rels.values()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del document.part.package.rels[relation.rId]


def _saved(document: Document) -> bytes:
    """Return the document as a file whose parts all have the same date."""
    written, dated = BytesIO(), BytesIO()
    package = document.part.package
    for each in package.parts:
        each.before_marshal()
    writer: Any = PackageWriter  # it has no types
    writer.write(written, package.rels, package.parts)
    with ZipFile(written) as parts, ZipFile(dated, "w", ZIP_DEFLATED) as file:
        for name in parts.namelist():
            info = ZipInfo(name, FIRST_DAY)
            info.compress_type = ZIP_DEFLATED
            file.writestr(info, parts.read(name))
    return dated.getvalue()
