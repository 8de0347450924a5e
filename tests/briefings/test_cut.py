"""Content is cut to the level first; nothing tells that anything was."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefings.cut import ASIDE, LISTS, MAIN, Snapshot, cut
from briefings.request import Request, Typed
from briefings.selectors import briefing_for
from briefings.tree import as_json
from incidents.models import Record
from tests.briefings.reading import brief, rows, section, told
from tests.briefings.records import SECRET


@pytest.mark.parametrize(
    ("marking", "hidden"),
    [
        ("CLEAR", ["GREEN", "AMBER", "RED"]),
        ("GREEN", ["AMBER", "RED"]),
        ("AMBER_STRICT", ["RED"]),
    ],
)
def test_no_text_from_above_the_level_is_anywhere_in_the_tree(
    published: dict[str, Record], marking: str, hidden: list[str]
) -> None:
    content = as_json(brief("case-one", marking=marking)).decode().lower()

    assert "files were wiped" in content
    assert not [each for each in hidden if SECRET[each] in content]


def test_who_may_see_everything_is_told_everything(
    published: dict[str, Record],
) -> None:
    content = told(brief("case-one", marking="RED"))

    assert all(f"It was {word}." in content for word in SECRET.values())


def test_counts_are_of_what_is_told(published: dict[str, Record]) -> None:
    mild = told(section(brief("inc-one"), "responses"))
    strict = told(section(brief("inc-one", marking="RED"), "responses"))

    assert "2 responses by 4 parties." in mild
    assert "5 responses by 7 parties." in strict


def test_a_judgement_that_rests_on_what_is_cut_warns_the_officer_alone(
    published: dict[str, Record],
) -> None:
    typed = Typed("It was Iran.", "likely", "low", ("claim-first", "claim-cinnabar"))

    made = briefing_for(Request(("inc-one",), judgements=(typed,)))

    (caution,) = made.cautions
    assert caution.place == 1
    assert "“The office of cinnabar claims” (claim-cinnabar, TLP:RED)" in caution.words
    assert "cinnabar" not in told(made.briefing)


def test_a_judgement_on_nothing_that_is_told_says_that_it_has_no_source(
    published: dict[str, Record],
) -> None:
    typed = Typed("It was Iran.", rests_on=("claim-cinnabar",))

    briefing = brief("inc-one", judgements=(typed,))

    assert "No source: this is the judgement of the officer alone." in told(
        section(briefing, "judgements")
    )


def test_a_mention_of_what_is_cut_leaves_nothing_behind(
    published: dict[str, Record],
) -> None:
    typed = Typed("As @inc-one shows @claim-cinnabar it was @ta-iran @src-news.")

    briefing = brief("inc-one", judgements=(typed,))

    judgement = told(section(briefing, "judgements").blocks[0])
    assert "Attack on the ministry" in judgement
    assert "Iran as actor" in judgement
    assert "@" not in judgement
    assert "claim-" not in judgement


def test_evidence_is_weighed_against_every_answer(
    published: dict[str, Record],
) -> None:
    assert rows(brief("inc-one"), "table-assessment-1-weighing") == [
        ["Shared code", "CC very consistent", "II very inconsistent"]
    ]


def snapshot(key: str, kind: str, **fields: Any) -> Snapshot:
    """Return a record's snapshot with as little in it as the cut asks for."""
    bare = {"state": "in-use", "citations": [], "aliases": [], "name": key}
    lists: dict[str, list[str]] = {field: [] for field in LISTS.get(kind, ())}
    single = dict.fromkeys((*MAIN.get(kind, ()), *ASIDE.get(kind, ())))
    return {**bare, **lists, **single, "key": key, "kind": kind, **fields}


def test_a_claim_goes_with_its_claimant_and_all_that_hangs_on_it() -> None:
    party = snapshot("id-a", "identity")
    hidden = snapshot("claim-a", "claim", claimant="id-b", about="id-a")
    answer = snapshot("claim-b", "claim", claimant="id-a", about="claim-a")

    assert [*cut([party, hidden, answer], [])] == ["id-a"]


def test_a_question_goes_with_a_side_that_nobody_holds_any_more() -> None:
    sides = [
        {"position": "So.", "held_in": ["src-a"]},
        {"position": "Not.", "held_in": []},
    ]
    question = snapshot("q-a", "question", sides=sides)
    source = snapshot("src-a", "source")

    assert "q-a" not in cut([question], [])
    assert "q-a" in cut([question], [source])


def test_an_assessment_goes_with_an_answer_that_may_not_be_named() -> None:
    answers = [
        {"attributed_to": "ta-a", "signs": {}},
        {"attributed_to": None, "signs": {}},
    ]
    incident = snapshot("inc-a", "incident")
    weighed = snapshot("as-a", "assessment", incident="inc-a", hypotheses=answers)

    assert "as-a" not in cut([incident, weighed], [])
    assert "as-a" in cut([incident, weighed], [snapshot("ta-a", "threat-actor")])


def test_a_joint_act_loses_the_signers_that_may_not_be_told() -> None:
    party = snapshot("id-a", "identity")
    act = snapshot("resp-a", "diplomatic-response", responders=["id-a", "id-b"])
    other = snapshot("resp-b", "diplomatic-response", responders=["id-b"])

    kept = cut([party, act, other], [])

    assert kept["resp-a"]["responders"] == ["id-a"]
    assert "resp-b" not in kept


def test_what_we_took_back_is_told_no_more() -> None:
    gone = snapshot("ev-a", "event", state="retracted")

    assert cut([gone], []) == {}


def test_the_number_of_queries_does_not_grow_with_what_was_said(
    published: dict[str, Record],
) -> None:
    with CaptureQueriesContext(connection) as mild:
        brief("inc-one")
    with CaptureQueriesContext(connection) as strict:
        brief("inc-one", marking="RED")

    assert len(strict) - len(mild) <= 8  # only the steps of the search
