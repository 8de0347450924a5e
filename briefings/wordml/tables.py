"""Tables of a Word document: heads that come again, rows that stay whole."""

from collections.abc import Iterable, Mapping

from docx.oxml.ns import qn

from briefings.tree import Cell, Table, Tone
from briefings.wordml.elements import SOFT, Element, element, run
from briefings.wordml.lines import Lines
from briefings.wordml.look import INK, LINE, SUNK

# In twentieths of a point: the room between the margins of a page.
TALL, WIDE = 9180, 15020
FEW = 8  # rows; a table with no more is not broken
MANY = 7  # columns; with more of them letters are smaller
TINTS: Mapping[Tone, str] = {
    Tone.FOR: "E4EFF1",
    Tone.AGAINST: "F8ECE0",
    Tone.COUNTER: "EFE9F6",
    Tone.NOTICE: "FDF5DD",
    Tone.SILENT: SUNK,
    Tone.GONE: SUNK,
}


def tabled(
    table: Table, lines: Lines, *, is_wide: bool, is_front: bool = False
) -> Element:
    """Return a table's rows; its caption and note are the writer's.

    On the first page it is set smaller; there, and where it is short, it stays whole.
    """
    room = WIDE if is_wide else TALL
    whole = sum(table.weights)
    widths = [str(room * each // whole) for each in table.weights]
    style = "NarrowCell" if is_front or len(table.heads) > MANY else "Cell"
    if table.is_dense:
        style = "DenseCell"
    heads = [
        _head(words, width, style)
        for words, width in zip(table.heads, widths, strict=True)
    ]
    made = element(
        "tbl",
        _properties(table, room),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
        element(
            "tr", element("trPr", element("cantSplit"), element("tblHeader")), *heads
        ),
    )
    is_whole = is_front or len(table.rows) <= FEW
    lines.is_by_number = table.is_dense
    for row in table.rows:
        keeps = is_whole and row is not table.rows[-1]
        cells = (
            _cell(cell, width, style, lines, keeps=keeps)
            for cell, width in zip(row, widths, strict=True)
        )
        made.append(element("tr", element("trPr", element("cantSplit")), *cells))
    lines.is_by_number = False
    return made


def _properties(table: Table, room: int) -> Element:
    strong = {"val": "single", "sz": "8", "space": "0", "color": INK}
    fine = {"val": "single", "sz": "4", "space": "0", "color": LINE}
    above = "40" if table.is_dense else "50"
    sides = {name: {"w": above, "type": "dxa"} for name in ("top", "bottom")}
    sides |= {name: {"w": "100", "type": "dxa"} for name in ("left", "right")}
    order = ("top", "left", "bottom", "right")
    return element(
        "tblPr",
        element("tblW", w=str(room), type="dxa"),
        element(
            "tblBorders",
            element("top", **strong),
            element("bottom", **fine),
            element("insideH", **fine),
        ),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(name, **sides[name]) for name in order)),
        element("tblLook", val="0480", firstRow="1", firstColumn="1", noVBand="1"),
        element("tblCaption", val=table.caption),
    )


def _head(words: str, width: str, style: str) -> Element:
    said = run(words)
    said.insert(0, element("rPr", element("b"), element("bCs")))
    edge = {"val": "single", "sz": "8", "space": "0", "color": INK}
    properties = element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        element("tcBorders", element("bottom", **edge)),
        element("shd", val="clear", color="auto", fill=SUNK),
    )
    return element("tc", properties, _paragraph(style, [said], keeps=True))


def _cell(cell: Cell, width: str, style: str, lines: Lines, *, keeps: bool) -> Element:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if tint := TINTS.get(cell.tone):
        properties.append(element("shd", val="clear", color="auto", fill=tint))
    said = [lines.of(spans) for spans in cell.lines] or [[]]
    if cell.is_head:
        for each in said[0]:
            _embolden(each)
    held = (_paragraph(style, line, keeps=keeps) for line in said)
    return element("tc", properties, *held)


def _embolden(made: Element) -> None:
    if made.tag != element("r").tag or _is_soft(made):
        return
    if len(made) == 0 or made[0].tag != element("rPr").tag:
        made.insert(0, element("rPr"))
    if made[0].find(element("b").tag) is None and not _is_reference(made):
        made[0].insert(0, element("b"))


def _is_soft(made: Element) -> bool:
    """Whether a run says something by the way, which is not bold in a head either."""
    return any(each.get(qn("w:val")) == SOFT for each in made.iter(qn("w:color")))


def _is_reference(made: Element) -> bool:
    return any(each.tag == element("rStyle").tag for each in made[0])


def _paragraph(style: str, said: Iterable[Element], *, keeps: bool = False) -> Element:
    properties = element("pPr", element("pStyle", val=style))
    if keeps:
        properties.append(element("keepNext"))
    return element("p", properties, *said)
