"""What an officer types and no briefing can tell: refused, or named beside the text."""

import json

import pytest

from briefings.editions import state_of
from briefings.models import Draft, Edition
from desk.roles import OFFICER
from tests.briefings.test_desk_pages import NEW, desk_of, page_of, previewed, typed
from tests.desk.pages import messages

pytestmark = pytest.mark.usefixtures("published")


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"as_of": "2999-01-01"}, "As of 2999-01-01 is still to come"),
        ({"since": "2999-01-01"}, "What changed since 2999-01-01 lies after"),
        (
            {"judgements-0-likelihood": "highly likely"},
            "Judgement 1, Likelihood “highly likely” is no word of",
        ),
    ],
)
def test_what_cannot_be_told_is_refused_by_field_and_fix(
    changes: dict[str, str], complaint: str
) -> None:
    client = desk_of(OFFICER)

    told = previewed(client, **changes)
    answer = client.post(NEW, typed(**changes))

    assert told["problems"][0].startswith(complaint)
    assert answer.status_code == 422
    assert not Draft.objects.exists()


def test_a_briefing_of_nothing_is_kept_and_its_release_cannot_be_asked_for() -> None:
    client = desk_of(OFFICER)

    saved = client.post(NEW, typed(as_of="1990-01-01"))
    edition = Edition.objects.get()
    draft = edition.drafts.get().pk
    asked = client.post(page_of(edition), {"act": "ask", "draft": draft})

    assert "Its release cannot be asked for: No incident of" in messages(saved)[-1]
    assert "No incident of" in messages(asked)[-1]
    assert not state_of(edition).is_asked


def test_a_mark_that_leads_nowhere_is_named_beside_its_text() -> None:
    summary = "He said so @src-nonsense and @claim-cinnabar."

    cleared = previewed(desk_of(OFFICER), summary=summary)["cautions"]
    uncleared = previewed(desk_of(OFFICER, "GREEN"), summary=summary)["cautions"]

    assert {each["place"] for each in [*cleared, *uncleared]} == {0}
    assert "@src-nonsense" in json.dumps(cleared)
    assert "TLP:RED" in json.dumps(cleared)
    assert len(uncleared) == 2
    assert "TLP:RED" not in json.dumps(uncleared)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("about=inc-one&marking=CLEAR", {"claim-first"}),
        ("about=inc-one&marking=RED", {"claim-first", "claim-cinnabar"}),
        ("about=inc-one&marking=CLEAR&as_of=1990-01-01", set()),
    ],
)
def test_a_note_is_offered_on_what_the_briefing_tells_alone(
    told: str, found: set[str]
) -> None:
    asked = {"kinds": "claim", "by": "key", "term": "", "among": told}

    answer = desk_of(OFFICER).get("/admin/autocomplete/", asked).json()

    keys = {each["id"] for each in answer["results"]}
    assert keys & {"claim-first", "claim-cinnabar"} == found
