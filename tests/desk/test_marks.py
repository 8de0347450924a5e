"""Markings, stances and states are told by words and shape, and to whom they may."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.template import Context, Template
from django.test import RequestFactory

from attribution.models import Claim
from attribution.vocab.claims import Stance
from desk.marks import CONTESTS, STANCES
from desk.models import Clearance
from desk.standing import marks, with_standing
from incidents.models import Record
from incidents.vocab import Marking, RecordState
from positions.contest import PRECEDENCE
from review.services import return_for_changes
from tests.build import NOON, make_claim, make_incident, make_user
from tests.review.acts import LATER, approved, asked, edited
from tests.sharing.acts import publish_all

pytestmark = pytest.mark.django_db


def shown(
    markup: str, user: User | AnonymousUser | None = None, **values: object
) -> str:
    request = RequestFactory().get("/admin/")
    request.user = user or AnonymousUser()
    context = Context({"request": request, **values})
    return Template("{% load desk %}" + markup).render(context)


@pytest.mark.parametrize("marking", Marking)
def test_a_badge_has_the_words_of_its_marking(marking: Marking) -> None:
    assert f">{marking.label}<" in shown("{% tlp marking %}", marking=marking.value)


def test_a_record_without_a_marking_is_said_to_be_unmarked() -> None:
    assert ">unmarked<" in shown("{% tlp '' %}")


def test_every_stance_and_every_headline_has_a_shape() -> None:
    assert set(STANCES) == set(Stance.values)
    assert set(CONTESTS) == set(PRECEDENCE)


def test_a_stance_is_told_of_a_claim_and_of_its_word() -> None:
    claim = make_claim(stance="denies")

    of_claim, of_word = shown("{% stance c %}", c=claim), shown("{% stance 'denies' %}")

    assert of_claim == of_word
    assert "Denies" in of_word
    assert 'aria-hidden="true">✕<' in of_word


def test_a_contest_is_told_in_words() -> None:
    assert "contested: rival culprits" in shown("{% contest 'rival' %}")


def test_a_link_leads_to_the_record_with_its_marking_unless_it_is_clear() -> None:
    user = cleared("RED")
    clear, amber = make_incident(name="Open"), make_incident(marking="AMBER")

    assert "TLP" not in shown("{% record_link r %}", user, r=clear)
    assert "TLP:AMBER" in shown("{% record_link r %}", user, r=amber)
    assert f"/r/{clear.key}/" in shown("{% record_link r %}", user, r=clear)


def test_a_link_names_nothing_of_a_record_that_the_reader_may_not_see() -> None:
    hidden = make_incident(name="Secret", key="secret", marking="RED")

    for reader in (cleared("AMBER"), None):
        link = shown("{% record_link r %}", reader, r=hidden)
        assert "secret" not in link.lower()
        assert "a record you may not see" in link


def cleared(marking: str) -> User:
    user = make_user(f"reader-{marking.lower()}")
    Clearance.objects.get_or_create(user=user, marking=marking)
    return User.objects.get(pk=user.pk)


def words_of(record: Record) -> list[str]:
    return [mark.words for mark in marks(Record.objects.get(pk=record.pk))]


def test_a_record_is_marked_with_how_far_it_has_come() -> None:
    claim = make_claim()
    told = [words_of(claim)]
    request = asked(claim)
    told.append(words_of(claim))
    return_for_changes(request, by=make_user("reviewer"), at=LATER, reason="Why?")
    told.append(words_of(claim))
    approved(claim)
    told.append(words_of(claim))

    assert told == [["draft v1"], ["v1 in review"], ["draft v1"], ["v1 approved"]]


def test_a_published_record_with_a_newer_draft_is_told_as_both() -> None:
    incident = make_incident()
    publish_all()
    before = words_of(incident)
    edited(incident)

    assert before == ["published v1"]
    assert words_of(incident) == ["published v1", "draft v2"]


def test_a_record_taken_back_is_told_so_first() -> None:
    taken_back = make_claim(
        state=RecordState.WITHDRAWN, state_reason="So.", state_by="They", state_at=NOON
    )

    assert words_of(taken_back)[0] == "withdrawn"


def test_a_list_reads_its_marks_with_its_rows(
    django_assert_num_queries: object,
) -> None:
    for _ in range(3):
        make_claim()

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = [marks(each) for each in with_standing(Claim.objects.all())]

    assert len(found) == 3
