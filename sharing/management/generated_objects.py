"""A store of any size, for measuring: objects in the mix and of the size of ATT&CK.

The same seed makes the same bytes. What is written goes the way of every publication,
through `sharing.store`, so ledger, collections and edges are as they would be.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import TypeAlias
from uuid import UUID

import orjson
from django.contrib.auth.models import User
from django.db import transaction

from sharing import store
from sharing.objects import references
from sharing.rows import NewObject
from sharing.selectors import in_chunks

Made: TypeAlias = dict[str, str | bool | list[str]]

SEED = 20220715
FIRST = datetime(2026, 1, 5, 12, tzinfo=UTC)
RELEASE, CHUNK = 50_000, 5_000  # objects in a release, and in one COPY
# Types in the proportions of ATT&CK Enterprise, with the length of their words.
MIX = (
    *[("relationship", 1000)] * 78,
    *[("attack-pattern", 3300)] * 4,
    *[("malware", 1500)] * 5,
    *[("course-of-action", 900)] * 3,
    *[("indicator", 700)] * 4,
    *[("intrusion-set", 2100)] * 2,
    *[("report", 1800)] * 2,
    *[("tool", 1200)],
    *[("campaign", 1600)],
)
NODES = ("malware", "attack-pattern", "intrusion-set", "tool", "campaign")
SENTENCE = (
    "the operators moved through the network with stolen accounts and wrote a service "
    "that starts at boot before they removed traces from logs of the mail server and "
    "sent what they had collected to hosts that were rented for this purpose alone"
)
WORDS = SENTENCE.split()
# Words in no order, long enough that no two objects need to say the same.
TEXT = " ".join(Random(SEED).choices(WORDS, k=40_000))  # noqa: S311 - no secret
PATTERN = "[domain-name:value = 'rented.example']"
KEEPER = "identity--0f6a1c1e-7a3e-4b52-9a0c-2f6d1f1f5b11"
MARKING = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"  # TLP:CLEAR


def fill_store(count: int, *, by: User, told: Callable[[int], None]) -> None:
    """Publish so many generated objects, in releases of 50,000, each its own commit.

    ``told`` hears how many there are after each release.
    """
    made = 0
    for part in in_chunks(generated(count), RELEASE):
        publish_objects(part, by=by, at=FIRST)
        made += len(part)
        told(made)


@transaction.atomic
def publish_objects(objects: Sequence[NewObject], *, by: User, at: datetime) -> None:
    """Publish generated objects as one release, in the way of any other."""
    release = store.begin(by=by, at=at, note="Generated for measuring.")
    for chunk in in_chunks(objects, CHUNK):
        release.append_objects(chunk, superseding=())
    release.seal()


def generated(count: int, *, seed: int = SEED) -> Iterator[NewObject]:
    """Yield so many object versions, always the same ones."""
    random = Random(seed)  # noqa: S311 - it makes test data, not secrets
    known: list[str] = [_id(random, "malware"), _id(random, "intrusion-set")]
    for number in range(count):
        kind, length = random.choice(MIX)
        at = FIRST + timedelta(milliseconds=number)
        made = _object(random, kind, length, at, known)
        if kind in NODES and len(known) < CHUNK:
            known.append(str(made["id"]))
        yield _row(made, at)


def _object(
    random: Random, kind: str, length: int, at: datetime, known: list[str]
) -> Made:
    stamp = at.strftime("%Y-%m-%dT%H:%M:%S.%f")[:23] + "Z"
    made: Made = {
        "type": kind,
        "spec_version": "2.1",
        "id": _id(random, kind),
        "created_by_ref": KEEPER,
        "created": stamp,
        "modified": stamp,
        "object_marking_refs": [MARKING],
        "description": _words(random, length),
    }
    if kind == "malware":
        made["is_family"] = True
    if kind == "indicator":
        made |= {"pattern": PATTERN, "pattern_type": "stix", "valid_from": stamp}
    if kind == "relationship":
        source, target = random.sample(known, 2)
        made |= {"relationship_type": "uses", "source_ref": source}
        made |= {"target_ref": target}
    else:
        made["name"] = _words(random, 30)
    if kind == "report":
        made |= {"published": stamp, "object_refs": random.sample(known, 2)}
    return made


def _row(made: Made, at: datetime) -> NewObject:
    body = orjson.dumps(made, option=orjson.OPT_SORT_KEYS)
    stix_id = str(made["id"])
    return NewObject(
        record_uid=UUID(stix_id.partition("--")[2]),
        stix_id=stix_id,
        type=str(made["type"]),
        modified=at,
        marking="CLEAR",
        is_act=False,
        acted=(None, None),
        is_revoked=False,
        content_digest=sha256(body).digest(),
        body=body,
        edges=tuple(references(made)),
    )


def _id(random: Random, kind: str) -> str:
    return f"{kind}--{UUID(int=random.getrandbits(128), version=4)}"


def _words(random: Random, length: int) -> str:
    """Return words of about this many characters, with the spread of real ones."""
    size = max(20, int(random.gauss(length, length / 4)))
    start = random.randrange(len(TEXT) - size)
    return TEXT[start : start + size].strip()
