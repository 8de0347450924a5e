"""A short text tells the gist, and its annex has all that a full one tells."""

from datetime import date

from briefings.assemble import assemble
from briefings.breaking import can_break
from briefings.generated import found
from briefings.request import BRIEF, FULL, Request
from briefings.tree import Briefing, Cell, ClaimCard, Paragraph, Table, Text
from incidents.models import Record
from tests.briefings.reading import brief, cards, rows, section, told, words
from tests.build import make_response
from tests.sharing.acts import publish_all


def made(incidents: int, **asked: str) -> Briefing:
    request = Request(("many",), extent=asked.get("extent", BRIEF))
    return assemble(request, found(incidents=incidents, claimants=4)).briefing


def test_the_first_page_has_the_judgements_and_who_says_what(
    published: dict[str, Record],
) -> None:
    briefing = brief("case-one", extent=BRIEF)

    front = briefing.sections[: briefing.front]
    assert [each.anchor for each in front] == ["judgements", "glance"]
    assert rows(briefing, "table-sides") == [
        ["Other states, alliances: Albania", "+ Iran as actor (1 incident)", "–"],  # noqa: RUF001
        ["The accused: Iran", "–", "− denies"],  # noqa: RUF001
    ]


def done(briefing: Briefing) -> str:
    """Return what the first page says was done, below how many incidents there are."""
    blocks = section(briefing, "glance").blocks
    told = [words(each.spans) for each in blocks if isinstance(each, Paragraph)]
    return next(each for each in told if each.startswith(("What was", "No response")))


def test_the_first_page_has_what_states_did_the_gravest_first(
    published: dict[str, Record],
) -> None:
    briefing = brief("inc-one", extent=BRIEF)

    said = done(briefing)
    assert said.startswith(
        "What was done: diplomatic relations severed (Albania, 7 September 2022)"
    )
    assert said.index("severed") < said.index("joint attribution statement (Estonia,")


def test_the_first_page_has_no_act_of_a_later_day_and_none_that_was_only_weighed(
    published: dict[str, Record],
) -> None:
    steps = [{"rank": 1, "status": "not-pursued", "when": "2022-09-02"}]
    make_response(
        response_type="ambassador-recalled",
        responders=[published["id-al"]],
        answers=[published["inc-one"]],
        announced="2022-09-02",
        transitions=steps,
    )
    publish_all()

    assert "recalled" not in done(brief("inc-one", extent=BRIEF))
    assert done(brief("inc-one", as_of=date(2022, 9, 6))) == (
        "No response is on record by that day."
    )


def test_the_first_page_is_given_up_where_other_sections_come_first(
    published: dict[str, Record],
) -> None:
    asked = ("facts", "judgements", "glance")

    assert brief("inc-one", sections=asked).front == 0


def test_the_annex_has_every_claim_and_points_to_the_cards_in_the_text() -> None:
    briefing = made(3)

    table = rows(briefing, "table-claims")
    assert len(table) == 3 * 4
    assert sum("Told in the text" in row[1] for row in table) == 4
    assert len(cards(briefing, "claims")) == 4


def test_the_full_record_is_told_in_the_text() -> None:
    briefing = made(3, extent=FULL)

    cards_ = [
        b for s in briefing.sections for b in s.blocks if isinstance(b, ClaimCard)
    ]
    assert len(cards_) == 3 * 4
    annex = [each.title for each in briefing.sections if "annex-" in each.anchor]
    assert annex == ["Timeline"]


def test_both_extents_draw_on_the_same_claims_and_responses(
    published: dict[str, Record],
) -> None:
    short, full = (brief("inc-one", extent=each) for each in (BRIEF, FULL))

    responses = [len(rows(each, "table-responses")) for each in (short, full)]
    assert responses == [2, 2]
    assert "Files were wiped." in told(section(short, "glance"))


def test_tables_of_the_annex_are_set_small_on_turned_pages() -> None:
    annex = [
        block
        for each in made(3).sections
        if each.anchor.startswith("annex-")
        for block in each.blocks
    ]

    assert len(annex) > 2
    for each in annex:
        assert isinstance(each, Table)
        assert each.is_dense
        assert each.is_wide


def test_a_template_gives_the_order_unless_another_is_asked_for(
    published: dict[str, Record],
) -> None:
    look = (("sections", "responses,facts"),)

    plain = brief("inc-one", look=look)
    asked = brief("inc-one", look=look, sections=("claims",))

    assert [each.anchor for each in plain.sections] == ["responses", "incident-1"]
    assert [each.anchor for each in asked.sections] == ["claims"]


def test_only_a_row_longer_than_a_page_goes_on_on_the_next() -> None:
    def row(length: int) -> tuple[Cell, ...]:
        return (Cell(((Text("word " * length),),)),)

    table = Table("t", "T", ("Head",), (), (1,))

    assert not can_break(table, row(300))
    assert can_break(table, row(2000))
