"""The same pages from medallion 3.0, OASIS' own server, with its memory backend.

It is installed into an environment of its own, since it takes an old Flask; where that
cannot be done, there is nothing to compare with.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from sharing.management.client import HOST, Client
from sharing.management.generated_objects import generated
from sharing.management.measures import Times, timed
from sharing.management.peers import installed, running
from sharing.management.server import free_port

FOLDER = Path("build", "medallion")
COLLECTION = "6b2f4a9e-52c5-4f0c-8d38-2b1f0c7a9d10"
# It needs no more than this; newer ones have lost what it imports.
PACKAGES = ("medallion==3.0.0", "flask<2.3", "werkzeug<2.3", "setuptools<81")
WHOLE = f"/api/collections/{COLLECTION}"
ROUNDS = 3
OURS = {"Authorization": "Basic YTpi"}
FOUND, TAKEN = 200, 202
BACKEND = {
    "module": "medallion.backends.memory_backend",
    "module_class": "MemoryBackend",
}


def medallion_times(
    count: int, queries: Mapping[str, str], envelopes: Sequence[bytes]
) -> Iterator[tuple[str, Times]]:
    """Yield for each query how long it takes; nothing if it cannot be installed.

    ``queries`` are what follows the collection's address, by a title. In the end the
    envelopes are posted, one after the other, as ``POST``.
    """
    python = installed(FOLDER, PACKAGES)
    if python is None:
        return
    with TemporaryDirectory() as folder, _serving(python, Path(folder), count) as port:
        client = Client(port, "")
        for title, query in queries.items():

            def ask(query: str = query) -> None:
                status, content, _ = client.get(f"{WHOLE}/{query}", **OURS)
                assert status == FOUND, content[:300]

            yield title, timed(ask, ROUNDS, warm=1)
        rest = iter(envelopes)

        def post() -> None:
            status, content = client.post(f"{WHOLE}/objects/", next(rest), **OURS)
            assert status == TAKEN, content[:300]

        yield "POST", timed(post, len(envelopes) - 1, warm=1)


@contextmanager
def _serving(python: str, folder: Path, count: int) -> Iterator[int]:
    config, port = folder / "config.json", free_port()
    data = folder / "data.json"
    data.write_text(json.dumps(_data(count)))
    backend = {**BACKEND, "filename": str(data)}
    taxii = {"max_page_size": count}
    config.write_text(
        json.dumps({"backend": backend, "users": {"a": "b"}, "taxii": taxii})
    )
    command = [python, "-m", "medallion.scripts.run", str(config), "--port", str(port)]
    with running(command, port):
        yield port


def _data(count: int) -> dict[str, object]:
    """Return what its memory backend starts from: one collection of generated ones."""
    media = ["application/stix+json;version=2.1"]
    objects = [orjson.loads(each.body) for each in generated(count)]
    added = datetime(2026, 1, 5, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    manifest = [
        {
            "id": each["id"],
            "date_added": added,
            "version": each["modified"],
            "media_type": media[0],
        }
        for each in objects
    ]
    return {
        "/discovery": {
            "title": "Beside",
            "default": f"http://{HOST}/api/",
            "api_roots": [f"http://{HOST}/api/"],
        },
        "api": {
            "information": {
                "title": "Beside",
                "versions": ["application/taxii+json;version=2.1"],
                "max_content_length": 9_765_625,
            },
            "status": [],
            "collections": [
                {
                    "id": COLLECTION,
                    "title": "All",
                    "can_read": True,
                    "can_write": True,
                    "media_types": media,
                    "manifest": manifest,
                    "objects": objects,
                }
            ],
        },
    }
