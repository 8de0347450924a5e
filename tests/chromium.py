"""The system's Chromium, for tests of what a browser makes of our pages and files."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

# The first is the same engine without windows, menus and their own pages around what is
# tested: two thirds of the work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-gpu",
    # All pages of one person come from one server: they need no process each.
    "--disable-site-isolation-trials",
    "--renderer-process-limit=1",
    # No page lives long enough to earn the best machine code; quicker compilers stay.
    "--js-flags=--no-turbofan",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open it. Without one the test is skipped, but fails where CI is set."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        assert not os.environ.get("CI"), "Chromium is not installed."
        pytest.skip("Chromium is not installed.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()
