"""Bundles: stored bytes, always the same for the same question."""

from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.core.management import CommandError, call_command

from incidents.models import Record
from sharing.bundle import Query, bundle, contests
from sharing.models import ObjectBody
from tests.build import NOON, make_claim
from tests.sharing.acts import LATER, MUCH_LATER, edit_and_send, publish_all


def written(**query: Any) -> bytes:
    return b"".join(bundle(Query("case", **query)).chunks())


def test_a_bundle_holds_every_object_as_it_was_stored(scene: dict[str, Record]) -> None:
    content = written()

    objects = orjson.loads(content)["objects"]
    stored = ObjectBody.objects.filter(stix_id__in=[each["id"] for each in objects])
    assert len(objects) == stored.count()
    assert all(bytes(each.body) in content for each in stored)


def test_equal_questions_get_equal_bytes(scene: dict[str, Record]) -> None:
    assert written() == written()
    assert written(as_of=date(2022, 9, 8)) == written(as_of=date(2022, 9, 8))


def test_another_question_gets_another_id(scene: dict[str, Record]) -> None:
    ids = {
        orjson.loads(written(**query))["id"]
        for query in ({}, {"as_of": date(2030, 1, 1)}, {"marking": "GREEN"})
    }

    assert len(ids) == 3


def test_what_was_known_at_an_instant_stays_byte_for_byte(
    scene: dict[str, Record],
) -> None:
    before = written(known_at=NOON)

    edit_and_send(scene["claim-first"], wording="Otherwise.")
    make_claim(about=scene["inc"])
    publish_all(at=MUCH_LATER)

    assert written(known_at=NOON) == before
    assert written() != written(known_at=LATER) != before


def test_a_bundle_is_read_a_few_objects_at_a_time(scene: dict[str, Record]) -> None:
    found = bundle(Query("case"))

    pieces = list(found.chunks(7))

    assert len(pieces) > len(found.members) / 7
    assert b"".join(pieces) == written()


def test_contest_states_are_computed_as_of_the_day(scene: dict[str, Record]) -> None:
    def persona(day: str) -> str:
        query = Query("case", as_of=date.fromisoformat(day))
        return contests(query)["inc"]["persona"].headline

    assert persona("2022-09-06") == "unattributed"
    assert persona("2022-09-07") == "single-claim"


def export(*arguments: str) -> None:
    call_command("export_bundle", "case", *arguments)


def test_export_bundle_writes_the_file_and_says_what_it_holds(
    scene: dict[str, Record], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export("--marking", "TLP:GREEN", "-o", str(tmp_path / "out" / "case.json"))

    assert (tmp_path / "out" / "case.json").read_bytes() == written(marking="GREEN")
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["case.json"]
    told = capsys.readouterr().err
    assert "1 incident" in told
    assert "persona" in told


def test_export_bundle_writes_to_the_screen_if_no_file_is_named(
    scene: dict[str, Record], capsys: pytest.CaptureFixture[str]
) -> None:
    export("--as-of", "2022-09-08")

    assert capsys.readouterr().out.encode() == written(as_of=date(2022, 9, 8))


REFUSED = [
    (["--as-of", "8 September"], "--as-of 8 September: not understood; write 2022-"),
    (["--known-at", "2026-01-05"], "--known-at 2026-01-05: without a time zone"),
    (["--known-at", "2999-01-01T00:00Z"], "lies in the future"),
    (["--marking", "SECRET"], "--marking SECRET: no TLP 2.0 marking; write one of"),
    (["--as-of", "2022-01-01"], "had certainly begun by that day"),
    (["--known-at", "2020-01-01T00:00Z"], "No case or incident 'case'"),
    (["-o", "/dev/null/file"], "--output /dev/null/file: "),
]


def test_export_bundle_says_what_is_wrong(scene: dict[str, Record]) -> None:
    for arguments, message in REFUSED:
        with pytest.raises(CommandError) as refusal:
            export(*arguments)

        assert message in str(refusal.value)
