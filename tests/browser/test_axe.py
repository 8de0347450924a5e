"""Every page kind: accessible by axe, no wider than the window, light and dark.

A new page is one line in ``PAGES``: what it is, and its path. Braces stand for what
the published case holds: ``{incident}`` is the key of its incident, ``{claim}`` the
row of one of its claims; see ``names``.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page, expect

from attribution.models import Claim
from incidents.models import Record
from incidents.services import save_record
from incidents.vocab import Door
from review.models import Request
from sharing.models import Partner, PostedObject, ServiceToken
from tests.asking import ask
from tests.briefings.desk import make_ask, make_edition, make_released
from tests.browser.harness import Desk, in_every_look
from tests.desk.importing import identities, imported
from tests.sharing.inbox.posts import malware, post
from tests.sharing.webhooks.acts import make_tried_webhook

PAGES = {
    "home": "/admin/",
    "settings": "/admin/settings/",
    "list of claims": "/admin/attribution/claim/",
    "list with a filter and an order": "/admin/attribution/claim/?stance=denies&o=2",
    "list without a row": "/admin/attribution/claim/?q=nobodysaidthis",
    "list of versions": "/admin/incidents/change/",
    "list of people": "/admin/auth/user/",
    "new incident": "/admin/incidents/incident/add/",
    "new person": "/admin/auth/user/add/",
    "claim, with its rows": "/admin/attribution/claim/{claim}/change/",
    "source": "/admin/incidents/source/{source}/change/",
    "version": "/admin/incidents/change/{version}/change/",
    "release": "/admin/sharing/release/{release}/change/",
    **{
        f"incident, {tab}": f"/admin/incidents/{{incident}}/{tab}/"
        for tab in (
            *("facts", "timeline", "claims", "evidence", "responses", "relations"),
            *("sources", "history", "preview"),
        )
    },
    "statement": "/admin/incidents/{incident}/statement/",
    "record": "/admin/r/{key}/",
    "history": "/admin/r/{key}/history/",
    "version in words": "/admin/r/{key}/history/1/",
    "comparison": "/admin/r/{key}/compare/1/2/",
    "putting back": "/admin/r/{key}/restore/?version=1",
    "breaking the glass": "/admin/r/{key}/break-glass/",
    "queue": "/admin/queue/",
    "queue, what was decided": "/admin/queue/?show=decided",
    "request": "/admin/queue/{request}/",
    "warnings": "/admin/warnings/?incident={incident}&ticked=1",
    "sending to review": "/admin/send/?record={key}&record={incident}",
    "preview": "/admin/r/{key}/preview/",
    "publishing": "/admin/publish/?of={incident}",
    "what a release holds": "/admin/releases/{release}/",
    "search": "/admin/search/?q=iran",
    "who has accused": "/admin/accused/",
    "collection-open": "/admin/collections/open/",
    "imports": "/admin/imports/",
    "briefings": "/admin/briefings/",
    "new briefing": "/admin/briefings/new/?about={incident}",
    "briefing, asked for": "/admin/briefings/{asked}/",
    "briefing, released": "/admin/briefings/{briefing}/",
    "briefing, edited": "/admin/briefings/{asked}/edit/",
    "templates and series": "/admin/briefings/looks/",
    "new template": "/admin/briefings/looks/new/",
    "new series": "/admin/briefings/series/new/",
    "inbox": "/admin/inbox/?state=all",
    "posted object": "/admin/inbox/{posted}/",
    "webhooks": "/admin/webhooks/",
    "webhook": "/admin/webhooks/{webhook}/",
    "partners": "/admin/sharing/partner/",
    "new partner": "/admin/sharing/partner/add/",
    "partner": "/admin/partners/{partner}/",
    "as a partner sees it": "/admin/partners/{partner}/sees/?of={incident}",
    "client kit": "/admin/partners/{partner}/kit/",
    "suspending a partner": "/admin/partners/{partner}/suspend/",
    "new token": "/admin/partners/{partner}/tokens/add/",
    "replacing a token": "/admin/tokens/{token}/replace/",
    "revoking a token": "/admin/tokens/{token}/revoke/",
    "service token": "/admin/sharing/servicetoken/{token}/change/",
    "pulls": "/admin/sharing/pull/",
    "who has received": "/admin/r/{key}/received/",
    "merging": "/admin/merge/?gone={key}",
    "not there": "/admin/nowhere/",
}
STRANGERS = {"signing in": "/accounts/login/"}


@pytest.fixture(scope="module")
def names(module_desk: Desk) -> dict[str, object]:
    """What the braces in the paths stand for, with a request that waits."""
    claim = Claim.objects.get(key="claim-us-nsc-2022-09-07")
    analyst = User.objects.get(username="analyst")
    claim.wording = f"{claim.wording} Looked at again."
    version = save_record(
        claim, by=analyst, at=timezone.now(), door=Door.DESK, reason="Wording."
    )
    request = ask([claim], by=analyst, at=timezone.now(), title="One claim")
    short: dict[str, Any] = {
        "about": ("inc-2022-07-15",),
        "sections": ("judgements",),
    }
    post(malware(x_score=3, labels=["seen"], minute=1))
    return {
        "incident": "inc-2022-07-15",
        "key": claim.key,
        "claim": claim.pk,
        "source": Record.objects.filter(kind="source").earliest("pk").pk,
        "version": version.pk,
        "release": 1,
        "asked": make_ask(make_edition(**short)).draft.edition_id,
        "briefing": make_released(make_edition(**short)).draft.edition_id,
        "request": Request.objects.get(pk=request.pk).pk,
        "posted": PostedObject.objects.latest("pk").pk,
        "webhook": make_tried_webhook().partner_id,
        "partner": Partner.objects.earliest("pk").pk,
        "token": ServiceToken.objects.earliest("pk").pk,
    }


@pytest.fixture(scope="module")
def windows() -> Iterator[list[Page]]:
    """The window that is open, if one is."""
    opened: list[Page] = []
    yield opened
    for page in opened:
        page.context.close()


@pytest.fixture
def window(module_desk: Desk, windows: list[Page]) -> Page:
    """One window for all pages: a browser reads the same scripts faster again.

    After a page at which it crashed, which fails the test, there is another.
    """
    if not windows:
        page = module_desk.sign_in(module_desk.person("everything", is_superuser=True))
        module_desk.contexts.remove(page.context)
        page.on("crash", lambda _: windows.clear())
        windows.append(page)
    return windows[0]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page_is_accessible(
    shared_desk: Desk, window: Page, names: dict[str, object], path: str
) -> None:
    shared_desk.allow("status of 404.*nowhere")

    window.goto(path.format(**names))
    expect(window.locator("[aria-busy=true]")).to_have_count(0)  # previews, too

    in_every_look(window)


@pytest.mark.parametrize("path", STRANGERS.values(), ids=STRANGERS)
def test_page_of_a_stranger_is_accessible(shared_desk: Desk, path: str) -> None:
    page = shared_desk.stranger()

    page.goto(path)

    in_every_look(page)


def test_an_import_that_waits_is_accessible(shared_desk: Desk) -> None:
    batch = imported(identities("Alpha", "Beta") + "Gamma,,\n")
    page = shared_desk.sign_in("analyst")

    page.goto(shared_desk.url("desk:import", batch.pk))

    in_every_look(page)
