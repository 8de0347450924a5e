"""`manage.py bench_desk`: how long the desk's pages take with 100,000 records.

It works in a database of its own, made up from a fixed seed, which it drops in the
end. Times are those of the server alone, in this process; each page is opened so often
after two times that do not count.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter, process_time

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils.http import urlencode

from desk.management.crowd import BUSY, RARE, fill
from desk.selectors.figures import SUBTITLES
from desk.services.people import set_clearance
from sharing.management.scratch import scratch_database, settle

WARM = 2
ACTOR, STATE = "threat-actor-000003", "identity-000003"
ROW = "| {:42} | {:>7} | {:>8} | {:>13} | {:>6} | {:>7} |"


@dataclass(frozen=True, slots=True)
class Page:
    """One page to open, and the most milliseconds that it should take, if any."""

    title: str
    address: str
    goal: int | None = None


class Command(BaseCommand):
    """Fill a scratch database, open the desk's pages, print a Markdown table."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many records there are, and how often a page is opened."""
        parser.add_argument("--records", type=int, default=100_000)
        parser.add_argument("--rounds", type=int, default=11)

    def handle(self, *, records: int, rounds: int, **options: object) -> None:
        """Make the records, then measure page by page."""
        with scratch_database("attribution_bench_desk"):
            analyst = User.objects.create_superuser("analyst")
            set_clearance(analyst, "AMBER")
            reviewer = User.objects.create_user("reviewer")
            started = perf_counter()
            made = fill(records, analyst=analyst, reviewer=reviewer)
            settle()
            self.stdout.write(
                f"{made:,} records made in {perf_counter() - started:.0f} s, the desk "
                f"read with clearance AMBER\n"
            )
            client = Client()
            client.force_login(analyst)
            hosts = [*settings.ALLOWED_HOSTS, "testserver"]
            with override_settings(ALLOWED_HOSTS=hosts):
                self._measure(client, rounds)

    def _measure(self, client: Client, rounds: int) -> None:
        heads = ("page", "goal ms", "p50 ms", "p10 to p90", "CPU ms", "queries")
        self.stdout.write(ROW.format(*heads))
        self.stdout.write(ROW.format("-" * 42, "--:", "--:", "--:", "--:", "--:"))
        for page in pages():
            walls, works, queries = opened(client, page.address, rounds)
            low, *_, high = quantiles(walls, n=10)
            goal = "" if page.goal is None else page.goal
            spread = f"{low:.0f} to {high:.0f}"
            self.stdout.write(
                ROW.format(
                    page.title,
                    goal,
                    f"{median(walls):.0f}",
                    spread,
                    f"{median(works):.0f}",
                    queries,
                )
            )


def opened(
    client: Client, address: str, rounds: int
) -> tuple[list[float], list[float], int]:
    """Return how long each round took, how long this process worked, and queries."""
    walls, works = [], []
    for _ in range(WARM + rounds):
        started, worked = perf_counter(), process_time()
        answer = client.get(address)
        walls.append((perf_counter() - started) * 1000)
        works.append((process_time() - worked) * 1000)
        assert answer.status_code == 200, (address, answer.status_code)  # noqa: PLR2004
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return walls[WARM:], works[WARM:], len(queries)


def pages() -> Iterator[Page]:
    """Yield the pages to open."""
    yield from _lists()
    yield from _found()
    yield Page("incident with 400 claims", reverse("desk:incident", args=[BUSY]), 1000)
    claims = reverse("desk:incident", args=[BUSY, "claims"])
    yield Page("its claims", claims, 1000)
    for name in SUBTITLES:
        drawn = reverse("desk:figure", args=[BUSY, name, "svg"])
        yield Page(f"its {name} as a picture", drawn)
    accused = reverse("desk:accused")
    yield Page("who has accused, one actor", f"{accused}?of={ACTOR}")
    yield Page("who has accused, a state and all tied", f"{accused}?of={STATE}&tied=1")
    yield Page("what it has said", f"{accused}?of={STATE}&tied=1&view=by")
    yield Page("page of an actor", reverse("desk:record", args=[ACTOR]))


def _lists() -> Iterator[Page]:
    incidents = reverse("admin:incidents_incident_changelist")
    everything = reverse("admin:incidents_record_changelist")
    claims = reverse("admin:attribution_claim_changelist")
    yield Page("all records, first page", everything, 60)
    yield Page("all records, filter", f"{everything}?kind=claim&kind=event", 60)
    yield Page("all records, by name", f"{everything}?o=1", 60)
    yield Page("all records, rare word", f"{everything}?q={RARE}", 120)
    yield Page("all records, common word", f"{everything}?q=ministry", 250)
    yield Page("all records, page 100", f"{everything}?p=100", 300)
    yield Page("all records, page 200", f"{everything}?p=200", 300)
    yield Page("incidents, first page", incidents, 60)
    yield Page("incidents, filter", f"{incidents}?determination=confirmed", 60)
    yield Page("incidents, by name", f"{incidents}?o=1", 60)
    yield Page("incidents, by date, earliest first", f"{incidents}?o=2", 60)
    yield Page("incidents, rare word", f"{incidents}?q={RARE}", 120)
    yield Page("incidents, common word", f"{incidents}?q=ministry", 250)
    yield Page("incidents, page 200", f"{incidents}?p=200", 300)
    yield Page("incidents, date in 2021", f"{incidents}?occurred=2021")
    yield Page("incidents, not published", f"{incidents}?progress=unpublished")
    yield Page("incidents, contested", f"{incidents}?contest=any")
    yield Page("claims, first page", claims, 60)
    yield Page("claims, by one actor", f"{claims}?attributed_to={ACTOR}", 60)
    yield Page("claims, by country", f"{claims}?country=loc-al")


def _found() -> Iterator[Page]:
    field = {
        "app_label": "attribution",
        "model_name": "claim",
        "field_name": "attributed_to",
    }
    any_kind = {"kinds": "identity,threat-actor,incident,source"}
    for title, term, asked in (
        ("keystroke, one letter", "o", field),
        ("keystroke, two letters", "ru", any_kind),
        ("keystroke, long", "ministry of energy of latvia", any_kind),
        ("keystroke, common word", "ministry", any_kind),
        ("keystroke, native script", "سپاه", field),
        ("keystroke, two ideographs", "国家", any_kind),
    ):
        query = urlencode({**asked, "term": term})
        yield Page(title, f"{reverse('desk:autocomplete')}?{query}", 200)
    search = reverse("desk:search")
    yield Page("search everything, rare word", f"{search}?q={RARE}")
    yield Page("search everything, common word", f"{search}?q=ministry")
    yield Page("search everything, two words", f"{search}?q=latvia+energy")
