"""The demonstration: what a newcomer gets, and that a second run changes nothing."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from attribution.models import Claim
from config import demo
from incidents.models import Change, Citation
from incidents.services import save_record
from incidents.vocab import Door
from review.models import Approval
from sharing.models import ObjectBody, Release
from tests.build import make_user
from tests.case.conftest import ALBANIA, FIRST_RUN

LATER = FIRST_RUN + timedelta(days=1)


def run_again(out: Path) -> demo.Demonstration:
    return demo.demonstrate(ALBANIA, out, state=out, clock=lambda: LATER)


def test_second_run_changes_nothing(
    albania: demo.Demonstration, tmp_path: Path
) -> None:
    tables = (Change, Citation, Approval, Release, ObjectBody)
    before = [table.objects.count() for table in tables]

    again = run_again(tmp_path)

    assert [table.objects.count() for table in tables] == before
    assert again.bundle.read_bytes() == albania.bundle.read_bytes()


def test_second_run_neither_approves_nor_publishes_what_the_desk_edited(
    albania: demo.Demonstration, tmp_path: Path
) -> None:
    claim = Claim.objects.get(key="claim-uk-2022-09-07")
    claim.wording = "Edited at the desk."
    save_record(claim, by=make_user(demo.ANALYST), at=LATER, door=Door.DESK)

    again = run_again(tmp_path)

    assert again.loaded["kept"] == 1
    assert again.bundle.read_bytes() == albania.bundle.read_bytes()


def test_everything_was_approved_by_somebody_who_did_not_write_it(
    albania: demo.Demonstration,
) -> None:
    approvers = Approval.objects.values_list("by__username", "change__by__username")

    assert set(approvers) == {(demo.REVIEWER, demo.ANALYST)}


def test_no_approval_broke_the_glass(albania: demo.Demonstration) -> None:
    assert not Approval.objects.filter(kind="break-glass").exists()


def test_demo_users_log_in_with_the_password_that_is_kept_for_us_alone(
    albania: demo.Demonstration,
) -> None:
    state = albania.bundle.parent
    password = demo.demo_password(state)

    assert authenticate(username=demo.ANALYST, password=password)
    assert authenticate(username=demo.REVIEWER, password=password)
    assert (state / "demo-password").stat().st_mode & 0o077 == 0


def test_validate_bundle_prints_the_verdict(albania: demo.Demonstration) -> None:
    out = StringIO()

    call_command("validate_bundle", albania.bundle, stdout=out)

    assert "0 errors, warnings by code: 201: 1" in out.getvalue()


def test_validate_bundle_refuses_what_is_no_bundle(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text("[]")

    with pytest.raises(CommandError, match=r"x\.json: a bundle is a JSON object"):
        call_command("validate_bundle", file)


def test_validate_bundle_names_the_error(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(
        '{"type": "bundle", "id": "bundle--0d4e4b9b-7f6e-4a44-8e9c-8a2e1d0f3c11",'
        '"objects": [{"type": "incident", "spec_version": "2.1"}]}'
    )
    errors = StringIO()

    with pytest.raises(CommandError, match="not valid"):
        call_command("validate_bundle", file, stderr=errors)
    assert "must be an object with 'id' and 'type'" in errors.getvalue()


def test_draw_timeline_draws_the_incident_as_of_a_day(
    albania: demo.Demonstration,
) -> None:
    out = StringIO()

    call_command("draw_timeline", "inc-2022-07-15", "--as-of=2022-09-08", stdout=out)

    assert "response: Severance of diplomatic relations" in out.getvalue()
    assert "response: Designation of MOIS" not in out.getvalue()


def test_draw_timeline_says_which_incident_there_is_not(
    albania: demo.Demonstration,
) -> None:
    with pytest.raises(CommandError, match="no incident 'inc-x'"):
        call_command("draw_timeline", "inc-x")
