"""The Word document: real notes, real headers, properties without a clock."""

from io import BytesIO
from typing import Any

import docx as python_docx
import pytest

from briefings import docx
from briefings.theme import BadLook, Theme
from tests.briefings.sample import sample
from tests.briefings.writers.read import W, part


@pytest.fixture(scope="module")
def document() -> bytes:
    return docx.write(sample())


@pytest.fixture(scope="module")
def opened(document: bytes) -> Any:
    return python_docx.Document(BytesIO(document))


def test_the_marking_is_in_the_header_and_footer_of_each_section(opened: Any) -> None:
    assert len(opened.sections) == 3
    for section in opened.sections:
        for place in (section.header, section.footer):
            assert "TLP:AMBER+STRICT" in "".join(p.text for p in place.paragraphs)


def test_the_wide_matrix_turns_its_page(opened: Any) -> None:
    widths = [section.page_width > section.page_height for section in opened.sections]

    assert widths == [False, True, False]


def test_the_heads_of_each_table_come_again(document: bytes) -> None:
    body = part(document, "word/document.xml")

    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == 3
    assert all(table.find(f".//{W}tblHeader") is not None for table in tables)


def test_the_second_reference_to_a_note_is_a_field_that_word_counts(
    document: bytes,
) -> None:
    body = part(document, "word/document.xml")
    codes = [each.text.strip() for each in body.iter(f"{W}instrText")]

    references = [each.get(f"{W}id") for each in body.iter(f"{W}footnoteReference")]
    assert references == ["1", "2", "3", "4", "5"]
    assert "NOTEREF note_1 \\f \\h" in codes


def test_the_contents_have_the_page_of_each_section_counted_when_it_is_opened(
    document: bytes,
) -> None:
    body = part(document, "word/document.xml")

    begun = [each.getparent().getparent() for each in body.iter(f"{W}fldChar")]
    lines = dict.fromkeys(each for each in begun if each.tag == f"{W}hyperlink")
    assert len(lines) == len([each for each in sample().sections if each.level <= 2])
    for line in lines:
        assert f"PAGEREF {line.get(f'{W}anchor')} " in "".join(line.itertext())
        assert line.find(f".//{W}fldChar").get(f"{W}dirty") == "true"


def test_no_heading_stands_alone_at_the_foot_of_a_page(opened: Any) -> None:
    for name in ("Heading 1", "Heading 2", "Heading 3", "Contents Title"):
        assert opened.styles[name].paragraph_format.keep_with_next


def test_the_marking_and_the_word_draft_are_both_bold(opened: Any) -> None:
    for name in ("Marking", "Draft"):
        assert opened.styles[name].font.bold


def test_properties_are_the_briefings_own(opened: Any) -> None:
    core = opened.core_properties

    assert core.title == sample().title
    assert core.keywords == "TLP:AMBER+STRICT"
    assert core.created.isoformat() == sample().known_at
    assert core.modified == core.created


def test_the_figure_is_told_in_words_and_drawn_twice(document: bytes) -> None:
    body = part(document, "word/document.xml")
    told = [each.get("descr") for each in body.iter() if each.tag.endswith("}docPr")]

    assert told == ["Three steps: first the loss of services, then two statements."]
    assert sum(each.tag.endswith("}svgBlip") for each in body.iter()) == 1


@pytest.mark.parametrize(
    "look",
    [
        (("accent", "#ffff00"),),
        (("accent", "red; } body { display: none"),),
        (("text_font", "Comic Sans"),),
        (("logo", "PHN2Zz4="), ("issuer", "Office")),
        (("macro", "x"),),
    ],
)
def test_a_look_that_could_not_be_read_or_is_code_is_refused(
    look: tuple[tuple[str, str], ...],
) -> None:
    with pytest.raises(BadLook):
        Theme.of(look)
