"""What each section tells of a small case, and how."""

from datetime import date

import pytest

from briefings.layout import runs
from briefings.numbering import references
from briefings.request import UK, BadRequest, Request, Typed
from briefings.tree import (
    Briefing,
    Figure,
    Judgement,
    Link,
    Mark,
    Paragraph,
    Text,
    Tone,
)
from incidents.models import Record
from sharing.selection import NotPublished
from tests.briefings.reading import (
    brief,
    cards,
    line,
    rows,
    section,
    tables,
    told,
    words,
)
from tests.build import make_claim, make_source
from tests.sharing.acts import publish_all


def judgements(briefing: Briefing) -> list[Judgement]:
    blocks = section(briefing, "judgements").blocks
    return [each for each in blocks if isinstance(each, Judgement)]


def test_a_judgement_has_likelihood_and_confidence_apart_and_what_it_rests_on(
    published: dict[str, Record],
) -> None:
    typed = Typed("It was Iran", "very likely", "moderate", ("claim-first",))

    first, second = judgements(brief("inc-one", judgements=(typed,)))

    assert words(first.spans) == "It was Iran."
    assert first.likelihood == "Very likely (80 to 95 %)."
    assert first.confidence == "Moderate confidence in the basis of this judgement."
    assert words(first.grounds) == "Albania attributes the attack to Iran[1]"
    assert words(second.spans) == "Iran did it."
    assert second.likelihood == "Likely (55 to 80 %)."
    assert words(second.grounds) == "Shared code. No source is cited."


def test_a_full_stop_before_the_last_notes_is_not_set_again(
    published: dict[str, Record],
) -> None:
    texts = ("It was Iran. @claim-first", "It was Iran @claim-first")
    typed = tuple(Typed(each) for each in texts)

    ended, bare, _ = judgements(brief("inc-one", judgements=typed))

    assert words(ended.spans) == "It was Iran.[1]"
    assert words(bare.spans) == "It was Iran[1]."


def test_only_the_words_that_are_used_are_marked_in_the_key(
    published: dict[str, Record],
) -> None:
    briefing = brief("inc-one")

    used = [row for row in rows(briefing, "table-likelihood") if row[2] == "used"]
    assert used == [["likely or probable", "55 to 80 %", "used"]]
    marked = {
        span.words
        for row in tables(briefing)["table-likelihood"].rows
        for spans in row[0].lines
        for span in spans
        if isinstance(span, Text) and span.mark is Mark.USED
    }
    assert marked == {"likely"}
    assert briefing.key_terms == ("likely", "moderate confidence")


def test_the_other_yardstick_has_its_own_words(published: dict[str, Record]) -> None:
    typed = Typed("It was Iran.", "highly likely", "low", ("src-news",))
    asked = ("judgements", "key")

    briefing = brief("inc-one", judgements=(typed,), yardstick=UK, sections=asked)

    terms = [row[0] for row in rows(briefing, "table-likelihood")]
    assert "realistic possibility" in terms
    assert judgements(briefing)[0].likelihood == "Highly likely (about 80 to 90 %)."


def test_a_source_keeps_its_number_wherever_it_is_drawn_on(
    published: dict[str, Record],
) -> None:
    briefing = brief("case-one")
    paper = [each for each in briefing.notes if "The Paper" in words(each.spans)]

    assert len(paper) == 1
    assert told(section(briefing, "denials"))
    assert f"[{paper[0].number}]" in words(
        section(briefing, "denials").blocks[1].facts[-1][1]  # type: ignore[union-attr]
    )


def test_notes_are_numbered_in_the_order_of_reading(albania: object) -> None:
    briefing = brief("inc-2022-07-15")

    laid = [part for run in runs(briefing.sections) for part in run.parts]
    seen = list(dict.fromkeys(references(tuple(laid))))

    assert seen == [note.number for note in briefing.notes]
    assert seen == list(range(1, len(seen) + 1))


def _parts(value: object) -> list[object]:
    slots = getattr(value, "__dataclass_fields__", {})
    return [getattr(value, name) for name in slots]


def test_a_joint_act_counts_once_and_names_all_who_signed(
    published: dict[str, Record],
) -> None:
    briefing = brief("inc-one")

    assert [
        "Joint attribution statement",
        "1",
        "Estonia, Latvia and Malta",
    ] in rows(briefing, "table-responses-totals")
    (joint,) = (
        row
        for row in rows(briefing, "table-responses")
        if "Statement of three" in row[2]
    )
    assert joint[1] == "Jointly (3): Estonia, Latvia and Malta"
    assert joint[4] == "The claim of Albania, 7 September 2022"


def test_an_act_whose_claim_was_withdrawn_says_that_its_ground_is_gone(
    published: dict[str, Record],
) -> None:
    make_claim(
        stance="withdraws",
        about=published["claim-first"],
        claimant=published["id-al"],
        citations=[{"source": make_source()}],
    )
    publish_all()

    briefing = brief("inc-one")

    assert "Its ground is gone" in told(section(briefing, "responses"))
    assert (
        "(7 September 2022; withdrawn 7 September 2022)" in cards(briefing, "claims")[0]
    )


def test_silent_differs_from_not_asked(published: dict[str, Record]) -> None:
    def matrix(*asked: str) -> dict[str, list[str]]:
        table = rows(brief("case-one", asked=asked), "table-matrix")
        return {row[0]: row[1:] for row in table}

    unasked, asked = matrix(), matrix("id-ir")

    assert unasked["Second attack"] == ["– not asked", "– not asked"]  # noqa: RUF001
    assert asked["Second attack"] == ["– not asked", "… silent"]  # noqa: RUF001
    assert asked["Attack on the ministry"][1].startswith("− denies")  # noqa: RUF001


def test_the_matrix_of_one_incident_has_alleged_actors_by_claimants(
    published: dict[str, Record],
) -> None:
    briefing = brief("inc-one")
    table = tables(briefing)["table-matrix"]

    assert table.heads == ("Alleged actor", "Albania", "Iran")
    ((name, holds, denies),) = rows(briefing, "table-matrix")
    assert name == "Iran as actor"
    assert holds.startswith("+ names Iran as actor; state; confidence: moderate")
    assert denies.startswith("− denies the claim of Albania")  # noqa: RUF001
    assert [cell.tone for cell in table.rows[0][1:]] == [Tone.FOR, Tone.AGAINST]


def test_a_month_is_drawn_as_a_span_with_its_row_in_the_annex(
    published: dict[str, Record],
) -> None:
    briefing = brief("inc-one")
    (figure,) = (
        each
        for each in section(briefing, "timeline").blocks
        if isinstance(each, Figure)
    )

    assert figure.table == "table-timeline"
    assert rows(briefing, figure.table)[0] == [
        "July 2022",
        "Attack",
        "",
        line(tables(briefing)[figure.table].rows[0][3]),
    ]
    assert "Attack: Attack on the ministry, July 2022." in figure.alternative
    assert "July 2022" in figure.svg


def test_each_difference_of_sources_says_who_says_so(albania: object) -> None:
    facts = dict(rows(brief("inc-2021-initial-access"), "table-incident-1"))

    assert facts["Time inside before it"].startswith("About 14 months")
    assert (
        "13 months (according to IT Pro reading of Microsoft)"
        in (facts["Time inside before it"])
    )


def test_sections_come_in_the_order_asked_for(published: dict[str, Record]) -> None:
    briefing = brief("inc-one", sections=("responses", "claims", "sources"))

    assert [each.anchor for each in briefing.sections] == [
        "responses",
        "claims",
        "sources",
    ]


def test_links_lead_to_what_is_there(published: dict[str, Record]) -> None:
    for asked in ({}, {"sections": ("responses", "judgements")}):
        briefing = brief("case-one", **asked)
        anchors = {each.anchor for each in briefing.sections} | {*tables(briefing)}
        anchors |= {
            block.anchor
            for each in briefing.sections
            for block in each.blocks
            if hasattr(block, "anchor")
        }
        assert not {
            link.address
            for link in _links(briefing.sections)
            if link.address.startswith("#") and link.address[1:] not in anchors
        }


def _links(value: object) -> list[Link]:
    if isinstance(value, Link):
        return [value]
    parts = value if isinstance(value, tuple) else _parts(value)
    return [link for each in parts for link in _links(each)]


def test_without_any_judgement_the_briefing_says_so(
    published: dict[str, Record],
) -> None:
    assert "No judgement of our own has been published" in told(
        section(brief("inc-two"), "judgements")
    )


def test_what_is_not_published_is_no_subject(published: dict[str, Record]) -> None:
    with pytest.raises(NotPublished):
        brief("inc-none")
    with pytest.raises(NotPublished):
        brief("inc-one", as_of=date(2022, 7, 30))


def test_a_request_for_what_there_is_not_is_refused() -> None:
    for wrong in (
        *({"sections": ("poems",)}, {"yardstick": "feet"}),
        *({"lang": "tlh"}, {"extent": "endless"}),
    ):
        with pytest.raises(BadRequest):
            Request(("inc-one",), **wrong)
    with pytest.raises(BadRequest):
        Request(())


def test_many_incidents_are_folded_into_tables(published: dict[str, Record]) -> None:
    briefing = brief("case-one")

    assert [each.title for each in briefing.sections if each.level == 2][:3] == [
        "What happened, what was done, who says what",
        "Attack on the ministry",
        "Second attack",
    ]
    assert isinstance(section(briefing, "timeline").blocks[-1], Paragraph)
