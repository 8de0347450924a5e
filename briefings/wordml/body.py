"""The body of a Word document: one function for each kind of block of the tree."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from briefings.breaking import Beside, leads
from briefings.drawings import size_of
from briefings.layout import Heading, Part, labels, pieces
from briefings.theme import Theme
from briefings.tree import (
    Briefing,
    Callout,
    ClaimCard,
    Figure,
    Items,
    Judgement,
    Paragraph,
    SourceList,
    Table,
    Tone,
)
from briefings.wordml.elements import Element, add_svg, element, field, run
from briefings.wordml.lines import Lines
from briefings.wordml.look import INK, LINE
from briefings.wordml.tables import tabled
from figures.png import to_png

STYLES = {"body": "Normal", "lead": "Lead", "small": "Small", "quote": "Quote"}
# The edge of a card: tones differ in its form, not in colour alone.
APART = "\N{EM SPACE}\N{EM SPACE}"  # between likelihood and confidence
EDGES = {Tone.FOR: "thick", Tone.AGAINST: "dashed", Tone.COUNTER: "double"}


class Body:
    """Appends a briefing's parts to a document, in reading order."""

    def __init__(self, briefing: Briefing, document: Document, theme: Theme) -> None:
        self._briefing, self._fixed = briefing, briefing.fixed
        self._document, self._theme = document, theme
        self._labels = labels(briefing)
        self.lines = Lines(briefing, document.part)
        self._drawings = 0
        self._counted: set[str] = set()  # captions whose number has gone up
        self._is_wide = False
        self.is_front = False  # whether it is the first page, where room is short
        self._around: Beside = (None, None)

    def add(self, part: Part, around: Beside, *, is_wide: bool) -> None:
        """Append a part between two others, to a page that is, or is not, turned."""
        self._is_wide, self._around = is_wide, around
        adders: dict[type, Any] = {
            Heading: self._heading,
            Paragraph: self._text,
            Items: self._items,
            Judgement: self._judgement,
            Table: self._table,
            Figure: self._figure,
            ClaimCard: self._card,
            Callout: self._callout,
            SourceList: self._sources,
        }
        adders[type(part)](part)

    def paragraph(self, style: str, said: Iterable[Element]) -> Element:
        """Append a paragraph in a style and return it."""
        made: Element = self._document.add_paragraph(style=style)._p
        made.extend(said)
        return made

    def _heading(self, part: Heading) -> None:
        title = self.lines.anchored(part.anchor, run(part.title))
        self.paragraph(f"Heading {min(part.level, 3)}", title)

    def _text(self, part: Paragraph) -> None:
        made = self.paragraph(STYLES[part.style], self.lines.of(part.spans))
        if leads(part, self._around):
            made.get_or_add_pPr().append(element("keepNext"))

    def _items(self, part: Items) -> None:
        number = self._new_list() if part.is_numbered else ""
        for spans in part.items:
            style = "List Number" if part.is_numbered else "List Bullet"
            made = self.paragraph(style, self.lines.of(spans))
            if number:
                held = element("ilvl", val="0"), element("numId", val=number)
                made.get_or_add_pPr().append(element("numPr", *held))

    def _new_list(self) -> str:
        """Return the id of a numbering that begins at 1."""
        numbering: Element = self._document.part.numbering_part.element
        style: Element = self._document.styles["List Number"].element
        used = next(style.iter(qn("w:numId"))).get(qn("w:val"))
        form = next(
            each for each in numbering.num_lst if str(each.numId) == used
        ).abstractNumId.val
        made = numbering.add_num(form)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return str(made.numId)

    def _judgement(self, part: Judgement) -> None:
        said = [run(f"{part.number}\t"), *self.lines.of(part.spans)]
        self.paragraph("Judgement", said)
        apart = (
            (self._fixed.likelihood, part.likelihood),
            (self._fixed.confidence, part.confidence),
        )
        held: list[Element] = []
        for label, words in apart:
            if words:
                held += [run(APART)] if held else []
                held += [_bold(f"{label}{self._fixed.colon}"), run(words)]
        if held:
            self.paragraph("Judgement Detail", held)
        if part.grounds:
            said = [
                _bold(f"{self._fixed.grounds}{self._fixed.colon}"),
                *self.lines.of(part.grounds),
            ]
            made = self.paragraph("Judgement Detail", said)
            made.get_or_add_pPr().append(element("keepNext", val="0"))

    def _table(self, part: Table) -> None:
        self._caption(part.anchor, part.caption)
        self._document._body._body.insert_element_before(
            tabled(part, self.lines, is_wide=self._is_wide, is_front=self.is_front),
            "w:sectPr",
        )
        # Word joins two tables without a paragraph between them.
        self.paragraph("Table Note", [run(part.note)] if part.note else [])

    def _caption(self, anchor: str, caption: str) -> None:
        """Append a caption whose number Word counts itself."""
        label, _, number = self._labels[anchor].rpartition(" ")
        is_first = self._labels[anchor] not in self._counted
        self._counted.add(self._labels[anchor])
        again = "" if is_first else "\\c "
        code = f"SEQ {label} {again}\\* ARABIC"
        name = [_bold(f"{label} "), *field(code, [_bold(number)]), _bold(". ")]
        self.paragraph("Caption", [*self.lines.anchored(anchor, *name), run(caption)])

    def _figure(self, part: Figure) -> None:
        drawn = pieces(part, is_wide=self._is_wide)
        for piece in drawn:
            self._picture(piece.svg, piece.alternative, piece.width)
        self._caption(part.anchor, part.caption)
        if part.table in self._labels:
            said = (
                f"{self._fixed.see_table}{self._fixed.colon}{self._labels[part.table]}"
            )
            self.paragraph("Table Note", [self.lines.to(part.table, said)])

    def _picture(self, svg: str, alternative: str, width: float) -> None:
        holder = self._document.add_paragraph(style="Normal")
        holder.paragraph_format.keep_with_next = True
        self._drawings += 1
        size = {
            "width": Pt(width),
            "height": Pt(width * size_of(svg)[1] / size_of(svg)[0]),
        }
        inline: Element = (
            holder.add_run().add_picture(BytesIO(to_png(svg)), **size)._inline
        )
        inline.docPr.set("id", str(self._drawings))
        inline.docPr.set("name", f"{self._fixed.figure} {self._drawings}")
        inline.docPr.set("descr", alternative)
        add_svg(inline, svg, self._drawings, self._document.part)

    def _card(self, part: ClaimCard) -> None:
        title = self.lines.anchored(part.anchor, *self.lines.of(part.title))
        made = [self.paragraph("Card Title", title)]
        if part.quote:
            made.append(self.paragraph("Card Quote", self.lines.of(part.quote)))
        for label, spans in part.facts:
            said = [run(label), element("r", element("tab")), *self.lines.of(spans)]
            made.append(self.paragraph("Card Fact", said))
        for each in made[:-1]:
            each.get_or_add_pPr().keepNext_val = True
        is_ours = part.tone in EDGES
        edge = {
            "val": EDGES.get(part.tone, "single"),
            "sz": "24" if is_ours else "8",
            "space": "8",
            "color": self._theme.accent.removeprefix("#") if is_ours else LINE,
        }
        _frame(made, element("left", **edge))
        # Word joins two edges without a paragraph between them.
        self.paragraph("Gap", [])

    def _callout(self, part: Callout) -> None:
        made = [self.paragraph("Callout Title", [run(part.title)])]
        made += [self.paragraph("Callout", self.lines.of(line)) for line in part.lines]
        is_notice = part.tone is Tone.NOTICE
        edge = {"val": "single", "sz": "12" if is_notice else "4", "space": "6"}
        sides = ("top", "left", "bottom", "right")
        for each in made:
            _frame([each], *(element(side, **edge, color=INK) for side in sides))

    def _sources(self, _: SourceList) -> None:
        for note in self._briefing.notes:
            self.paragraph("Source", self.lines.listed(note))


def _frame(paragraphs: Sequence[Element], *edges: Element) -> None:
    """Draw edges beside paragraphs, in the place that the schema gives them."""
    for each in paragraphs:
        held = element("pBdr", *_copies(edges))
        each.get_or_add_pPr().append(held)


def _copies(edges: Iterable[Element]) -> list[Element]:
    return [edge.__copy__() for edge in edges]


def _bold(said: str) -> Element:
    made = run(said)
    made.insert(0, element("rPr", element("b"), element("bCs")))
    return made
