"""A briefing from "new briefing" to its released files, in a browser."""

from playwright.sync_api import Page, expect

from briefings.models import Draft, EditionFile, Template
from tests.briefings.desk import make_series
from tests.browser.harness import Desk, axe, in_every_look

JUDGEMENT = "It is likely that Iran stood behind it."


def begun(desk: Desk) -> Page:
    """Return the editor, begun from the incident, with a title and a marking."""
    make_series()
    page = desk.sign_in(desk.person("olga", "briefing officer"))
    page.goto(desk.url("desk:briefing-new", query="?about=inc-2022-07-15"))
    page.get_by_label("Title").fill("The attacks on Albania")
    page.get_by_label("Marking").select_option("AMBER")
    return page


def insert(page: Page, words: str) -> None:
    """Choose the first claim, source or incident that these words find."""
    page.keyboard.type("@")
    page.keyboard.type(words)
    found = page.locator(".select2-results__option .hit-name").first
    expect(found).to_be_visible()
    page.keyboard.press("Enter")


def test_from_new_briefing_to_released_files(desk: Desk) -> None:
    page = begun(desk)
    page.get_by_label("Recipients").fill("The Minister")
    page.get_by_label("Judgement", exact=True).fill(JUDGEMENT)
    page.get_by_label("Likelihood", exact=True).select_option("likely")
    page.get_by_label("Confidence", exact=True).select_option("moderate")
    preview = page.locator("[data-paper]")
    expect(preview.get_by_text(JUDGEMENT).first).to_be_visible()
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Ask for release").click()
    expect(page.get_by_text("Its release is asked for.")).to_be_visible()
    address = page.url

    second = desk.sign_in(desk.person("piet", "publisher"))
    second.goto(address)
    expect(second.locator("[data-paper]").get_by_text(JUDGEMENT).first).to_be_visible()
    second.get_by_label("I have read it. It goes out as BN-").check()
    second.get_by_role("button", name="Release").click()

    expect(second.get_by_text("Released as BN-")).to_be_visible()
    with second.expect_download() as sent:
        second.get_by_role("link", name="edition-1-TLP-AMBER.pdf").click()
    assert sent.value.suggested_filename.endswith("-edition-1-TLP-AMBER.pdf")
    kept = EditionFile.objects.get(is_draft=False, format="pdf")
    assert sent.value.path().read_bytes() == bytes(kept.content)
    axe(second, within="#content-main")


def test_a_note_is_put_into_the_text_by_keyboard(desk: Desk) -> None:
    page = begun(desk)
    box = page.get_by_label("Judgement", exact=True)
    box.fill("Iran denied it ")
    box.press("End")

    insert(page, "Iran denies the claim")

    expect(box).to_be_focused()
    page.keyboard.type("soon after.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    kept = Draft.objects.get().asked["judgements"][0]
    assert kept["rests_on"]
    assert kept["text"].startswith(f"Iran denied it @{kept['rests_on'][0]} ")


def test_the_checks_show_while_the_officer_types(desk: Desk) -> None:
    page = begun(desk)

    page.get_by_label("Judgement", exact=True).fill("Iran may have done it.")

    row = page.locator("#judgements-0-row")
    found = row.locator("[data-cautions-of] li").first
    expect(found).to_contain_text("may")


def test_sections_are_put_in_order_by_keyboard(desk: Desk) -> None:
    page = begun(desk)
    page.get_by_text("Look, language, sections and their order").click()

    page.get_by_role("button", name="Move up: Timeline").press("Enter")
    expect(page.get_by_role("button", name="Move up: Timeline")).to_be_focused()
    page.keyboard.press("Control+Enter")

    expect(page.get_by_text("Saved.")).to_be_visible()
    kept = Draft.objects.get().asked["sections"]
    assert kept.index("timeline") < kept.index("facts")


def test_a_template_is_shown_as_it_is_typed_and_put_in_order(desk: Desk) -> None:
    page = desk.sign_in(desk.person("olga", "briefing officer"))
    page.goto(desk.url("desk:briefing-look"))

    page.get_by_label("Name").fill("The office's")
    page.get_by_label("Issuer").fill("The office of examples")
    page.get_by_role("button", name="Move down: Key judgements").press("Enter")

    paper = page.locator("[data-paper]")
    expect(paper.get_by_text("The office of examples").first).to_be_visible()
    first = paper.get_by_role("heading", level=2).first
    expect(first).to_have_text("What happened, what was done, who says what")
    in_every_look(page, within="#content-main")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Template.objects.get().look["sections"].startswith("glance,judgements,")
