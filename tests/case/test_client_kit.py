"""Every snippet of the client kit runs as it stands, against a live server (PA16)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
import requests
from django.conf import settings
from django.test import Client
from django.urls import reverse

from briefings.models import EditionFile
from config.demo import Demonstration
from sharing.access.kit import KIT, snippets
from sharing.models import Collection, Partner, Pull
from sharing.services import open_inbox
from tests.briefings.desk import make_edition, make_released
from tests.desk.world import person
from tests.sharing.taxii import world
from tests.sharing.taxii.conftest import live, server

__all__ = ["live", "server"]  # the fixtures
ALIAS = "published-green"
GOLDEN = settings.BASE_DIR / "tests" / "golden"


@pytest.fixture
def kit(albania_alone: Demonstration, live: str) -> dict[str, str]:
    collection = Collection.objects.get(alias=ALIAS)
    return {each.name: each.text for each in snippets(f"{live}/", collection)}


def run(
    text: str, folder: Path, made: Demonstration, *program: str, token: str = ""
) -> Any:
    """Run a snippet as a partner would, with the token in the environment."""
    return subprocess.run(
        [*(program or ("sh", "-eu", "-c")), text],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=60,
        env={"PATH": os.environ["PATH"], "TOKEN": token or made.token.read_text()},
    )


def held(alias: str = ALIAS) -> int:
    return Collection.objects.get(alias=alias).entries.filter(is_last=True).count()


needs_curl = pytest.mark.skipif(not shutil.which("curl"), reason="no curl here")


@needs_curl
def test_curl_reads_collections_and_objects_by_taxii(
    kit: dict[str, str], albania_alone: Demonstration, tmp_path: Path
) -> None:
    done = run(kit["curl-taxii"], tmp_path, albania_alone)

    assert (done.returncode, done.stderr) == (0, "")
    listed, _, envelope = done.stdout.partition('{"more"')
    assert ALIAS in listed
    assert len(orjson.loads(f'{{"more"{envelope}')["objects"]) == 100


@needs_curl
def test_curl_reads_incidents_and_a_whole_collection_by_rest(
    kit: dict[str, str], albania_alone: Demonstration, tmp_path: Path
) -> None:
    done = run(kit["curl-rest"], tmp_path, albania_alone)

    assert (done.returncode, done.stderr) == (0, "")
    assert orjson.loads(done.stdout)["items"]
    bundle = orjson.loads((tmp_path / "collection.json").read_bytes())
    assert (bundle["type"], len(bundle["objects"])) == ("bundle", held())


def test_python_pulls_every_object(
    kit: dict[str, str], albania_alone: Demonstration, tmp_path: Path
) -> None:
    done = run(kit["python"], tmp_path, albania_alone, sys.executable, "-c")

    assert done.stdout == f"{held()} objects\n", done.stderr
    assert sum(Pull.objects.values_list("count", flat=True)) == held()


def test_polling_brings_everything_first_and_then_only_what_is_new(
    kit: dict[str, str], albania: Demonstration, tmp_path: Path
) -> None:
    runs = [
        run(kit["polling"], tmp_path, albania, sys.executable, "-c") for _ in range(2)
    ]

    assert [each.stdout for each in runs] == [
        f"{held()} new objects\n",
        "0 new objects\n",
    ], runs[0].stderr


@needs_curl
def test_curl_asks_for_positions_and_tables(
    kit: dict[str, str], albania: Demonstration, tmp_path: Path
) -> None:
    done = run(kit["curl-answers"], tmp_path, albania)

    assert (done.returncode, done.stderr) == (0, "")
    positions = orjson.loads((tmp_path / "positions.json").read_bytes())
    assert positions["incident"] in positions["names"]
    table = (tmp_path / "attributions.csv").read_text()
    assert table.startswith("incident_ID,attribution_ID,")


@needs_curl
def test_curl_fetches_briefings_released_and_automatic(
    kit: dict[str, str], albania_alone: Demonstration, tmp_path: Path
) -> None:
    make_released(make_edition(about=("inc-2022-07-15",)))
    (kept,) = EditionFile.objects.filter(is_draft=False, format="pdf")

    done = run(kit["curl-briefings"], tmp_path, albania_alone)

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "BN-2026-001-1.pdf").read_bytes() == bytes(kept.content)
    assert (tmp_path / "automatic.pdf").read_bytes().startswith(b"%PDF")


@needs_curl
def test_curl_tells_what_is_left_of_the_token(
    kit: dict[str, str], albania: Demonstration, tmp_path: Path
) -> None:
    done = run(kit["curl-token"], tmp_path, albania)

    assert (done.returncode, done.stderr) == (0, "")
    assert '"minute";r=' in done.stdout
    assert '"day";r=' in done.stdout


@needs_curl
def test_curl_posts_to_an_inbox_that_is_granted(
    albania_alone: Demonstration, live: str, tmp_path: Path
) -> None:
    inbox = open_inbox("drop", title="What partners send")
    reading = Collection.objects.get(alias=ALIAS)
    written = world.token("Sender", scopes=world.BOTH, granted=[inbox])

    text = snippets(f"{live}/", reading, inbox)[-1].text
    done = run(text, tmp_path, albania_alone, token=written)

    assert (done.returncode, done.stderr) == (0, "")
    assert orjson.loads(done.stdout)["success_count"] == 1


def test_the_settings_for_opencti_name_what_is_there(
    kit: dict[str, str], albania_alone: Demonstration
) -> None:
    auth = ("taxii", albania_alone.token.read_text())
    feed = dict(
        line.split(":", 1) for line in kit["opencti"].splitlines() if ":" in line
    )
    connector = dict(
        line.split("=", 1)
        for line in kit["opencti-connector"].splitlines()
        if "=" in line
    )
    root, identity = feed["TAXII server URL"].strip(), feed["TAXII collection"].strip()

    objects = requests.get(
        f"{root}collections/{identity}/objects/?limit=1", auth=auth, timeout=10
    )
    found = requests.get(connector["TAXII2_DISCOVERY_URL"], auth=auth, timeout=10)
    listed = requests.get(
        f"{found.json()['default']}collections/", auth=auth, timeout=9
    )

    assert objects.status_code == 200
    name, _, title = connector["TAXII2_COLLECTIONS"].partition(".")
    assert found.json()["default"].endswith(f"/{name}/")
    assert title in [each["title"] for each in listed.json()["collections"]]


@needs_curl
def test_the_half_of_the_settings_for_misp_that_is_ours_runs(
    kit: dict[str, str], albania_alone: Demonstration, tmp_path: Path
) -> None:
    ours, _, theirs = kit["misp"].partition("\n\n")

    done = run(ours, tmp_path, albania_alone)

    assert (done.returncode, done.stderr) == (0, "")
    assert "@collection.json" in theirs
    assert orjson.loads((tmp_path / "collection.json").read_bytes())["objects"]


def test_the_demonstrations_collection_has_an_object_of_every_type(
    albania_alone: Demonstration,
) -> None:
    made = {
        each["type"]
        for path in GOLDEN.glob("*.json")
        for each in _objects(orjson.loads(path.read_bytes()))
    }
    entries = Collection.objects.get(alias="published-clear").entries

    assert made <= set(entries.values_list("type", flat=True))


def _objects(content: Any) -> Iterator[dict[str, Any]]:
    """Yield every STIX object of a file that a compiler is held to."""
    if isinstance(content, list):
        for each in content:
            yield from _objects(each)
    elif isinstance(content, dict):
        if "type" in content and "id" in content:
            yield content
        for each in content.values():
            yield from _objects(each)


def test_the_page_shows_every_snippet_with_the_servers_address_and_no_token(
    albania_alone: Demonstration,
) -> None:
    client = Client()
    client.force_login(person("publisher", "RED"))

    page = client.get(
        reverse("desk:partner-kit", args=[Partner.objects.get().pk]),
        headers={"host": "localhost"},
    )

    shown = page.content.decode()
    assert [each.name for each in page.context["snippets"]] == [e.name for e in KIT]
    assert "http://localhost/taxii2/" in shown
    assert albania_alone.token.read_text() not in shown
