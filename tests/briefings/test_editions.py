"""A briefing's way out: a second person, files that stay, a correction as edition 2."""

from hashlib import sha256

import pytest
from django.db import DatabaseError, connection, transaction

from briefings.editions import Stage, assembled_for, is_same_when_rebuilt, state_of
from briefings.models import Build, EditionFile, Release
from briefings.services import (
    BriefingRefused,
    NewDraft,
    ask,
    build,
    correct,
    order,
    release,
    save_draft,
    send_back,
    withdraw,
)
from incidents.models import Record
from tests.briefings.desk import (
    LATER,
    make_ask,
    make_edition,
    make_files,
    make_released,
    officer,
    request,
)
from tests.briefings.reading import section, told
from tests.sharing.acts import edit_and_send

pytestmark = pytest.mark.usefixtures("published")


def test_a_second_person_releases() -> None:
    asked = make_ask()

    released = release(asked, by=officer("second"), at=LATER)

    assert str(released) == "BN-2026-001, edition 1"
    assert state_of(asked.draft.edition).stage is Stage.RELEASED


def test_whoever_asked_may_not_release() -> None:
    asked = make_ask()

    with pytest.raises(BriefingRefused, match="A second person must release it"):
        release(asked, by=asked.by, at=LATER)


def test_whoever_wrote_an_earlier_draft_may_not_release() -> None:
    edition = make_edition()
    save_draft(edition, NewDraft(request()), base=1, by=officer("helper"), at=LATER)
    asked = make_ask(edition)

    with pytest.raises(BriefingRefused, match="A second person must release it"):
        release(asked, by=officer("helper"), at=LATER)


def test_the_database_holds_the_second_person_against_our_own_code() -> None:
    asked = make_ask()
    row = Release(ask=asked, number="BN-1", edition=1, by=asked.by, at=LATER)

    with pytest.raises(DatabaseError, match="one of its authors"), transaction.atomic():
        row.save()


def test_a_later_draft_voids_what_was_asked() -> None:
    asked = make_ask()
    edition = asked.draft.edition
    save_draft(edition, NewDraft(request()), base=1, by=officer(), at=LATER)

    assert state_of(edition).stage is Stage.DRAFT
    with pytest.raises(BriefingRefused, match="changed, sent back or released since"):
        release(asked, by=officer("second"), at=LATER)


def test_what_was_sent_back_is_not_released() -> None:
    asked = make_ask()
    send_back(asked, by=officer("second"), at=LATER, reason="Too long.")

    with pytest.raises(BriefingRefused):
        release(asked, by=officer("second"), at=LATER)
    assert state_of(asked.draft.edition).returned == asked


def test_nobody_saves_over_the_draft_of_another() -> None:
    edition = make_edition()
    save_draft(edition, NewDraft(request()), base=1, by=officer("helper"), at=LATER)

    with pytest.raises(BriefingRefused, match="Somebody else has saved it"):
        save_draft(edition, NewDraft(request()), base=1, by=officer(), at=LATER)


def test_a_released_edition_takes_no_draft() -> None:
    edition = make_released().draft.edition

    with pytest.raises(BriefingRefused, match="a correction is a new edition"):
        save_draft(edition, NewDraft(request()), base=1, by=officer(), at=LATER)


def test_numbers_of_a_series_count_up_and_those_of_another_begin_anew() -> None:
    numbers = [make_released(make_edition(code)) for code in ("BN", "BN", "WEEKLY")]

    assert [each.release.number for each in numbers] == [
        *("BN-2026-001", "BN-2026-002", "WEEKLY-2026-001"),
    ]


def test_released_files_have_their_hash_and_are_no_drafts() -> None:
    asked = make_released()

    files = {each.format: each for each in EditionFile.objects.filter(ask=asked)}

    assert set(files) == {"pdf", "docx", "html"}
    html = files["html"]
    assert html.sha256 == sha256(html.content).hexdigest()
    assert html.name == "bn-2026-001-edition-1-TLP-CLEAR.html"
    assert b"DRAFT" not in bytes(html.content)
    day = f"{LATER.day} {LATER:%B %Y}"
    assert f"1, released {day}" in bytes(html.content).decode()
    assert ["inc-one", 1] in html.revisions


def test_the_files_for_the_second_reader_are_drafts_and_say_so() -> None:
    asked = make_ask()

    make_files(asked, is_draft=True)

    file = EditionFile.objects.get(ask=asked, format="html")
    assert b"DRAFT" in bytes(file.content)
    assert file.name.endswith("-TLP-CLEAR-DRAFT.html")


def test_there_is_no_file_as_released_of_what_is_not() -> None:
    asked = make_ask()
    ordered = order(asked, is_draft=True, at=LATER)
    ordered.is_draft = False

    with pytest.raises(Exception, match="release"):
        build(ordered, clock=lambda: LATER)


@pytest.mark.parametrize(
    "statement",
    [
        "delete from briefings_editionfile",
        "update briefings_editionfile set content = ''",
        "truncate briefings_editionfile",
        "delete from briefings_release",
        "update briefings_draft set asked = '{}'",
        "delete from briefings_ask",
    ],
)
def test_nobody_deletes_or_replaces_what_was_released(statement: str) -> None:
    make_released()

    with pytest.raises(DatabaseError), transaction.atomic():
        run(statement)


def test_a_file_with_the_hash_of_another_is_refused() -> None:
    file = EditionFile.objects.filter(ask=make_released()).first()
    assert file is not None
    file.pk, file.is_draft, file.content = None, True, b"otherwise"

    with pytest.raises(DatabaseError, match="the hash is not"), transaction.atomic():
        file.save(force_insert=True)


def test_what_is_published_between_ask_and_release_does_not_go_out(
    published: dict[str, Record],
) -> None:
    asked = make_ask()
    edit_and_send(published["inc-one"], description="All of it was otherwise.")

    release(asked, by=officer("second"), at=LATER)
    make_files(asked, is_draft=False)

    file = EditionFile.objects.get(ask=asked, format="html")
    assert "All of it was otherwise" not in bytes(file.content).decode()
    assert is_same_when_rebuilt(file)


def test_a_correction_is_edition_2_with_a_box_that_says_what_changed(
    published: dict[str, Record],
) -> None:
    first = make_released().draft.edition
    edit_and_send(published["inc-one"], description="All of it was otherwise.")

    second = correct(first, by=officer(), at=LATER)
    draft = NewDraft(request(), correction="The description was wrong.")
    save_draft(second, draft, base=1, by=officer(), at=LATER)
    asked = make_released(second)

    briefing = assembled_for(asked, is_draft=False)
    assert (briefing.number, briefing.edition) == ("BN-2026-001", 2)
    box = briefing.sections[0].blocks[0]
    assert "replaces edition 1" in told(box)
    assert "The description was wrong." in told(box)
    assert "All of it was otherwise." in told(section(briefing, "changes"))


def test_an_edition_is_corrected_once() -> None:
    edition = make_released().draft.edition
    correct(edition, by=officer(), at=LATER)

    with pytest.raises(BriefingRefused, match="being corrected already"):
        correct(edition, by=officer(), at=LATER)


def test_a_draft_is_not_corrected() -> None:
    with pytest.raises(BriefingRefused, match="Only a released edition"):
        correct(make_edition(), by=officer(), at=LATER)


def test_withdrawn_files_stay() -> None:
    asked = make_released()

    withdraw(asked.release, by=officer("second"), at=LATER, reason="It is wrong.")

    assert state_of(asked.draft.edition).stage is Stage.WITHDRAWN
    assert EditionFile.objects.filter(ask=asked).count() == 3


def test_two_workers_on_the_same_order_keep_each_file_once() -> None:
    asked = make_ask()

    for _ in range(2):
        make_files(asked, is_draft=True)

    assert EditionFile.objects.filter(ask=asked).count() == 3


def test_an_order_that_fails_says_why() -> None:
    asked = make_ask()
    ordered = order(asked, is_draft=False, at=LATER)  # nothing is released

    with pytest.raises(Exception, match="release"):
        build(ordered, clock=lambda: LATER)

    assert Build.objects.get(pk=ordered.pk).words


def test_nothing_is_asked_for_of_what_is_not_published() -> None:
    draft = make_edition(about=("inc-nowhere",)).drafts.get()

    with pytest.raises(BriefingRefused):
        ask(draft, by=officer(), at=LATER)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_not_even_the_owner_replaces_a_file(published: dict[str, Record]) -> None:
    make_released()
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgname from pg_trigger where tgrelid ="
            " 'briefings_editionfile'::regclass and not tgisinternal"
        )
        names = {name for (name,) in cursor.fetchall()}

    assert {"editionfile_is_append_only", "editionfile_is_not_truncated"} <= names
