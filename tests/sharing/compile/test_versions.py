"""Same records, same bytes; an edit changes the objects that hold it, no others."""

import hashlib
import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

from sharing.compile import Context, compile_record, to_bytes
from tests.sharing.compile.build import RECORDED, context
from tests.sharing.compile.scene import RECORDS, scene

LATER = RECORDED + timedelta(days=3, microseconds=1999)

DIGEST = """
import django
django.setup()
from tests.sharing.compile.test_versions import digest
print(digest())
"""


def digest() -> str:
    """Return the digest of everything that the scene leaves as."""
    case = scene()
    made = [each for key in case.versions for each in compile_record(key, case)[0]]
    return hashlib.sha256(b"".join(to_bytes(each.object) for each in made)).hexdigest()


def test_another_process_makes_the_same_bytes() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }

    assert found == {digest()}


def edited(key: str, **fields: Any) -> Context:
    """Return the scene with a later version of one record."""
    changed = [each | fields if each["key"] == key else each for each in RECORDS]
    return context(*changed, recorded={key: LATER})


def content(case: Context) -> dict[str, dict[str, Any]]:
    """Return all objects of a case by id, without when they were modified."""
    made = [
        each.object for key in case.versions for each in compile_record(key, case)[0]
    ]
    return {each["id"]: {**each, "modified": None} for each in made}


def changed_records(key: str, **fields: Any) -> set[str]:
    """Return the records of which an object changes with an edit."""
    case = edited(key, **fields)
    before, after = content(scene()), content(case)
    owners = {name.stix_id: owner for (owner, _), name in case.names.items()}
    return {owners[each] for each in after if after[each] != before.get(each)}


def test_edit_of_a_wording_changes_that_claims_objects_only() -> None:
    assert changed_records("claim-north", wording="In other words.") == {"claim-north"}


def test_change_of_a_statements_date_reaches_all_that_tell_it() -> None:
    found = changed_records(
        "st-north", said={"edtf": "2022", "earliest": None, "latest": None}
    )

    assert found == {
        "claim-north",
        "claim-vendor",
        "claim-denial",
        "ev",
        "evt",
        "q",
        "resp",
    }


def test_modified_is_the_latest_recording_among_what_the_object_holds() -> None:
    case = edited("src-note", name="Another title")

    made = {each.record: each.object for each in compile_record("inc", case)[0][:1]}

    assert made["inc"]["modified"] == "2026-11-25T08:00:00.001Z"
    assert made["inc"]["created"] == "2026-11-22T07:00:00.000Z"


def test_modified_does_not_follow_what_is_only_referred_to() -> None:
    case = edited("id-north-gov", role="another role")

    main = compile_record("imp", case)[0][0].object

    assert main["impacted_refs"]
    assert main["modified"] == "2026-11-22T08:00:00.000Z"


def test_compiled_object_tells_what_it_embeds() -> None:
    report = compile_record("claim-denial", scene())[0][0]

    assert report.embeds == (
        *("claim-denial", "claim-north", "id-north-gov", "id-south", "inc"),
        *("src-paper", "st-north", "st-south"),
    )
