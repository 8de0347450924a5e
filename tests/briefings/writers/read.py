"""Reads back what the writers wrote: words, notes, headings, from all three forms."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pypdf
from lxml import etree, html  # type: ignore[import-untyped]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTES = ".//ol[@class='notes']/li"
SIGNS = re.compile("[\u200b\u200e\u00ad]")


@dataclass(frozen=True)
class Told:
    """What a reader finds, whatever the form."""

    headings: tuple[str, ...]
    words: str
    notes: tuple[str, ...]


def flat(words: str) -> str:
    """Return words without what only guides lines."""
    return re.sub(r"\s+", " ", SIGNS.sub("", words)).strip()


def pages(document: bytes) -> list[str]:
    return [each.extract_text() for each in pypdf.PdfReader(BytesIO(document)).pages]


def apart(document: bytes) -> list[str]:
    """Return the notes that stand on another page than their first mark."""
    found = pypdf.PdfReader(BytesIO(document))
    first: dict[str, tuple[Any, Any]] = {}
    for page in found.pages:
        for each in page.get("/Annots", ()):
            link: Any = each.get_object()
            if (name := link.get("/Contents", "")).startswith("Footnote "):
                first.setdefault(name, (page.indirect_reference, link["/Dest"]))
    assert first
    return [name for name, (at, to) in first.items() if to[0] != at]


def bookmarks(document: bytes) -> list[str]:
    """Return the titles of a PDF's bookmarks, in order, whatever their depth."""
    found: list[str] = []

    def collect(entries: Any) -> None:
        for each in entries:
            if isinstance(each, list):
                collect(each)
            else:
                found.append(flat(each.title))

    collect(pypdf.PdfReader(BytesIO(document)).outline)
    return found


def structure(document: bytes) -> list[Any]:
    """Return the elements of a PDF's structure tree, in reading order."""
    trailer: Any = pypdf.PdfReader(BytesIO(document)).trailer
    root = trailer["/Root"]["/StructTreeRoot"]
    found: list[Any] = []

    def collect(element: Any) -> None:
        held = element.get_object()
        if isinstance(held, list):
            for each in held:
                collect(each)
        elif isinstance(held, dict):
            if "/S" in held:
                found.append(held)
            if "/K" in held:
                collect(held["/K"])

    collect(root["/K"])
    return found


def part(document: bytes, name: str) -> Any:
    with ZipFile(BytesIO(document)) as file:
        return etree.fromstring(file.read(name))


def from_docx(document: bytes) -> Told:
    body, notes = (
        part(document, "word/document.xml"),
        part(document, "word/footnotes.xml"),
    )
    headings = tuple(
        flat("".join(each.itertext(f"{W}t")))
        for each in body.iter(f"{W}p")
        if "Heading" in "".join(s.get(f"{W}val") for s in each.iter(f"{W}pStyle"))
    )
    return Told(
        headings,
        flat(" ".join("".join(p.itertext(f"{W}t")) for p in body.iter(f"{W}p"))),
        tuple(
            flat("".join(each.itertext(f"{W}t")))
            for each in notes
            if int(each.get(f"{W}id")) > 0
        ),
    )


def from_html(document: bytes) -> Told:
    page: Any = html.fromstring(document.decode())
    main = page.find(".//main")
    headings = [each for each in main.iter("h2", "h3", "h4") if each.get("id")]
    return Told(
        tuple(flat(each.text_content()) for each in headings),
        flat(" ".join(main.itertext())),
        tuple(
            flat(each.text_content())
            for each in main.iterfind(".//ol[@class='notes']/li")
        ),
    )


def from_pdf(document: bytes) -> Told:
    text = flat(" ".join(pages(document)))
    return Told(tuple(bookmarks(document)), text, ())


def squeezed(words: str) -> str:
    """Return words without spaces, for forms that break lines where they like."""
    return re.sub(r"\s+", "", SIGNS.sub("", words))
