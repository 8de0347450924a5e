"""How the Word document looks: its styles, its pages, what stands on each of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from briefings.theme import Theme, marking_colour
from briefings.tree import Briefing
from briefings.wordml.elements import Element, element, field, run

INK, SOFT, SUNK, LINE = "18212C", "4D5A69", "F3F5F7", "C9D0D8"
SHORT, LONG = Mm(210), Mm(297)
TALL_MARGIN, WIDE_MARGIN = Mm(24), Mm(16)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its size in points, and how it differs from running text.

    ``page_at`` is where the number of a page stands, behind dots; like all lengths
    across in millimetres.
    """

    name: str
    size: float
    before: float = 0
    after: float = 6
    is_sans: bool = False
    is_bold: bool = False
    is_italic: bool = False
    colour: str = INK
    indent: float = 0
    hanging: float = 0
    keeps: bool = False
    base: str = "Normal"
    tabs: tuple[int, ...] = ()
    page_at: int = 0
    leading: float = 1.0


STYLES = (
    Style("Normal", 10, after=5, leading=1.15),
    Style("Title", 20, 2, 2, is_bold=True),
    Style("Subtitle", 11, 0, 4, colour=SOFT),
    Style("Heading 1", 16, 12, 4, is_bold=True, keeps=True),
    Style("Heading 2", 11.5, 12, 4, is_sans=True, is_bold=True, keeps=True),
    Style("Heading 3", 10.5, 14, 5, is_sans=True, is_bold=True, keeps=True),
    Style("Caption", 9, 10, 4, is_sans=True, keeps=True),
    Style("Contents Title", 16, 0, 9, is_bold=True, keeps=True),
    Style("TOC 1", 9.5, 3, 2, is_sans=True, is_bold=True, page_at=162),
    Style("TOC 2", 9.5, 0, 1, is_sans=True, indent=5, page_at=162),
    Style("Quote", 10.5, 6, 8, is_italic=True, indent=6, leading=1.15),
    Style("List Bullet", 10.5, 0, 3, indent=6, hanging=6, leading=1.15),
    Style("List Number", 10.5, 0, 3, indent=6, hanging=6, leading=1.15),
    Style("Header", 7.5, 0, 0, is_sans=True, colour=SOFT),
    Style("Footer", 7.5, 0, 0, is_sans=True, colour=SOFT),
    Style("Lead", 11, 0, 5, leading=1.15),
    Style("Small", 8.5, 0, 5, colour=SOFT, leading=1.15),
    Style("Cell", 8.5, 0, 0, is_sans=True),
    Style("Narrow Cell", 7.5, 0, 0, is_sans=True),
    Style("Dense Cell", 6.5, 0, 0, is_sans=True),
    Style("Label", 8, 0, 0, is_sans=True, indent=24, hanging=24, tabs=(82, 106)),
    Style("Judgement", 10, 4, 1, is_bold=True, indent=7, hanging=7, keeps=True),
    Style("Judgement Detail", 8, 0, 1, indent=7, keeps=True),
    Style("Card Title", 10.5, 0, 3, is_bold=True, indent=5, keeps=True),
    Style("Card Quote", 10.5, 0, 4, is_italic=True, indent=5, keeps=True),
    Style("Card Fact", 8.5, 0, 2, is_sans=True, indent=35, hanging=30),
    Style("Gap", 5, 0, 4),
    Style("Callout Title", 9.5, 10, 2, is_sans=True, is_bold=True, keeps=True),
    Style("Callout", 10.5, 0, 2, leading=1.15),
    Style("Table Note", 7.5, 4, 6, is_sans=True, colour=SOFT),
    Style("Source", 7.5, 0, 2, indent=9, hanging=9),
    Style("Footnote Text", 7, 0, 0),
)


def dress(document: Document, theme: Theme, lang: str) -> None:
    """Give a document its styles; python-docx's own template is the ground."""
    for style in STYLES:
        _add(document, style, theme)
    _defaults(document, lang)
    accent = theme.accent.removeprefix("#").upper()
    for name, properties in (
        ("Footnote Reference", [element("vertAlign", val="superscript")]),
        ("Hyperlink", [element("color", val=accent), element("u", val="single")]),
    ):
        made: Any = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        made.element.append(element("rPr", *properties))
    edge = {"val": "single", "sz": "8", "space": "6", "color": LINE}
    _border(document, "Quote", element("left", **edge))


def _add(document: Document, style: Style, theme: Theme) -> None:
    known = {each.name for each in document.styles}
    made: Any = (
        document.styles[style.name]
        if style.name in known
        else document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    )
    if style.name != "Normal":
        made.base_style = document.styles[style.base]
    made.quick_style = True
    properties: Element = made.element.get_or_add_pPr()
    for name in ("tabs", "pBdr", "contextualSpacing"):
        for each in properties.findall(qn(f"w:{name}")):
            properties.remove(each)
    _letters(made, style, theme.table.word if style.is_sans else theme.text.word)
    space = made.paragraph_format
    space.space_before, space.space_after = Pt(style.before), Pt(style.after)
    space.line_spacing = style.leading
    space.left_indent = Mm(style.indent)
    space.first_line_indent = Mm(-style.hanging)
    space.keep_with_next = style.keeps
    space.widow_control = True
    if style.hanging:
        space.tab_stops.add_tab_stop(Mm(style.indent))
    for each in style.tabs:
        space.tab_stops.add_tab_stop(Mm(each))
    if style.page_at:
        at_end = WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        space.tab_stops.add_tab_stop(Mm(style.page_at), *at_end)


def _letters(made: ParagraphStyle, style: Style, family: str) -> None:
    """Set letters in Latin and in Arabic script alike."""
    properties: Element = made.element.get_or_add_rPr()
    for each in list(properties):
        properties.remove(each)
    names = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), family)
    bold, italic = str(int(style.is_bold)), str(int(style.is_italic))
    properties.extend(
        [
            element("rFonts", **names),
            element("b", val=bold),
            element("bCs", val=bold),
            element("i", val=italic),
            element("iCs", val="0"),
            element("color", val=style.colour),
            *_points(style.size),
        ]
    )


def _defaults(document: Document, lang: str) -> None:
    """Set the language, and tell Word that this is no document of an old version."""
    styles: Element = document.styles.element
    for each in styles.iter(qn("w:lang")):
        each.set(qn("w:val"), lang)
    settings: Element = document.settings.element
    compat = settings.find(qn("w:compat"))
    address = "http://schemas.microsoft.com/office/word"
    named = {"name": "compatibilityMode", "uri": address, "val": "15"}
    if compat is None:
        compat = element("compat")
        settings.append(compat)
    compat.append(element("compatSetting", **named))
    separators = (element("footnote", id="-1"), element("footnote", id="0"))
    compat.addprevious(element("footnotePr", *separators))


def _border(document: Document, name: str, *edges: Element) -> None:
    style: Element = document.styles[name].element
    style.get_or_add_pPr().insert_element_before(
        element("pBdr", *edges),
        *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"),
    )


def turn(document: Document, *, is_wide: bool, is_first: bool) -> Section:
    """Return the section that what follows stands in: a new one unless the first."""
    made = (
        document.sections[0] if is_first else document.add_section(WD_SECTION.NEW_PAGE)
    )
    made.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    made.page_width, made.page_height = (LONG, SHORT) if is_wide else (SHORT, LONG)
    made.left_margin = made.right_margin = WIDE_MARGIN if is_wide else TALL_MARGIN
    made.top_margin, made.bottom_margin = Mm(27), Mm(23)
    made.header_distance, made.footer_distance = Mm(13), Mm(12)
    return made


def mark_pages(section: Section, briefing: Briefing, theme: Theme) -> None:
    """Put the marking into a section's header and footer, at the right."""
    width = (section.page_width or 0) - 2 * (section.left_margin or 0)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    fixed = briefing.fixed
    draft = (
        [run(_boxed(fixed.draft), style="Draft"), run("   ")]
        if briefing.is_draft
        else []
    )
    title = f"{briefing.number}  {briefing.title}".strip()
    _line(
        section.header.paragraphs[0],
        width,
        [run(title if len(title) < 80 else f"{title[:78]}…")],  # noqa: PLR2004
        [*draft, run(_boxed(briefing.marking), style="Marking")],
    )
    page = field("PAGE", [run("1")])
    whole = field("NUMPAGES", [run("1")])
    _line(
        section.footer.paragraphs[0],
        width,
        [run(theme.foot or theme.issuer)],
        [run(f"{fixed.page} "), *page, run(f" {fixed.of} "), *whole],
        [run(_boxed(briefing.marking), style="Marking")],
    )


def _boxed(words: str) -> str:
    """Return words with room in their box; a plain space at a line's end has none."""
    return f"\u00a0{words}\u00a0"


def _line(paragraph: Paragraph, width: int, *parts: Iterable[Element]) -> None:
    """Fill a line at its left and at its right; of three parts one in the middle.

    A stop that what is at the left reaches beyond would push the rest to a new line.
    """
    stops: Any = paragraph.paragraph_format.tab_stops
    if len(parts) > 2:  # noqa: PLR2004 - left and right
        stops.add_tab_stop(width // 2, WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    held: Element = paragraph._p
    for number, part in enumerate(parts):
        if number:
            held.append(element("r", element("tab")))
        held.extend(part)


def add_marking_styles(document: Document, briefing: Briefing, theme: Theme) -> None:
    """Add the character styles of the marking (TLP 2.0) and of DRAFT."""
    colour = marking_colour(briefing.marking).removeprefix("#").upper()
    family = dict.fromkeys(("ascii", "hAnsi", "cs"), theme.table.word)
    black = element("shd", val="clear", color="auto", fill="000000")
    frame = {"val": "single", "sz": "8", "space": "0", "color": INK}
    for name, properties in (
        ("Marking", (element("color", val=colour), *_points(12), black)),
        ("Draft", (element("color", val=INK), *_points(9), element("bdr", **frame))),
    ):
        made: Any = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        bold = element("rFonts", **family), element("b"), element("bCs")
        made.element.append(element("rPr", *bold, *properties))


def _points(size: float) -> tuple[Element, Element]:
    halves = str(round(2 * size))
    return element("sz", val=halves), element("szCs", val=halves)
