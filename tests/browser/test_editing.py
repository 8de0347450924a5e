"""Editing in a browser: two at once, after a crash, many at once; who may not."""

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from attribution.models import Claim
from desk.models import Autosave
from incidents.models import Change, Incident, Record
from incidents.services import save_record
from incidents.vocab import Door
from tests.browser.harness import Desk, axe
from tests.build import make_claim, make_incident, make_user
from tests.desk.pages import address

KEY = "inc-2022-07-15"


def incident() -> Incident:
    return Incident.objects.get(key=KEY)


def form_of(page: Page, desk: Desk, record: Record) -> None:
    page.goto(f"{desk.address}{address(type(record), 'change', record.pk)}")


def save(page: Page) -> None:
    page.keyboard.press("Control+s")


def versions(record: Record) -> int:
    return Change.objects.filter(record_id=record.pk).count()


def test_of_two_who_save_the_second_chooses_and_loses_nothing(desk: Desk) -> None:
    desk.allow("status of 409")
    first = desk.sign_in(desk.person("mira", "analyst"))
    second = desk.sign_in(desk.person("nils", "analyst"))
    for page in (first, second):
        form_of(page, desk, incident())
    first.fill("#id_name", "As the first has it")
    first.fill("#id_reason", "A better name.")
    save(first)
    expect(first.locator("#id_name")).to_have_value("As the first has it")
    first.wait_for_load_state()
    assert incident().name == "As the first has it"

    second.fill("#id_name", "As the second has it")
    second.fill("#id_outcome", "Wiped")
    second.fill("#id_reason", "Mine.")
    save(second)
    expect(second.get_by_role("heading", level=1)).to_contain_text("Somebody else")
    axe(second)
    second.check("input[name=choose-name][value=theirs]")
    second.get_by_role("button", name="Save what I chose").click()
    second.wait_for_url("**/change/")

    assert incident().name == "As the first has it"
    assert incident().outcome == "Wiped"
    assert versions(incident()) == 3


def test_work_is_recovered_after_the_browser_died(desk: Desk) -> None:
    person = desk.person("mira", "analyst")
    page = desk.sign_in(person)
    page.clock.install()
    form_of(page, desk, incident())
    page.fill("#id_name", "Half a thought")
    with page.expect_response(lambda answer: "/autosave/" in answer.url):
        page.clock.run_for(10_000)
    page.context.close()
    desk.contexts.clear()

    again = desk.sign_in(person)
    form_of(again, desk, incident())
    again.get_by_role("link", name="Recover it").click()

    expect(again.locator("#id_name")).to_have_value("Half a thought")
    expect(again.get_by_text("Nothing of it is saved yet").first).to_be_visible()
    assert versions(incident()) == 1
    axe(again)
    again.fill("#id_reason", "The other half.")
    save(again)
    again.wait_for_load_state()
    expect(again.locator("#id_name")).to_have_value("Half a thought")
    assert versions(incident()) == 2
    assert not Autosave.objects.exists()


def test_three_that_fail_are_named_and_left_out_of_a_bulk_edit(desk: Desk) -> None:
    denials = [make_claim(name=f"Nightjar denied {n}", stance="denies") for n in "abc"]
    others = [make_claim(name=f"Nightjar claimed {n}") for n in "abc"]
    page = desk.sign_in(desk.person("mira", "analyst"))
    page.goto(f"{desk.address}{address(Claim, 'changelist')}?q=Nightjar")
    page.check("#action-toggle")
    page.select_option("select[name=action]", label="Edit selected…")
    page.locator("button[name=index]").click()
    page.wait_for_url(f"**{reverse('desk:bulk', args=['claim'])}")
    axe(page)
    page.select_option("#id_how-denial_scope", "add")
    page.check("input[name=denial_scope][value=evidence]")
    page.fill("#id_reason", "They ask for evidence, too.")
    page.get_by_role("button", name="Preview").click()

    expect(page.get_by_role("alert").first).to_contain_text("3 cannot be changed")
    axe(page)
    page.get_by_role("button", name="Save all that are ticked").click()
    for claim in others:
        expect(page.get_by_text(f"{claim.name}:").first).to_be_visible()
    assert {versions(each) for each in (*denials, *others)} == {1}

    for claim in others:
        page.uncheck(f"#take-{claim.pk}")
    page.fill("#id_reason", "They ask for evidence, too.")
    page.get_by_role("button", name="Save all that are ticked").click()
    page.wait_for_url("**/claim/")

    assert {versions(each) for each in denials} == {2}
    assert {versions(each) for each in others} == {1}
    made = Change.objects.filter(version=2, record__in=[each.pk for each in denials])
    assert len({change.batch for change in made}) == 1


def test_a_reader_without_clearance_finds_nothing_of_a_hidden_record(
    desk: Desk,
) -> None:
    desk.allow("status of 404")
    hidden = make_incident(name="Operation Nightjar", key="inc-nightjar", marking="RED")
    page = desk.sign_in(desk.person("rolf", "reader", clearance="GREEN"))

    for path in (
        reverse("desk:incident", args=[hidden.key]),
        reverse("desk:record", args=[hidden.key]),
        reverse("desk:history", args=[hidden.key]),
    ):
        answer = page.goto(f"{desk.address}{path}")
        assert answer is not None
        assert answer.status == 404
        assert "Nightjar" not in page.content()
    page.goto(desk.url("desk:search", query="?q=nightjar"))
    assert "Operation" not in page.inner_text("main")
    page.goto(f"{desk.address}{address(Incident, 'changelist')}")
    assert "Nightjar" not in page.content()
    assert "New incident" not in page.content()


def test_what_was_lowered_stays_closed_until_somebody_approves(desk: Desk) -> None:
    desk.allow("status of 404")
    opened = make_incident(name="Operation Nightjar", key="inc-nightjar", marking="RED")
    opened.marking = "CLEAR"
    save_record(
        opened, by=make_user("mira"), at=timezone.now(), door=Door.DESK, reason="Open."
    )
    page = desk.sign_in(desk.person("rolf", "reader", clearance="GREEN"))

    answer = page.goto(desk.url("desk:incident", opened.key))

    assert answer is not None
    assert answer.status == 404
