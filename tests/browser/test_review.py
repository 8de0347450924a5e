"""Reviewing in a browser: by keyboard, back and forth, side by side."""

from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from incidents.models import Record, Source
from incidents.services import save_record
from incidents.vocab import Door
from review.models import Approval, Request, Return
from review.selectors import is_approved
from sharing.models import PublishedRecord
from tests.asking import ask
from tests.browser.harness import Desk, focused, scrolls_sideways
from tests.build import make_user

KEY = "claim-us-nsc-2022-09-07"


def edited(record: Record, by: str = "mira", **values: Any) -> Record:
    for name, value in values.items():
        setattr(record, name, value)
    save_record(
        record, by=make_user(by), at=timezone.now(), door=Door.DESK, reason="Better."
    )
    return record


def sources(count: int) -> list[Source]:
    """Sources that have a later version than was approved."""
    found = list(Source.objects.order_by("key")[:count])
    for source in found:
        edited(source, author="A name that was missing")
    return found


def waiting(count: int) -> list[Request]:
    """Requests of one source each, the oldest first."""
    return [
        ask([source], by=make_user("mira"), at=timezone.now(), title=f"Source {n}")
        for n, source in enumerate(sources(count), start=1)
    ]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_reviewer_clears_ten_requests_without_a_pointer(desk: Desk) -> None:
    requests = waiting(10)
    page = desk.sign_in(desk.person("rita", "reviewer"))
    page.goto(desk.url("desk:queue"))

    press(page, "j", "j", "k")
    assert focused(page) == "Source 1"
    press(page, "Enter")
    for place, request in enumerate(requests):
        page.wait_for_url(f"**/queue/{request.pk}/")
        if place % 3 == 2:
            press(page, "r")
            assert focused(page) == "comment"
            page.keyboard.type("Name the author as a person.")
            press(page, "Control+Enter")
        else:
            press(page, "a", "Enter")
    page.wait_for_url("**/queue/")

    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    assert Approval.objects.filter(request__in=requests).count() == 7
    assert Return.objects.filter(request__in=requests).count() == 3


def test_a_letter_typed_into_the_comment_decides_nothing(desk: Desk) -> None:
    [request] = waiting(1)
    page = desk.sign_in(desk.person("rita", "reviewer"))
    page.goto(desk.url("desk:request", request.pk))

    press(page, "r")
    page.keyboard.type("a jar, a year, nobody")

    assert page.url.endswith(f"/queue/{request.pk}/")
    assert page.locator("#comment").input_value() == "a jar, a year, nobody"
    assert not page.locator("dialog[open]").count()


def test_returning_without_a_comment_stays_on_the_page(desk: Desk) -> None:
    [request] = waiting(1)
    page = desk.sign_in(desk.person("rita", "reviewer"))
    page.goto(desk.url("desk:request", request.pk))

    page.get_by_role("button", name="Return").click()

    assert focused(page) == "comment"
    assert not Return.objects.filter(request=request).exists()


def test_some_are_approved_and_the_rest_is_returned_with_a_comment(desk: Desk) -> None:
    good, bad = sources(2)
    request = ask([good, bad], by=make_user("mira"), at=timezone.now())
    page = desk.sign_in(desk.person("rita", "reviewer"))
    page.goto(desk.url("desk:request", request.pk))

    page.locator(f'#record-{bad.key} input[type="checkbox"]').uncheck()
    page.locator("#comment").fill("That is not its author.")
    page.get_by_role("button", name="Approve only what is ticked").click()
    page.wait_for_url("**/queue/")

    assert is_approved(good)
    assert not is_approved(bad)
    assert Return.objects.get(request=request).reason == "That is not its author."


def test_who_looks_at_a_request_is_seen_by_the_other(desk: Desk) -> None:
    [request] = waiting(1)
    rita = desk.sign_in(desk.person("rita", "reviewer"))
    luan = desk.sign_in(desk.person("luan", "reviewer"))

    with rita.expect_response("**/sight/"):
        rita.goto(desk.url("desk:request", request.pk))
    luan.goto(desk.url("desk:queue"))

    expect(luan.get_by_text("rita looks at it now")).to_be_visible()


def test_sent_returned_mended_approved_and_published(desk: Desk) -> None:
    source = Source.objects.order_by("key").first()
    assert source is not None
    analyst = desk.sign_in(desk.person("mira", "analyst"))
    reviewer = desk.sign_in(desk.person("rita", "reviewer"))
    publisher = desk.sign_in(desk.person("paul", "publisher"))

    mend(desk, analyst, source, "Frist title")
    send(desk, analyst, source)
    reviewer.goto(desk.url("desk:queue"))
    press(reviewer, "j", "r")
    reviewer.wait_for_url("**/queue/*/#return")
    reviewer.keyboard.type("A typing error in the title.")
    press(reviewer, "Control+Enter")
    reviewer.wait_for_url("**/queue/")

    analyst.goto(desk.url("admin:index"))
    expect(analyst.get_by_text("A typing error in the title.")).to_be_visible()
    mend(desk, analyst, source, "First title")
    send(desk, analyst, source)
    reviewer.goto(desk.url("desk:queue"))
    press(reviewer, "j", "Enter")
    reviewer.wait_for_url("**/queue/*/")
    press(reviewer, "a", "Enter")
    reviewer.wait_for_url("**/queue/")
    act(desk, publisher, source, "publish_selected", "A title mended")
    publisher.get_by_role("button", name="Publish 1 record").click()
    publisher.wait_for_url("**/releases/2/")

    sent = PublishedRecord.objects.filter(key=source.key).latest("version")
    assert b"First title" in bytes(sent.body)
    assert sent.version == 3


def mend(desk: Desk, page: Page, source: Source, title: str) -> None:
    """Give the source another title in its form."""
    page.goto(desk.url("admin:incidents_source_change", source.pk))
    page.locator("#id_name").fill(title)
    page.locator("#id_reason").fill("The title as it is printed.")
    page.locator('[name="_save"]').first.click()
    page.wait_for_url("**/incidents/source/")


def send(desk: Desk, page: Page, source: Source) -> None:
    act(desk, page, source, "request_review_of_selected", "Title")


def act(desk: Desk, page: Page, source: Source, action: str, words: str) -> None:
    """Do something with the source in the list of sources."""
    page.goto(desk.url("admin:incidents_source_changelist", query=f"?q={source.key}"))
    page.locator(f'input[name="_selected_action"][value="{source.pk}"]').check()
    page.locator('select[name="action"]').first.select_option(action)
    page.locator('input[name="words"]').first.fill(words)
    page.locator('button[name="index"]').first.click()
    page.wait_for_load_state()


def test_two_versions_are_compared_and_one_value_is_put_back(desk: Desk) -> None:
    claim = Record.objects.get(key=KEY).as_claim
    before = claim.wording
    mira = desk.person("mira", "analyst")
    edited(claim, wording=f"{before} And more.", original_words="with great certainty")
    page = desk.sign_in(mira)
    page.goto(desk.url("desk:history", KEY))

    page.get_by_role("button", name="Compare the two chosen").click()
    page.wait_for_url("**/compare/1/2/")
    marked = page.locator("ins")
    expect(marked.filter(has_text="And more.")).to_have_count(1)
    expect(
        page.get_by_text("2 changes between version 1 and version 2")
    ).to_be_visible()
    page.get_by_role("link", name="Use this value of: In our words").click()
    page.get_by_label("Why").fill("Nobody said more.")
    page.get_by_role("button", name="Put it back as a draft").click()
    page.wait_for_url("**/history/")

    expect(
        page.get_by_text("restored from v1: Nobody said more.").first
    ).to_be_visible()
    claim.refresh_from_db()
    assert claim.wording == before
    assert claim.original_words == "with great certainty"


def test_a_comparison_stands_one_above_the_other_on_a_narrow_screen(
    desk: Desk,
) -> None:
    edited(Record.objects.get(key=KEY).as_claim, wording="Quite other words.")
    wide, narrow = (
        desk.sign_in("reviewer", viewport={"width": width, "height": 800})
        for width in (1366, 360)
    )
    for page in (wide, narrow):
        page.goto(desk.url("desk:compare", KEY, 1, 2))

    assert boxes(wide)[0]["y"] == boxes(wide)[1]["y"]
    assert boxes(narrow)[0]["y"] < boxes(narrow)[1]["y"]
    assert not scrolls_sideways(narrow)


def boxes(page: Page) -> list[Any]:
    line = page.locator(".diff-line").first
    return [
        line.locator(side).bounding_box() for side in (".diff-before", ".diff-after")
    ]


def test_a_comparison_prints_its_signs_and_leaves_out_its_buttons(desk: Desk) -> None:
    edited(Record.objects.get(key=KEY).as_claim, wording="Quite other words.")
    page = desk.sign_in("reviewer")
    page.goto(desk.url("desk:compare", KEY, 1, 2))

    page.emulate_media(media="print")

    expect(page.get_by_text("Use this value")).to_be_hidden()
    expect(page.locator(".diff-sign").first).to_be_visible()
    expect(page.locator("ins").first).to_be_visible()


def test_a_reader_without_clearance_finds_nothing(desk: Desk) -> None:
    claim = Record.objects.get(key=KEY).as_claim
    edited(claim, marking="RED")
    request = ask([claim], by=make_user("mira"), at=timezone.now(), title="Red words")
    page = desk.sign_in(desk.person("greta", "reviewer", clearance="GREEN"))
    desk.allow("status of 404")

    for address in (
        desk.url("desk:history", KEY),
        desk.url("desk:compare", KEY, 1, 2),
        desk.url("desk:request", request.pk),
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 404
    page.goto(desk.url("desk:queue", query="?show=open"))

    expect(page.get_by_text("Nothing waits for a decision.")).to_be_visible()
