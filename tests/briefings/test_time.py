"""As of a day, as known at an instant, and what changed between two states."""

from datetime import date, timedelta

from briefings.request import Approval, Since
from briefings.tree import as_json
from incidents.models import Record
from tests.briefings.reading import brief, cards, rows, section, tables, told
from tests.build import NOON, make_claim, make_source
from tests.sharing.acts import LATER, approve, edit_and_send, publish_all, send

SINCE = Since("the first edition", known_at=NOON + timedelta(minutes=1))


def test_the_same_question_gets_the_same_bytes(published: dict[str, Record]) -> None:
    assert as_json(brief("case-one")) == as_json(brief("case-one"))


def test_what_was_known_at_an_instant_stays_byte_for_byte(
    published: dict[str, Record],
) -> None:
    before = as_json(brief("case-one"))

    edit_and_send(published["inc-one"], description="All of it was otherwise.")

    known = as_json(brief("case-one", known_at=NOON + timedelta(minutes=1)))
    assert known == before
    assert as_json(brief("case-one")) != before


def test_a_release_of_nothing_that_is_told_leaves_no_trace(
    published: dict[str, Record],
) -> None:
    before = as_json(brief("case-one"))

    edit_and_send(published["claim-cinnabar"], wording="More of the same.")

    assert as_json(brief("case-one")) == before


def test_as_of_a_day_only_what_certainly_was_is_told(
    published: dict[str, Record],
) -> None:
    early = brief("inc-one", as_of=date(2022, 9, 7))
    late = brief("inc-one", as_of=date(2022, 9, 10))

    assert len(cards(early, "claims")) == len(cards(late, "claims")) == 1
    assert cards(early, "denials") == []
    assert "Iran denies" in cards(late, "denials")[0]
    assert "Statement of three" not in told(early)
    assert "Statement of three" in told(late)


def test_nothing_changed_says_so(published: dict[str, Record]) -> None:
    changes = section(brief("inc-one", since=SINCE), "changes")

    (block,) = changes.blocks
    assert "No change since the first edition." in told(block)


def test_changed_confidence_shows_old_and_new_and_who_approved_it_and_why(
    published: dict[str, Record],
) -> None:
    claim = published["claim-first"]
    edit_and_send(claim, analytic_confidence="high")
    approved = Approval(claim.key, 2, "the head of analysis", "the file was shown")

    briefing = brief("inc-one", since=SINCE, approvals=(approved,))

    (row,) = rows(briefing, "table-changed-confidence")
    assert row[1:] == [
        "Moderate",
        "↑ High",
        "Approved by the head of analysis: the file was shown.",
    ]


def test_corrections_come_before_what_is_new(published: dict[str, Record]) -> None:
    edit_and_send(published["resp-break"], description="It was no break.")
    new = make_claim(
        name="Malta attributes it as well",
        about=published["inc-one"],
        claimant=published["id-malta"],
        attributed_to=published["ta-iran"],
        statement=published["claim-first"].statement,  # type: ignore[attr-defined]
        citations=[{"source": make_source()}],
    )
    approve()
    send(*Record.objects.all(), at=LATER + timedelta(minutes=1))

    text = told(section(brief("inc-one", since=SINCE), "changes"))

    assert text.index("It was no break.") < text.index(new.name)
    assert text.index("Corrections of ours (1)") < text.index("New claims (1)")


def test_a_marking_that_was_raised_is_no_change_that_is_told(
    published: dict[str, Record],
) -> None:
    edit_and_send(published["claim-denial"], marking="RED")

    briefing = brief("inc-one", since=SINCE)

    assert "No change" in told(section(briefing, "changes"))
    assert "table-changed-confidence" not in tables(briefing)


def test_what_was_not_there_before_is_all_new(published: dict[str, Record]) -> None:
    since = Since("new year", known_at=NOON - timedelta(days=1))

    changes = told(section(brief("inc-one", since=since), "changes"))

    assert "Nothing of this was published by new year: all of it is new." in changes


def test_publishing_again_changes_nothing(published: dict[str, Record]) -> None:
    before = as_json(brief("case-one"))

    publish_all(at=LATER)

    assert as_json(brief("case-one")) == before
