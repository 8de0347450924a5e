"""The PDF: its standards, its marking on each page, its structure."""

from io import BytesIO
from itertools import pairwise
from typing import Any

import pypdf
import pytest

from briefings import glyphs, pdf
from briefings.tree import Paragraph, Section, Text, as_json
from tests.briefings.sample import PERSIAN, sample
from tests.briefings.writers.read import bookmarks, flat, pages, structure


@pytest.fixture(scope="module")
def document() -> bytes:
    return pdf.write(sample())


@pytest.fixture(scope="module")
def reader(document: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(document))


def test_the_marking_stands_twice_on_each_page(document: bytes) -> None:
    assert [page.count("TLP:AMBER+STRICT") for page in pages(document)] == [2] * len(
        pages(document)
    )


def test_a_draft_says_so_on_each_page_and_an_edition_on_none(document: bytes) -> None:
    assert all("DRAFT" in page for page in pages(document))
    assert not any("DRAFT" in each for each in pages(pdf.write(sample(is_draft=False))))


def test_it_is_marked_as_accessible_and_as_archive_copy(
    reader: pypdf.PdfReader,
) -> None:
    root: Any = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data()

    assert b"<pdfuaid:part>1<" in metadata
    assert b"<pdfaid:part>3<" in metadata
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_title_and_date_are_the_briefings_own(reader: pypdf.PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == sample().title
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.isoformat() == sample().known_at


def test_its_data_are_attached(reader: pypdf.PdfReader) -> None:
    (attached,) = reader.attachments.values()

    assert attached[0] == as_json(sample())


def test_each_figure_has_its_alternative_text(document: bytes) -> None:
    figures = [each for each in structure(document) if each["/S"] == "/Figure"]

    assert [each["/Alt"] for each in figures] == [
        "Three steps: first the loss of services, then two statements."
    ]


def test_notes_tables_and_heads_are_tagged(document: bytes) -> None:
    kinds = [each["/S"] for each in structure(document)]

    assert kinds.count("/Table") == 3
    assert kinds.count("/H1") >= 7
    assert "/TH" in kinds
    assert "/Note" in kinds


def test_headings_skip_no_level_and_each_head_of_a_column_says_so(
    document: bytes,
) -> None:
    elements = structure(document)
    levels = [int(s[2:]) for e in elements if (s := e["/S"])[2:].isdigit()]
    heads = [each["/A"] for each in elements if each["/S"] == "/TH"]

    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))
    assert heads
    assert all("/Column" in str(each) for each in heads)


def test_bookmarks_name_each_section(document: bytes) -> None:
    assert [each.title for each in sample().sections] == [
        each for each in bookmarks(document) if each != "Contents"
    ]


def test_text_is_read_in_its_order(document: bytes) -> None:
    whole = flat(" ".join(pages(document)))

    # The first time they are told is in the contents.
    places = [whole.rindex(each.title) for each in sample().sections]
    assert places == sorted(places)


def test_letters_that_no_font_has_become_boxes() -> None:
    section = Section("s", "S", (Paragraph((Text("seen 中 📌 end"),)),))

    assert "seen □ □ end" in flat(
        " ".join(pages(pdf.write(sample(sections=(section,)))))
    )


def test_each_sign_is_in_a_font_of_typst() -> None:
    section = Section("s", "S", (Paragraph((Text(glyphs.SIGNS),)),))

    written = pages(pdf.write(sample(sections=(section,))))

    assert glyphs.SIGNS in flat("".join(written))


def test_the_scripts_of_the_record_are_covered() -> None:
    words = f"Shqipëri çështje Ελλάδα Россия Україна السعودية {PERSIAN} گفت‌وگو"

    assert glyphs.shown(words) == words
