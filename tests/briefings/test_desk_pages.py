"""Briefings on the desk: written, asked for, released by another, read as cleared."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from briefings.editions import Stage, number_for, state_of
from briefings.models import Ask, Draft, Edition, EditionFile
from desk.roles import OFFICER, PUBLISHER, READER
from tests.briefings.desk import make_ask, make_edition, make_released, make_series
from tests.desk.pages import messages
from tests.desk.world import person

pytestmark = pytest.mark.usefixtures("published")
LIST, NEW, PREVIEW = (f"/admin/briefings/{each}" for each in ("", "new/", "preview/"))


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def desk_of(role: str, cleared_to: str = "RED") -> Client:
    return enter(person(role, cleared_to))


def page_of(edition: Edition) -> str:
    return f"/admin/briefings/{edition.pk}/"


def typed(**changes: Any) -> dict[str, Any]:
    """Return what a browser sends of the editor."""
    return {
        "title": "What is known",
        "about": ["inc-one"],
        "series": make_series().pk,
        "marking": "CLEAR",
        "yardstick": "icd-203",
        "lang": "en",
        "extent": "brief",
        "sections": ["judgements", "facts", "claims"],
        "recipients": "The Minister\nThe Cabinet",
        "judgements-TOTAL_FORMS": 1,
        "judgements-INITIAL_FORMS": 0,
        "judgements-0-text": "It is likely that Iran did it.",
        "judgements-0-likelihood": "likely",
        "judgements-0-confidence": "moderate",
        "judgements-0-rests_on": ["claim-first"],
        **changes,
    }


def releasing(asked: Ask, **changes: Any) -> dict[str, Any]:
    """Return what a browser sends of the form that releases."""
    number = number_for(asked.draft.edition, timezone.now())
    sent = {"act": "release", "ask": asked.pk, "confirmed": "on", "number": number}
    return {**sent, **changes}


def previewed(client: Client, **changes: Any) -> dict[str, Any]:
    answer = client.post(PREVIEW, typed(**changes))
    told: dict[str, Any] = json.loads(answer.content)
    return told


def test_what_is_typed_is_kept_as_a_draft() -> None:
    desk_of(OFFICER).post(NEW, typed())

    asked = Draft.objects.get().asked
    assert asked["recipients"] == ["The Minister", "The Cabinet"]
    assert asked["sections"] == ["judgements", "facts", "claims"]
    assert asked["judgements"] == [
        {
            "text": "It is likely that Iran did it.",
            "likelihood": "likely",
            "confidence": "moderate",
            "rests_on": ["claim-first"],
        }
    ]


def test_the_editor_shows_again_what_was_kept() -> None:
    client = desk_of(OFFICER)
    client.post(NEW, typed(sections=["claims", "judgements"]))
    edition = Edition.objects.get()

    text = client.get(f"{page_of(edition)}edit/").content.decode()

    assert "It is likely that Iran did it." in text
    assert '<option value="claim-first" selected>' in text
    assert text.index('value="claims" checked') < text.index('value="judgements"')


def test_what_is_wrong_is_told_and_nothing_is_kept() -> None:
    answer = desk_of(OFFICER).post(NEW, typed(title="", about=[]))

    assert answer.status_code == 422
    assert "Say what the briefing is about." in answer.content.decode()
    assert not Draft.objects.exists()


def test_an_officer_marks_nothing_above_his_clearance() -> None:
    answer = desk_of(OFFICER, "GREEN").post(NEW, typed(marking="AMBER"))

    assert answer.status_code == 422
    assert not Draft.objects.exists()


def test_the_preview_is_the_text_that_would_go_out() -> None:
    told = previewed(desk_of(OFFICER))

    assert "It is likely that Iran did it." in told["html"]
    assert "DRAFT" in told["html"]
    assert told["cautions"] == []


def test_the_checks_stand_beside_the_text() -> None:
    words = "It is likely, with high confidence, that Iran may have done it."

    told = previewed(desk_of(OFFICER), **{"judgements-0-text": words})

    assert {each["place"] for each in told["cautions"]} == {1}
    assert len(told["cautions"]) == 2


@pytest.mark.parametrize(
    ("clearance", "is_named"), [("RED", True), ("GREEN", False), ("CLEAR", False)]
)
def test_a_judgement_on_what_is_cut_names_it_only_to_who_may_see_it(
    clearance: str, *, is_named: bool
) -> None:
    rests = {"judgements-0-rests_on": ["claim-cinnabar"]}

    told = previewed(desk_of(OFFICER, clearance), **rests)

    assert ("TLP:RED" in json.dumps(told)) == is_named


def test_not_even_the_key_of_what_is_hidden_is_told_to_the_next_officer() -> None:
    rests = {"judgements-0-rests_on": ["claim-cinnabar"]}
    desk_of(OFFICER, "RED").post(NEW, typed(**rests))
    edition = Edition.objects.get()

    client = desk_of(OFFICER, "GREEN")
    pages = [client.get(page_of(edition) + each) for each in ("", "text/", "edit/")]

    text = " ".join(each.content.decode() for each in pages)
    assert "rests on something that you may not see" in text
    assert "If you save, it no longer does." in text
    assert "cinnabar" not in text


def test_the_preview_says_what_is_missing() -> None:
    assert "Title" in previewed(desk_of(OFFICER), title="")["problems"][0]


def test_one_asks_and_another_releases() -> None:
    author, second = desk_of(OFFICER), desk_of(PUBLISHER)
    author.post(NEW, typed())
    edition = Edition.objects.get()

    author.post(page_of(edition), {"act": "ask", "draft": edition.drafts.get().pk})
    asked = state_of(edition).asked
    assert asked
    waits = second.get(page_of(edition)).content.decode()
    second.post(page_of(edition), releasing(asked))

    assert "The Minister; The Cabinet" in waits
    assert state_of(edition).stage is Stage.RELEASED


def test_the_author_is_not_offered_the_release_and_refused_it() -> None:
    client = desk_of(OFFICER)
    client.post(NEW, typed())
    edition = Edition.objects.get()
    asked = make_ask(edition)

    shown = client.get(page_of(edition)).content.decode()
    answer = client.post(page_of(edition), releasing(asked))

    assert 'value="release"' not in shown
    assert messages(answer) == [
        "You wrote it or asked for its release. A second person must release it."
    ]
    assert state_of(edition).stage is Stage.ASKED


def test_what_was_answered_meanwhile_is_not_released_unseen() -> None:
    edition = make_edition()
    first = make_ask(edition)
    client = desk_of(PUBLISHER)
    client.post(
        page_of(edition), {"act": "send-back", "ask": first.pk, "reason": "Too long."}
    )
    make_ask(edition)

    answer = client.post(page_of(edition), releasing(first))

    assert "Look at it again." in messages(answer)[-1]
    assert state_of(edition).stage is Stage.ASKED


def test_a_reader_reads_what_is_released_and_no_draft() -> None:
    released = make_released(make_edition(title="Out")).draft.edition
    draft = make_edition(title="Not yet")
    client = desk_of(READER)

    text = client.get(LIST).content.decode()

    assert "Out" in text
    assert "Not yet" not in text
    assert client.get(page_of(released)).status_code == 200
    assert client.get(page_of(draft)).status_code == 404


@pytest.mark.parametrize("page", ["", "text/", "edit/", "files/{}/"])
def test_above_the_clearance_there_is_nothing(page: str) -> None:
    asked = make_released(make_edition(marking="AMBER", title="Of amber"))
    file = asked.files.earliest("pk")

    client = desk_of(OFFICER, "GREEN")

    answer = client.get(page_of(asked.draft.edition) + page.format(file.pk))
    assert answer.status_code == 404
    assert "Of amber" not in client.get(LIST).content.decode()


def test_a_file_comes_as_it_was_kept_under_a_name_with_its_marking() -> None:
    asked = make_released(make_edition(marking="AMBER_STRICT"))
    file = EditionFile.objects.get(ask=asked, format="pdf")

    answer = desk_of(READER).get(f"{page_of(asked.draft.edition)}files/{file.pk}/")

    assert answer.content == bytes(file.content)
    assert answer["Content-Type"] == "application/pdf"
    assert "-TLP-AMBER+STRICT.pdf" in answer["Content-Disposition"]


def test_the_page_of_a_release_shows_its_hashes_and_number() -> None:
    asked = make_released()

    text = desk_of(READER).get(page_of(asked.draft.edition)).content.decode()

    assert "BN-2026-001" in text
    for file in asked.files.all():
        assert file.sha256 in text


def test_a_correction_begins_as_edition_2_and_the_first_says_so() -> None:
    edition = make_released().draft.edition
    client = desk_of(OFFICER)

    answer = client.post(page_of(edition), {"act": "correct"})

    second = Edition.objects.get(previous=edition)
    assert answer["Location"] == f"{page_of(second)}edit/"
    assert "Edition 2" in client.get(page_of(edition)).content.decode()
    assert "Edition 2" not in desk_of(READER).get(page_of(edition)).content.decode()


def test_a_series_made_for_a_briefing_leads_back_to_it() -> None:
    made = {"name": "Notes", "code": "NT"}

    answer = desk_of(OFFICER).post("/admin/briefings/series/new/?then=briefing", made)

    assert answer["Location"] == "/admin/briefings/new/"


def test_a_release_is_rebuilt_to_the_same_bytes() -> None:
    edition = make_released().draft.edition

    answer = desk_of(READER).post(page_of(edition), {"act": "rebuild"})

    assert messages(answer) == ["Rebuilt from the record, the HTML has the same bytes."]


def test_the_language_is_chosen_on_the_form() -> None:
    told = previewed(desk_of(OFFICER), lang="fr")

    assert "Principales appréciations" in told["html"]
    assert "It is likely that Iran did it." in told["html"]
