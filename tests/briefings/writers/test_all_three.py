"""The three forms of one briefing say the same, and nothing of it is ever run."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefings import docx, html, pdf
from briefings.numbering import numbered
from briefings.tree import Briefing, Mark, NoteRef, Paragraph, Section, SourceList, Text
from tests.briefings.sample import matrix, note, sample
from tests.briefings.writers.read import from_docx, from_html, from_pdf, squeezed

HOSTILE = (
    '{{ 7*7 }} {% debug %} #import "x": * $x^2$ <script>alert(1)</script> '
    "&amp; ]]> *bold* _under_ @ref \\u{41} `raw` =cmd|' /C calc'!A0"
)
Write = Callable[[Briefing], bytes]
WRITERS = {
    "pdf": (pdf.write, from_pdf),
    "docx": (docx.write, from_docx),
    "html": (html.write, from_html),
}
each_form = pytest.mark.parametrize("form", WRITERS)


def read(form: str, briefing: Briefing) -> str:
    write, back = WRITERS[form]
    return squeezed(back(write(briefing)).words)


@each_form
def test_all_headings_come_in_order(form: str) -> None:
    write, back = WRITERS[form]

    found = back(write(sample())).headings

    assert [each.title for each in sample().sections] == [
        each for each in found if each != "Contents"
    ]


@each_form
def test_each_cell_and_each_judgement_is_told(form: str) -> None:
    words = read(form, sample())

    for said in (
        "Incident6",
        "Claimant8",
        "attributestoastate",
        "Relationsbrokenoff",
        "Verylikely(80to95percent).",
        "confidenceinthisjudgementismoderate",
    ):
        assert said in words


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_a_note_has_the_same_number_everywhere(form: str) -> None:
    words = read(form, sample())

    assert "wiped3." in words
    assert "Albania5" in words


def test_word_counts_the_notes_as_they_are_numbered() -> None:
    notes = from_docx(docx.write(sample())).notes

    assert len(notes) == 5
    assert notes[3].startswith("Statement number 4")


@each_form
def test_the_same_briefing_gives_the_same_bytes(form: str) -> None:
    write = WRITERS[form][0]

    assert write(sample()) == write(sample())


@each_form
def test_hostile_words_come_out_as_words(form: str) -> None:
    section = Section("hostile", HOSTILE, (Paragraph((Text(HOSTILE),)),))

    words = read(form, sample(title=HOSTILE, sections=(section,), notes=()))

    assert words.count(squeezed(HOSTILE)) >= 2


@each_form
def test_characters_that_turn_the_writing_are_spelled_out(form: str) -> None:
    section = Section("s", "S", (Paragraph((Text("safe \u202egnp.exe \x0b\x00"),)),))

    words = read(form, sample(sections=(section,), notes=()))

    assert "safe[U+202E]gnp.exe" in words


@each_form
def test_a_name_of_ten_thousand_words_is_told_whole(form: str) -> None:
    name = " ".join(f"word{number}" for number in range(10_000))
    section = Section("s", "S", (Paragraph((Text(name, Mark.STRONG),)),))

    words = read(form, sample(sections=(section,), notes=()))

    assert "word0word1" in words
    assert "word9998word9999" in words


@each_form
def test_a_matrix_of_thirty_by_twenty_is_told_whole(form: str) -> None:
    big = matrix(30, 21)
    section = Section("m", "M", (big,))

    words = read(form, sample(sections=(section,), notes=(note(2),)))

    assert "Claimant20" in words
    assert "Incident30" in words
    assert words.count("attributestoastate") == 150


@each_form
def test_a_reference_to_no_note_is_refused(form: str) -> None:
    section = Section("s", "S", (Paragraph((NoteRef(9),)),))

    with pytest.raises(ValueError, match="no note 9"):
        WRITERS[form][0](sample(sections=(section,)))


@each_form
def test_notes_that_are_not_numbered_in_order_are_refused(form: str) -> None:
    first, second, *rest = sample().notes
    swapped = (replace(second, number=1), replace(first, number=2), *rest)
    section = Section("s", "S", (Paragraph((NoteRef(2), Text("a"), NoteRef(1))),))
    wrong = replace(sample(), sections=(section,), notes=swapped)

    with pytest.raises(ValueError, match="in the order of reading"):
        WRITERS[form][0](wrong)


@each_form
def test_a_marking_that_is_none_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match="no label"):
        WRITERS[form][0](sample(marking="TLP:PINK"))


def test_notes_are_numbered_as_they_come_up() -> None:
    spans = (Text("a"), NoteRef(2), Text("b"), NoteRef(1), Text("c"), NoteRef(2))
    section = Section("s", "S", (Paragraph(spans), SourceList()))
    given = sample(sections=(section,), notes=(note(1), note(2)))

    made = numbered(given)

    assert made.notes == (replace(note(2), number=1), replace(note(1), number=2))
    assert numbered(made) is made
