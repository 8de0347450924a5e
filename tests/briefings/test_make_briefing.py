"""The command, and requests in files."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from briefings import request_files
from briefings.request import Approval, BadRequest, Since, Typed
from incidents.models import Record


def test_the_command_writes_the_formats_asked_for(
    published: dict[str, Record], tmp_path: Path
) -> None:
    call_command("make_briefing", "case-one", "--format", "html", "-o", str(tmp_path))

    (path,) = tmp_path.iterdir()
    assert path.name == "case-one-edition-1-TLP-CLEAR-DRAFT.html"
    assert "Attacks on Albania" in path.read_text()


def test_the_marking_is_in_the_name_of_the_file(
    published: dict[str, Record], tmp_path: Path
) -> None:
    told = ["--format", "html", "--marking", "tlp:amber+strict", "-o", str(tmp_path)]

    call_command("make_briefing", "inc-one", *told)

    (path,) = tmp_path.iterdir()
    assert path.name == "inc-one-edition-1-TLP-AMBER+STRICT-DRAFT.html"


def test_one_language_does_not_write_over_the_other(
    published: dict[str, Record], tmp_path: Path
) -> None:
    for lang in ("en", "fr"):
        told = ["--format", "html", "--lang", lang, "-o", str(tmp_path)]
        call_command("make_briefing", "inc-one", *told)

    assert {each.name for each in tmp_path.iterdir()} == {
        "inc-one-edition-1-TLP-CLEAR-DRAFT.html",
        "inc-one-edition-1-TLP-CLEAR-fr-DRAFT.html",
    }


def test_the_command_tells_the_officer_what_to_see_to(
    published: dict[str, Record], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "request.json"
    asked.write_text('{"about": ["inc-one"], "judgements": [{"text": "It may be."}]}')
    out = tmp_path / "out"

    call_command(
        *("make_briefing", "--request", str(asked), "--format", "html"),
        *("-o", str(out)),
    )

    told = capsys.readouterr().err
    assert "See to this: judgement 1: “may” says only that it is possible" in told


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["inc-none"], "No case or incident 'inc-none' is published"),
        (["inc-one", "--format", "odt"], "write some of pdf, docx, html"),
        (["inc-one", "--as-of", "yesterday"], "not understood; write 2022-09-08"),
        (["inc-one", "--marking", "pink"], "write one of CLEAR"),
        (["inc-one", "--known-at", "2999-01-01T00:00:00Z"], "lies in the future"),
        (["inc-one", "--as-of", "2999-01-01"], "lies in the future; leave it out"),
        (["inc-one", "--since", "2999-01-01"], "lies in the future"),
        (["inc-one", "--title", " "], "--title is empty"),
        (["inc-one", "--sections", ""], "write some of judgements"),
        (["inc-one", "--known-at", "2026-01-05T12:00:00"], "without a time zone"),
        (["inc-one", "--sections", "poems"], "no section poems, only judgements, "),
        ([], "Say what the briefing is about."),
        (["--request", "nowhere.json"], "No such file or directory"),
    ],
)
def test_the_command_says_what_is_wrong(
    published: dict[str, Record], options: list[str], complaint: str
) -> None:
    with pytest.raises(CommandError, match=complaint):
        call_command("make_briefing", *options)


def test_no_file_is_made_without_the_word_draft(
    published: dict[str, Record], tmp_path: Path
) -> None:
    asked = tmp_path / "request.json"
    asked.write_text('{"about": ["inc-one"], "is_draft": false}')
    out = tmp_path / "out"

    call_command(
        *("make_briefing", "--request", str(asked), "--format", "html"),
        *("-o", str(out)),
    )

    (path,) = out.iterdir()
    assert path.name == "inc-one-edition-1-TLP-CLEAR-DRAFT.html"
    assert "DRAFT" in path.read_text()


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        ('"as_of": "2999-01-01"', "as of: 2999-01-01 is still to come"),
        (
            '"as_of": "2022-09-08", "since": {"label": "x", "as_of": "2022-09-09"}',
            "since: as of 2022-09-09 lies after as of 2022-09-08",
        ),
        (
            '"judgements": [{"text": "So.", "likelihood": "highly likely"}]',
            "Judgement 1, likelihood: “highly likely” is no word of Intelligence",
        ),
    ],
)
def test_a_file_asks_for_nothing_that_cannot_be_told(
    published: dict[str, Record], tmp_path: Path, told: str, complaint: str
) -> None:
    asked = tmp_path / "request.json"
    asked.write_text(f'{{"about": ["inc-one"], {told}}}')

    with pytest.raises(CommandError, match=complaint):
        call_command("make_briefing", "--request", str(asked))


def test_a_key_that_is_told_twice_counts_once(
    published: dict[str, Record], tmp_path: Path
) -> None:
    options = ["--format", "html", "-o", str(tmp_path)]

    call_command("make_briefing", "inc-one", "inc-one", *options)

    (path,) = tmp_path.iterdir()
    assert path.name.startswith("inc-one-edition-1")


def test_a_request_is_read_field_by_field() -> None:
    read = request_files.read(
        b'{"about": ["inc-one"], "as_of": "2022-09-06", "asked": ["id-ir"],'
        b'"judgements": [{"text": "So.", "rests_on": ["src-a"]}],'
        b'"approvals": [{"key": "claim-a", "version": 2, "by": "A", "why": "B"}],'
        b'"since": {"label": "May", "known_at": "2026-05-01T00:00:00Z"},'
        b'"look": {"issuer": "The office"}}'
    )

    assert read.about == ("inc-one",)
    assert read.as_of == date(2022, 9, 6)
    assert read.judgements == (Typed("So.", rests_on=("src-a",)),)
    assert read.approvals == (Approval("claim-a", 2, "A", "B"),)
    assert read.since == Since("May", datetime(2026, 5, 1, tzinfo=UTC))
    assert read.look == (("issuer", "The office"),)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (b"{", "This is no JSON"),
        (b"[]", "write an object"),
        (b'{"about": ["a"], "colour": "red"}', "Request has no field colour"),
        (b'{"about": ["a"], "judgements": [{"words": "So."}]}', "no field words"),
        (b'{"about": ["a"], "as_of": "soon"}', "Request: Invalid isoformat"),
        (b'{"about": ["a"], "judgements": [{}]}', "missing 1 required"),
        (b'{"about": []}', "Say what the briefing is about"),
    ],
)
def test_a_request_that_is_none_is_refused(text: bytes, complaint: str) -> None:
    with pytest.raises(BadRequest, match=complaint):
        request_files.read(text)
