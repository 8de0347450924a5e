"""The same pages from OpenTAXII 0.9.3 over PostgreSQL, with two workers of gunicorn.

Its tables stand beside ours, in a schema that goes in the end, and are filled from one
of our collections: the same objects, at the same times. Its collection is public, so
it looks no token up. Where it cannot be installed, there is nothing to compare with.
"""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from django.db import connection

from sharing.management.client import HOST, Client
from sharing.management.measures import ROOT as OURS
from sharing.management.measures import Times, in_turn
from sharing.management.peers import installed, running
from sharing.management.scratch import connect_as
from sharing.management.server import free_port
from sharing.models import Collection

FOLDER = Path("build", "opentaxii")
# It asks for no more than some version; newer ones have lost what it imports.
PACKAGES = (
    *("opentaxii==0.9.3", "sqlalchemy<2", "marshmallow<4", "setuptools<81"),
    *("psycopg2-binary", "gunicorn"),
)
ROOT = "3f3f2f2e-5a52-4f0e-9f5c-0d8e8f1f9b01"
COLLECTION = "3f3f2f2e-5a52-4f0e-9f5c-0d8e8f1f9b02"
WHOLE = f"/taxii2/{ROOT}/collections/{COLLECTION}"
SCHEMA = "opentaxii"
ROUNDS = 10
FOUND, TAKEN, FAILED = 200, 202, 500
# As its own code stores what is posted to it.
FILL = (
    """insert into opentaxii.opentaxii_api_root (id, "default", title, is_public)
        values (%(root)s, true, 'Beside', true)""",
    """insert into opentaxii.opentaxii_collection
        (id, api_root_id, title, is_public, is_public_write)
        values (%(collection)s, %(root)s, 'All', true, true)""",
    """insert into opentaxii.opentaxii_stixobject
        (pk, id, collection_id, type, spec_version, date_added, version,
         serialized_data)
        select gen_random_uuid(), e.stix_id, %(collection)s, e.type, '2.1',
            e.added at time zone 'UTC', e.modified at time zone 'UTC',
            convert_from(b.body, 'UTF8')::jsonb - '{id,type,spec_version}'::text[]
        from sharing_entry e join sharing_objectbody b on b.id = e.body_id
        where e.collection_id = %(ours)s""",
    "analyze opentaxii.opentaxii_stixobject",
)


@dataclass(frozen=True, slots=True)
class Post:
    """What is posted, one after the other, and where to at our server."""

    path: str
    envelopes: Sequence[bytes]


def opentaxii_times(
    of: Collection, ours: Client, queries: Mapping[str, str], post: Post
) -> Iterator[tuple[str, Times, Times]]:
    """Yield for each query how long it takes there, and here, asked in turn.

    ``queries`` are what follows the collection's address, by a title. In the end the
    envelopes are posted to both, as ``POST``. Nothing, if it cannot be installed.
    """
    python = installed(FOLDER, PACKAGES)
    if python is None:
        return
    with TemporaryDirectory() as folder, _serving(python, Path(folder), of) as port:
        theirs = Client(port, "")
        for title, query in queries.items():
            there = partial(_ask, theirs, f"{WHOLE}/{query}", Authorization="")
            here = partial(_ask, ours, f"{OURS}/{of.uuid}/{query}")
            assert _ids(there()) == _ids(here()), f"{title}: not the same objects"
            first, second = in_turn([there, here], ROUNDS, warm=1)
            yield title, first, second
        acts = [
            partial(_post, client, path, iter(post.envelopes))
            for client, path in ((theirs, f"{WHOLE}/objects/"), (ours, post.path))
        ]
        first, second = in_turn(acts, len(post.envelopes) - 1, warm=1)
        yield "POST", first, second


def _post(client: Client, path: str, rest: Iterator[bytes]) -> None:
    """Post the next envelope; theirs stores it and then fails to say so."""
    status, content = client.post(path, next(rest))
    assert status in (TAKEN, FAILED), content[:300]


def _ask(client: Client, path: str, **headers: str) -> bytes:
    status, content, _ = client.get(path, **headers)
    assert status == FOUND, content[:300]
    return content


def _ids(content: bytes) -> list[str]:
    return [each["id"] for each in orjson.loads(content)["objects"]]


@contextmanager
def _serving(python: str, folder: Path, of: Collection) -> Iterator[int]:
    port = free_port()
    with _schema():
        config = folder / "config.json"  # which is YAML, too
        config.write_text(json.dumps(_config()))
        told = {"OPENTAXII_CONFIG": str(config)}
        # Once by itself, or both workers would make its tables.
        make = [python, "-c", "import opentaxii.http"]
        subprocess.run(  # noqa: S603 - ours
            make, env={**os.environ, **told}, check=True, capture_output=True
        )
        _fill(of)
        served = ["opentaxii.http:app", "--workers=2", f"--bind={HOST}:{port}"]
        with running([python, "-m", "gunicorn", *served], port, **told):
            yield port


@contextmanager
def _schema() -> Iterator[None]:
    """Keep a schema, of the owner's, while the block lasts."""
    drop = f"drop schema if exists {SCHEMA} cascade"
    _as_owner(drop, f"create schema {SCHEMA}")
    try:
        yield
    finally:
        _as_owner(drop)


def _fill(of: Collection) -> None:
    values = {"root": ROOT, "collection": COLLECTION, "ours": of.pk}
    _as_owner(*FILL, values=values)


def _as_owner(*statements: str, values: Mapping[str, Any] | None = None) -> None:
    connect_as("owner")
    with connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each, values)
    connect_as("application")


def _config() -> dict[str, Any]:
    """Return its settings: TAXII 2.1 alone, over the database in use, in the schema."""
    connect_as("owner")
    known = connection.get_connection_params()
    connect_as("application")
    names = ("host", "port", "user", "password", "passfile")
    query = {name: known[name] for name in names if known.get(name)}
    query["options"] = f"-csearch_path={SCHEMA}"
    address = f"postgresql+psycopg2:///{quote(known['dbname'])}?{urlencode(query)}"
    tables = {"db_connection": address, "create_tables": True}
    auth = {"class": "opentaxii.auth.sqldb.SQLDatabaseAPI"}
    kept = {"class": "opentaxii.persistence.sqldb.Taxii2SQLDatabaseAPI"}
    return {
        "domain": HOST,
        "auth_api": {**auth, "parameters": {**tables, "secret": "beside"}},
        "taxii1": None,
        "taxii2": {
            "title": "Beside",
            "max_content_length": 9_765_625,
            "persistence_api": {**kept, "parameters": tables},
        },
    }
