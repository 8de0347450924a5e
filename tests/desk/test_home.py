"""The home page answers what waits for one, and tells nobody more than he may know."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from desk.models import Autosave
from desk.selectors.home import Waiting, changed_lately, releases_for, waiting_for
from incidents.models import Record
from review.services import break_glass, return_for_changes
from tests.build import NOON, make_claim, make_incident, make_source, make_user
from tests.desk.people import browser, staff
from tests.desk.posted import posted_rows
from tests.review.acts import LATER, approved, asked, edited
from tests.sharing.acts import publish_all

pytestmark = pytest.mark.django_db
APPROVE = "add_approval"
QUERIES = 27  # session, user, rights; four for the frame; the rest for the answers


def waiting(name: str, *rights: str, cleared: str = "CLEAR") -> Waiting:
    return waiting_for(staff(name, *rights, cleared=cleared), at=LATER)


def drafts(name: str, cleared: str = "CLEAR") -> set[str]:
    found = waiting(name, cleared=cleared).drafts.rows
    return {draft.change.record.key for draft in found}


def keys(*records: Record) -> set[str]:
    return {record.key for record in records}


def test_drafts_are_ones_own_that_nobody_was_asked_to_look_at() -> None:
    mine, sent, done = make_incident(), make_incident(), make_incident()
    others = make_incident(by=make_user("colleague"))
    asked(sent)
    approved(done)

    assert drafts("analyst") == keys(mine)
    assert drafts("colleague") == keys(others)


def test_a_record_that_a_colleague_edited_since_is_his_draft() -> None:
    incident = make_incident()
    edited(incident, by="colleague")

    assert drafts("analyst") == set()
    assert drafts("colleague") == keys(incident)


def test_an_edit_after_the_approval_is_a_draft_again() -> None:
    incident = make_incident()
    approved(incident)
    edited(incident)

    assert drafts("analyst") == keys(incident)


def test_a_draft_is_told_with_what_the_rules_find() -> None:
    make_claim()

    found = {d.change.record.kind: d for d in waiting("analyst").drafts.rows}

    assert found["claim"].errors + found["claim"].warnings > 0
    assert found["claim"].first


def test_a_draft_above_ones_clearance_is_not_named() -> None:
    make_incident(marking="RED")

    assert drafts("analyst", cleared="AMBER") == set()
    assert len(drafts("analyst", cleared="RED")) == 1


def test_requests_wait_for_whoever_may_decide_and_did_not_send_them() -> None:
    asked(make_incident(), by="analyst")

    assert waiting("reviewer", APPROVE).requests.count == 1
    assert waiting("analyst", APPROVE).requests.count == 0
    assert waiting("reader").requests.count == 0


def test_a_request_of_hidden_records_alone_waits_for_nobody_uncleared() -> None:
    asked(make_incident(marking="RED"))

    assert waiting("reviewer", APPROVE, cleared="GREEN").requests.count == 0


def test_what_came_back_is_told_with_the_reason() -> None:
    request = asked(make_incident())
    return_for_changes(request, by=make_user("reviewer"), at=LATER, reason="Source?")

    [back] = waiting("analyst").returned.rows

    assert (back.title, back.back.reason) == (request.title, "Source?")
    assert waiting("colleague").returned.count == 0


def test_a_returned_request_does_not_name_what_one_may_not_see() -> None:
    request = asked(make_incident(marking="RED", name="Secret"), by="analyst")
    request.title = "Secret"
    return_for_changes(request, by=make_user("reviewer"), at=LATER, reason="Why?")

    [back] = waiting("analyst", cleared="CLEAR").returned.rows

    assert "Secret" not in back.title


def test_notices_are_told_until_they_are_seen() -> None:
    staff("reviewer").groups.add(Group.objects.get_or_create(name="reviewer")[0])
    break_glass(make_incident(), by=make_user(), at=NOON, reason="Embargo.")
    reviewer = browser("reviewer")
    told = reviewer.get(reverse("desk:home")).content.decode()

    reviewer.post(reverse("desk:notices-seen"))

    assert "Embargo." in told
    assert "Embargo." not in reviewer.get(reverse("desk:home")).content.decode()


def test_unsaved_forms_are_ones_own() -> None:
    for name in ("analyst", "colleague"):
        Autosave.objects.create(
            user=make_user(name), page=f"/admin/{name}/", values=[], at=NOON
        )

    [unsaved] = waiting("analyst").unfinished.rows

    assert unsaved.page == "/admin/analyst/"


def test_no_more_than_a_few_are_shown_and_the_rest_is_counted() -> None:
    for _ in range(11):
        make_source()

    found = waiting("analyst").drafts

    assert (len(found.rows), found.count, found.more) == (8, 11, 3)


def test_what_waits_is_summed_up_in_words() -> None:
    make_incident()
    make_incident()
    Autosave.objects.create(
        user=make_user("analyst"), page="/admin/x/", values=[], at=NOON
    )

    assert waiting("analyst").words == "1 unsaved form, 2 drafts of yours"
    assert waiting("reader").words == ""


def test_new_posts_of_partners_wait_for_whoever_may_read_them() -> None:
    posted_rows("hidden")

    told = waiting("analyst", "view_postedobject")

    assert [str(each) for each in told.posts.rows] == ["seen posted"]
    assert told.words == "1 new post of a partner"
    assert not waiting("reader").posts.count
    analyst = browser("analyst", "view_postedobject")
    page = analyst.get(reverse("desk:home")).content.decode()
    assert "seen posted" in page
    assert "hidden posted" not in page


def test_what_changed_lately_comes_latest_first_and_under_the_clearance() -> None:
    old = make_incident(at=NOON)
    new = make_incident(at=NOON + timedelta(hours=3))
    make_incident(at=NOON + timedelta(hours=4), marking="RED")

    found = changed_lately(staff("reader"))

    assert [change.record_id for change in found] == [new.pk, old.pk]


def test_releases_count_only_what_the_reader_may_see() -> None:
    make_incident(marking="AMBER")
    publish_all()

    counts = []
    for marking in ("CLEAR", "AMBER"):
        [release] = releases_for(staff("reader", cleared=marking))
        counts.append(vars(release)["record_count"])

    assert counts[1] == counts[0] + 1


def test_releases_are_shown_to_whoever_may_see_them() -> None:
    for rights, shown in (((), False), (("view_release",), True)):
        page = browser("reader", *rights).get(reverse("desk:home")).content.decode()
        assert ("Last releases" in page) is shown


def test_home_takes_as_many_queries_for_much_as_for_little(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    person = browser("analyst", APPROVE, "view_release", cleared="RED")

    def fill(times: int) -> None:
        for _ in range(times):
            make_claim(at=NOON)
            asked(make_incident(by=make_user("colleague")), by="colleague")
            approved(make_incident())

    fill(1)
    person.get(reverse("desk:home"))
    with django_assert_num_queries(QUERIES):
        person.get(reverse("desk:home"))
    fill(5)

    with django_assert_num_queries(QUERIES):
        answer = person.get(reverse("desk:home"))

    assert answer.status_code == 200
