"""The HTML file: a policy of its own, nothing fetched, all there without scripts."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from briefings import html
from briefings.tree import Section
from tests.briefings.sample import matrix, sample
from tests.chromium import chromium

POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


def whole() -> str:
    return html.write(sample()).decode()


def test_the_policy_lets_nothing_in_but_what_the_file_holds() -> None:
    found = POLICY.search(whole())

    assert found
    policy = found.group(1).replace("&#x27;", "'")
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        held = re.search(rf"<{tag}>(.*?)</{tag}>", whole(), re.DOTALL)
        assert held
        digest = b64encode(sha256(held.group(1).encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_nothing_is_styled_or_run_inside_the_text() -> None:
    body = html.body(sample())

    assert not re.search(r"\sstyle=|\son\w+=|<script|<style|<link|src=", body)


def test_the_file_names_no_other_host_to_fetch_from() -> None:
    assert not re.search(r'(src|srcset|poster|data)="https?:|url\(|@import', whole())


def test_each_note_leads_back_to_its_first_reference() -> None:
    body = html.body(sample())

    for number in range(1, 6):
        assert f'href="#note-{number}" id="ref-{number}-1"' in body
        assert f'href="#ref-{number}-1" role="doc-backlink"' in body


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> str:
    section = Section("m", "Matrix", (matrix(30, 21),))
    made = tmp_path / "briefing.html"
    sections = (*sample().sections[:3], section)
    made.write_bytes(html.write(sample(sections=sections)))
    return made.as_uri()


def test_it_opens_from_a_file_under_its_policy_and_axe_finds_nothing(
    browser: Browser, file: str
) -> None:
    page, heard = browser.new_page(), []
    page.on("console", lambda message: heard.append(message.text))
    page.goto(file)

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert heard == []


def test_the_matrix_is_filtered_and_sorted_in_all_its_parts(
    browser: Browser, file: str
) -> None:
    page = browser.new_page()
    page.goto(file)
    rows = page.locator("table.matrix tbody tr")

    page.get_by_role("searchbox").fill("incident 30")
    assert rows.locator("visible=true").count() == 3
    page.get_by_role("searchbox").fill("")
    page.locator("table.matrix thead button").first.click()
    page.locator("table.matrix thead button").first.click()
    firsts = page.locator("table.matrix tbody tr:first-child th")
    assert firsts.all_inner_texts() == ["Incident 30"] * 3


def test_heads_that_can_be_sorted_by_are_plain_words_on_paper(
    browser: Browser, file: str
) -> None:
    page = browser.new_page()
    page.goto(file)
    head = page.locator("table.matrix thead th").first

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert head.evaluate("head => head.firstChild.nodeName") == "#text"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert head.evaluate("head => head.firstChild.nodeName") == "BUTTON"


def test_it_is_whole_without_scripts_and_on_a_telephone(
    browser: Browser, file: str
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 700}
    )
    page = context.new_page()
    page.goto(file)

    assert page.locator("table.matrix tbody tr").count() == 90
    assert page.get_by_role("searchbox").count() == 0
    box = page.locator("main").bounding_box()
    assert box
    assert box["width"] <= 360
