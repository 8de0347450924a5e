"""Pieces of a Word document: runs, fields, bookmarks, notes (ECMA-376 part 1).

What python-docx has no words for is made here; its element classes are not touched.
"""

from collections.abc import Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from briefings.legible import RIGHT_TO_LEFT, closed
from briefings.tree import Mark, Text

Element = Any  # lxml has no types
NOTES = "/word/footnotes.xml"
NOTES_TYPE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
)
SVG_URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SOFT = "4D5A69"
# What each mark is, as properties of a run in the order that the schema asks for.
MARKS: dict[Mark, tuple[str, ...]] = {
    Mark.STRONG: ("b", "bCs"),
    Mark.EMPHASIS: ("i", "iCs"),
    Mark.QUOTE: ("i", "iCs"),
    Mark.STRUCK: ("strike",),
    Mark.SIGN: ("b", "bCs"),
    Mark.USED: ("b", "bCs"),
}


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """Return an element of WordprocessingML; ``val="1"`` is written ``w:val``."""
    made: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name.rstrip('_')}"), value)
    made.extend(children)
    return made


def words(said: str) -> Element:
    """Return characters, spaces at their ends kept."""
    made = element("t")
    made.text = said
    made.set(qn("xml:space"), "preserve")
    return made


def run(said: str, *, style: str = "", raised: bool = False) -> Element:
    """Return words in the style of the paragraph, or a character style."""
    made = element("r")
    if style or raised:
        made.append(element("rPr"))
    if style:
        made[0].append(element("rStyle", val=style))
    if raised:
        made[0].append(element("vertAlign", val="superscript"))
    made.append(words(said))
    return made


def text_run(span: Text) -> Element:
    """Return a span of the tree as a run, in its mark and language."""
    is_arabic = bool(RIGHT_TO_LEFT.search(span.words))
    names = MARKS.get(span.mark, ())
    properties = [element(name) for name in names if not (is_arabic and "i" in name)]
    if span.mark is Mark.SOFT:
        properties.append(element("color", val=SOFT))
    if is_arabic:
        properties += [element("rtl"), element("lang", bidi=span.lang or "ar")]
    elif span.lang:
        properties.append(element("lang", val=span.lang))
    made = element("r")
    if properties:
        made.append(element("rPr", *properties))
    made.append(words(closed(span.words)))
    return made


def field(
    code: str, shown: Sequence[Element], *, is_stale: bool = False
) -> list[Element]:
    """Return a field with what it shows until Word computes it anew.

    A stale one is computed when the document is opened.
    """
    stale = {"dirty": "true"} if is_stale else {}
    instruction = element("instrText")
    instruction.text = f" {code} "
    instruction.set(qn("xml:space"), "preserve")
    return [
        element("r", element("fldChar", fldCharType="begin", **stale)),
        element("r", instruction),
        element("r", element("fldChar", fldCharType="separate")),
        *shown,
        element("r", element("fldChar", fldCharType="end")),
    ]


def bookmarked(number: int, name: str, *held: Element) -> list[Element]:
    """Return elements inside a bookmark; its number is its own in the document."""
    start = element("bookmarkStart", id=str(number), name=name)
    return [start, *held, element("bookmarkEnd", id=str(number))]


def inside_link(said: str, bookmark: str, *, raised: bool = False) -> Element:
    """Return words, or a raised number, that lead to a bookmark."""
    style = "" if raised else "Hyperlink"
    held = run(said, style=style, raised=raised)
    return element("hyperlink", held, anchor=bookmark)


def outside_link(said: str, address: str, part: Part) -> Element:
    """Return words that lead to an address, related from the part they stand in."""
    made = element("hyperlink", run(said, style="Hyperlink"))
    relation = part.relate_to(address, RELATION.HYPERLINK, is_external=True)
    made.set(qn("r:id"), relation)
    return made


class Footnotes:
    """The document's footnotes: a part of its own, with Word's two separators."""

    def __init__(self, document: Part) -> None:
        self._root: Element = parse_xml(
            f"<w:footnotes {nsdecls('w', 'r')}>"
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r>'
            '</w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0">'
            "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
            "</w:footnotes>"
        )
        self.part = _XmlPart(PackURI(NOTES), NOTES_TYPE, b"", document.package)
        self.part.root = self._root
        document.relate_to(self.part, RELATION.FOOTNOTES)

    def add(self, number: int, said: Sequence[Element]) -> Element:
        """Add a footnote and return the run that refers to it."""
        mark = element("r", _style("FootnoteReference"), element("footnoteRef"))
        style = element("pPr", element("pStyle", val="FootnoteText"))
        paragraph = element("p", style, mark, run(" "), *said)
        self._root.append(element("footnote", paragraph, id=str(number)))
        reference = element("footnoteReference", id=str(number))
        return element("r", _style("FootnoteReference"), reference)


class _XmlPart(Part):
    """A part that is written from its tree when the package is saved."""

    root: Element

    @property
    def blob(self) -> bytes:
        return serialize_part_xml(self.root)


def _style(name: str) -> Element:
    return element("rPr", element("rStyle", val=name))


def add_svg(inline: Element, svg: str, number: int, document: Part) -> None:
    """Give a picture its drawing as vectors; programs that cannot, show the pixels."""
    name = PackURI(f"/word/media/drawing{number}.svg")
    drawing = Part(name, "image/svg+xml", svg.encode(), document.package)
    relation = document.relate_to(drawing, RELATION.IMAGE)
    extension = parse_xml(
        f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{SVG_URI}">'
        f'<asvg:svgBlip xmlns:asvg="{SVG_NAMESPACE}" r:embed="{relation}"/>'
        "</a:ext></a:extLst>"
    )
    next(inline.iter(qn("a:blip"))).append(extension)
