"""Loading a case folder: whole, once, and never over the desk's work."""

from datetime import timedelta
from pathlib import Path

import pytest

from attribution.case_files import CaseProblems
from attribution.case_files.compare import Outcome
from attribution.models import Claim
from attribution.services import load_case
from incidents import snapshot
from incidents.models import Change, Identity, Incident, Record, StixName
from incidents.services import save_record
from incidents.vocab import Door
from tests.attribution.tiny_case import write_case
from tests.build import NOON, make_claim, make_identity, make_user

pytestmark = pytest.mark.django_db

REWORDED = ("claims.yaml", "The ministry did it.", "The ministry is behind it.")
AGAIN = (
    "claims.yaml",
    "- key: claim-one\n",
    "- key: claim-one\n  recorded_at: 2026-02-01T00:00:00Z\n",
)


def load(folder: Path, *edits: tuple[str, str, str]) -> dict[str, Outcome]:
    return {**load_case(write_case(folder, *edits), by=make_user()).outcomes}


def edit_at_the_desk(key: str, **values: str) -> None:
    record = snapshot.typed(Record.objects.get(key=key))
    for name, value in values.items():
        setattr(record, name, value)
    at = NOON + timedelta(days=1)
    save_record(record, by=make_user("desk"), at=at, door=Door.DESK)


def refused(folder: Path, *edits: tuple[str, str, str]) -> str:
    with pytest.raises(CaseProblems) as caught:
        load(folder, *edits)
    return str(caught.value)


def test_load_case_makes_a_record_of_every_entry(tmp_path: Path) -> None:
    outcomes = load(tmp_path)

    assert set(outcomes.values()) == {Outcome.NEW}
    assert Record.objects.count() == len(outcomes) == 15
    claim = Claim.objects.get(key="claim-two")
    assert (claim.about.key, claim.claimant.key) == ("claim-one", "id-keeper")
    assert claim.marking == "CLEAR"


def test_load_case_keeps_the_whole_record_as_version_1(tmp_path: Path) -> None:
    load(tmp_path)

    change = Change.objects.get(record__key="inc-one")
    assert (change.version, change.at, change.door) == (1, NOON, Door.CASE_FILES)
    assert change.snapshot == snapshot.take(Record.objects.get(key="inc-one"))
    assert [row["source"] for row in change.snapshot["citations"]] == [
        "src-one",
        "src-two",
    ]
    assert change.snapshot["external_ids"] == ["eurepoc:1437"]


def test_load_case_fills_the_bounds_of_dates(tmp_path: Path) -> None:
    load(tmp_path)

    occurred = Incident.objects.get().occurred_latest
    assert str(occurred) == "2022-07-15 23:59:59.999999+00:00"


def test_load_case_ranks_rows_as_the_file_orders_them(tmp_path: Path) -> None:
    load(tmp_path)

    response = Change.objects.get(record__key="resp-one").snapshot
    question = Change.objects.get(record__key="q-one").snapshot
    assert [row["status"] for row in response["transitions"]] == [
        "announced",
        "in-force",
    ]
    assert question["sides"][0] == {
        "rank": 1,
        "position": "On 15 July.",
        "held_in": ["inc-one"],
    }


def test_load_case_uses_the_minted_ids(tmp_path: Path) -> None:
    load(tmp_path)

    incident = Record.objects.get(key="inc-one")
    assert str(incident.uid) == "6a1d0d54-3d5e-4f0e-9b43-5f0c1f6a7b10"
    name = incident.stix_names.get(part="main")
    assert str(name) == "incident--0c2e8f0a-7f0e-4c35-8d0c-3d2f4b1a9e11"
    assert name.created == NOON


def test_load_case_twice_writes_nothing(tmp_path: Path) -> None:
    load(tmp_path)
    before = Change.objects.count(), StixName.objects.count()

    outcomes = load(tmp_path)

    assert set(outcomes.values()) == {Outcome.UNCHANGED}
    assert (Change.objects.count(), StixName.objects.count()) == before


def test_load_case_makes_a_version_of_a_changed_entry(tmp_path: Path) -> None:
    load(tmp_path)

    outcomes = load(tmp_path, REWORDED, AGAIN)

    assert [key for key, each in outcomes.items() if each is Outcome.CHANGED] == [
        "claim-one"
    ]
    change = Change.objects.get(record__key="claim-one", version=2)
    assert change.snapshot["wording"] == "The ministry is behind it."
    assert change.reason == "case files of tiny-2022 changed"
    assert Record.objects.get(key="claim-one").recorded_at == change.at
    assert len(change.snapshot["grounds"]) == 1


def test_load_case_wants_a_later_recording_time_for_a_change(tmp_path: Path) -> None:
    load(tmp_path)

    problem = refused(tmp_path, REWORDED)

    assert problem.startswith(
        "claims.yaml:11: claim-one: recorded_at: the entry has changed (wording) since "
        "it was recorded at 2026-01-05T12:00:00Z"
    )


def test_load_case_names_the_change_that_only_the_database_refuses(
    tmp_path: Path,
) -> None:
    load(tmp_path)
    doubted = Claim.objects.get(key="claim-one")
    make_claim(key="claim-outside", stance="doubts", about=doubted)

    problem = refused(
        tmp_path, AGAIN, ("claims.yaml", "about: inc-one", "about: claim-outside")
    )

    assert problem.startswith(
        "claims.yaml:1: claim-one: must hold: claim chain has an end"
    )


def test_load_case_keeps_what_the_desk_has_edited(tmp_path: Path) -> None:
    load(tmp_path)
    edit_at_the_desk("claim-one", basis="A wiper.")

    outcomes = load(tmp_path)

    assert outcomes["claim-one"] is Outcome.KEPT
    assert Claim.objects.get(key="claim-one").basis == "A wiper."


def test_load_case_refuses_what_file_and_desk_both_changed(tmp_path: Path) -> None:
    load(tmp_path)
    edit_at_the_desk("claim-one", basis="A wiper.")

    problem = refused(tmp_path, REWORDED, AGAIN)

    assert problem.startswith(
        "claims.yaml:12: claim-one: wording: changed in the file, and basis by hand "
        "since (version 2)"
    )


def test_load_case_sees_that_the_file_caught_up_with_the_desk(tmp_path: Path) -> None:
    load(tmp_path)
    edit_at_the_desk("claim-one", wording="The ministry is behind it.")

    outcomes = load(tmp_path, REWORDED)

    assert outcomes["claim-one"] is Outcome.UNCHANGED


def test_load_case_reports_a_record_that_left_the_folder(tmp_path: Path) -> None:
    load(tmp_path)
    (tmp_path / "evidence.yaml").unlink()

    loaded = load_case(tmp_path, by=make_user())

    assert loaded.gone == ["ev-one"]
    assert Record.objects.filter(key="ev-one").exists()


def test_load_case_shares_an_identical_record_with_another_case(
    tmp_path: Path,
) -> None:
    load(tmp_path / "one")

    outcomes = load(tmp_path / "two", ("case.yaml", "key: tiny-2022", "key: tiny-two"))

    assert outcomes.pop("tiny-two") is Outcome.NEW
    assert set(outcomes.values()) == {Outcome.UNCHANGED}


def test_load_case_refuses_another_cases_record_with_other_content(
    tmp_path: Path,
) -> None:
    load(tmp_path / "one")

    problem = refused(
        tmp_path / "two", ("case.yaml", "key: tiny-2022", "key: tiny-two"), REWORDED
    )

    assert problem.startswith(
        "claims.yaml:11: claim-one: wording: is recorded already with another content"
    )


def test_load_case_refers_to_records_of_another_case(tmp_path: Path) -> None:
    make_identity(key="id-elsewhere")

    load(tmp_path, ("responses.yaml", "[id-victim]", "[id-elsewhere]"))

    responders = Identity.objects.filter(responses_made__key="resp-one")
    assert [each.key for each in responders] == ["id-elsewhere"]


def test_load_case_refuses_a_key_of_another_kind(tmp_path: Path) -> None:
    make_identity(key="inc-one")

    assert "is the key of a record of kind identity" in refused(tmp_path)


def test_load_case_refuses_another_id_than_the_stored(tmp_path: Path) -> None:
    load(tmp_path)
    other = ("names.yaml", "uid: 6a1d0d54", "uid: 7b2d0d54")

    problem = refused(tmp_path, other)

    assert problem.startswith("incidents.yaml:1: inc-one: uid: names.yaml has 7b2d0d54")


def test_load_case_refuses_another_name_than_the_stored(tmp_path: Path) -> None:
    load(tmp_path)
    other = ("names.yaml", "incident--0c2e8f0a", "incident--1c2e8f0a")

    problem = refused(tmp_path, other)

    assert problem.startswith(
        "names.yaml:4: inc-one: main: the database has incident--0c2e8f0a"
    )
