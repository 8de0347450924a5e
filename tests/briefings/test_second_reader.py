"""What the second reader sees and says before a briefing goes out."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from briefings.editions import number_for, requested, state_of
from briefings.models import Ask, Edition
from briefings.request import Typed
from briefings.services import (
    BriefingRefused,
    NewDraft,
    ask,
    correct,
    save_draft,
    withdraw,
)
from desk.roles import PUBLISHER
from desk.selectors.second_reader import decision_on
from tests.briefings.desk import LATER, make_ask, make_edition, make_released, officer
from tests.desk.pages import messages
from tests.desk.world import person

pytestmark = pytest.mark.usefixtures("published")
VAGUE = Typed("Iran may have done it.", rests_on=("claim-first",))


def page_of(edition: Edition, user: User) -> tuple[Client, str]:
    client = Client()
    client.force_login(user)
    address = f"/admin/briefings/{edition.pk}/"
    return client, client.get(address).content.decode()


def released(asked: Ask, user: User, **changes: Any) -> str:
    """Send the form that releases, and return what is said."""
    client, _ = page_of(asked.draft.edition, user)
    number = number_for(asked.draft.edition, timezone.now())
    sent = {"act": "release", "ask": asked.pk, "confirmed": "on", "number": number}
    answer = client.post(
        f"/admin/briefings/{asked.draft.edition_id}/", {**sent, **changes}
    )
    return messages(answer)[-1]


def test_the_second_reader_reads_the_warnings_that_were_left() -> None:
    asked = make_ask(make_edition(judgements=(VAGUE,)))

    _, page = page_of(asked.draft.edition, person(PUBLISHER))

    assert "1 warning that was left as it is" in page
    assert "Judgement 1: “may” says only that it is possible" in page


def test_a_text_without_warnings_says_so() -> None:
    _, page = page_of(make_ask().draft.edition, person(PUBLISHER))

    assert "The checks of the text find nothing." in page


def test_what_goes_out_is_named_where_it_is_confirmed() -> None:
    asked = make_ask(make_edition(recipients=("The Minister", "The Cabinet")))
    year = timezone.now().year

    _, page = page_of(asked.draft.edition, person(PUBLISHER))

    said = page[page.index("I have read it.") :][:600]
    for words in (f"BN-{year}-001, edition 1", "TLP:CLEAR", "The Minister", "Cabinet"):
        assert words in said


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"confirmed": ""}, "Say that you have read it"),
        ({"number": "BN-1999-001"}, "has just been given this number"),
    ],
)
def test_a_release_that_is_not_confirmed_as_shown_is_refused(
    sent: dict[str, str], said: str
) -> None:
    asked = make_ask()

    told = released(asked, person(PUBLISHER), **sent)

    assert said in told
    assert not state_of(asked.draft.edition).is_released


def test_a_correction_says_what_changed_since_the_edition_before() -> None:
    edition = correct(make_released().draft.edition, by=officer(), at=LATER)
    request = replace(
        requested(edition.drafts.get()), recipients=("The Cabinet",), summary="New."
    )
    draft = NewDraft(request, correction="Nobody was named.")
    save_draft(edition, draft, base=1, by=officer(), at=LATER)
    asked = make_ask(edition)

    told = decision_on(asked, person(PUBLISHER), at=LATER)

    assert told.changed == ("Recipients: none before", "Summary")
    assert told.number == "BN-2026-001"


def test_a_correction_of_what_was_withdrawn_warns_where_nothing_changed() -> None:
    first = make_released()
    withdraw(first.release, by=officer(), at=LATER, reason="The wrong ministry.")
    edition = correct(first.draft.edition, by=officer(), at=LATER)
    unsaid = edition.drafts.get()
    with pytest.raises(BriefingRefused, match="what was wrong in the one before"):
        ask(unsaid, by=officer(), at=LATER)
    draft = NewDraft(requested(unsaid), correction="Another ministry.")
    save_draft(edition, draft, base=1, by=officer(), at=LATER)

    _, page = page_of(make_ask(edition).draft.edition, person(PUBLISHER))

    assert "The wrong ministry." in page
    assert "Nothing that is asked for changed, and no record behind it." in page
