"""A desk to work at in a real browser, and what must be true of every page of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
)

from desk.models import Clearance
from tests.browser.quick_axe import QUICK
from tests.build import make_user

# What a page reports of itself that the console leaves out.
LISTEN = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": WCAG}
BAD = ("critical", "serious")
RUN_AXE = """async ([within, options]) =>
    (await axe.run(within ?? document, options)).violations"""
WIDTHS = (1366, 360)
HEIGHT = 900
PATIENCE = 60_000  # milliseconds; a slow machine is no failure
expect.set_options(timeout=PATIENCE)


@dataclass
class Desk:
    """A served desk over a database of its own, and the browsers that look at it.

    Whatever a page does that none may do (a violation of the security policy, an
    error in the console, a request to another host) is kept in ``problems``, and
    fails the test at its end.
    """

    address: str
    browser: Browser
    problems: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def url(self, name: str, *args: Any, query: str = "") -> str:
        """Return the whole address of a named page."""
        return f"{self.address}{reverse(name, args=args)}{query}"

    def person(
        self, name: str, *groups: str, clearance: str = "RED", **fields: Any
    ) -> User:
        """Return a member of staff in these groups, cleared to a marking.

        ``is_superuser=True`` among the fields makes one who may do everything.
        """
        user = make_user(name, is_staff=True, **fields)
        user.groups.set([Group.objects.get(name=group) for group in groups])
        Clearance.objects.update_or_create(user=user, defaults={"marking": clearance})
        return user

    def sign_in(self, user: User | str, **options: Any) -> Page:
        """Return a page in a browser of its own in which the person is signed in.

        Options are those of `Browser.new_context`, such as ``color_scheme="dark"``
        or ``viewport={"width": 360, "height": 740}``.
        """
        page = self.stranger(**options)
        client = Client()
        client.force_login(
            User.objects.get(username=user) if isinstance(user, str) else user
        )
        cookie = client.cookies["sessionid"]
        page.context.add_cookies(
            [{"name": "sessionid", "value": cookie.value, "url": self.address}]
        )
        return page

    def stranger(self, **options: Any) -> Page:
        """Return a page in a browser of its own in which nobody is signed in."""
        options.setdefault("viewport", {"width": 1366, "height": 900})
        options.setdefault("reduced_motion", "reduce")
        context = self.browser.new_context(base_url=self.address, **options)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(LISTEN)
        self.contexts.append(context)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"script: {error.error}"))
        context.on("request", self._request)
        return context.new_page()

    def allow(self, pattern: str) -> None:
        """Expect a problem, such as ``status of 409`` where a page answers with it."""
        self.allowed.append(pattern)

    def close(self) -> None:
        """Close every browser that was opened."""
        while self.contexts:
            self.contexts.pop().close()

    def unexpected(self) -> list[str]:
        """Return the problems that the test did not expect."""
        return [
            problem
            for problem in self.problems
            if not any(re.search(pattern, problem) for pattern in self.allowed)
        ]

    def _note(self, problem: str) -> None:
        self.problems.append(problem)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        goes_to = urlsplit(request.url)
        ours = urlsplit(self.address)
        if goes_to.scheme not in ("data", "blob") and goes_to.netloc != ours.netloc:
            self._note(f"request to another host: {request.url}")


def in_every_look(page: Page, *, within: str | None = None) -> None:
    """Fail as ``in_both_colours`` does, on a telephone's width or on a desk's."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        in_both_colours(page, within=within)


def in_both_colours(page: Page, *, within: str | None = None) -> None:
    """Fail where the page is wider than its window, or unreadable in light or dark.

    Of the second look only the contrast is asked: nothing else changes with colours.
    """
    assert not scrolls_sideways(page), page.url
    page.emulate_media(color_scheme="light")
    axe(page, within=within)
    page.emulate_media(color_scheme="dark")
    axe(page, within=within, rules=("color-contrast",))


def axe(page: Page, *, within: str | None = None, rules: Sequence[str] = ()) -> None:
    """Fail on any critical or serious finding on the page, WCAG 2.2 AA.

    ``within`` is the selector of a part of the page; the whole page without one.
    ``rules`` are the only ones to be asked; all without any.
    """
    asked = {"type": "rule", "values": rules} if rules else ALL_RULES
    # Preloaded style sheets serve an experimental rule only, and are written into a
    # document of axe's own, which the page's policy would be broken by.
    options = {"resultTypes": ["violations"], "runOnly": asked, "preload": False}
    if not page.evaluate("'axe' in window"):
        page.evaluate(QUICK)
    bad = [
        f"{each['impact']} {each['id']}: {each['help']}\n"
        + "\n".join(f"    {node['html'][:200]}" for node in each["nodes"][:5])
        for each in page.evaluate(RUN_AXE, [within, options])
        if each["impact"] in BAD
    ]
    assert not bad, f"{page.url}\n" + "\n".join(bad)


def scrolls_sideways(page: Page) -> bool:
    """Whether the page itself, not a box in it, is wider than the window."""
    return bool(
        page.evaluate(
            "document.scrollingElement.scrollWidth"
            " > document.scrollingElement.clientWidth"
        )
    )


def focused(page: Page) -> str:
    """Return the id, the name or the words of what has the focus."""
    return str(
        page.evaluate(
            "(({id, name, innerText}) => id || name || innerText)"
            "(document.activeElement)"
        )
    )
