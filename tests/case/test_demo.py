"""The demonstration: what a newcomer gets, and that a second run changes nothing."""

import json
import shutil
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from attribution.models import Claim
from config import demo
from config.demo_people import PEOPLE, demo_password
from incidents.models import Change, Citation
from incidents.services import save_record
from incidents.vocab import Door
from review.models import Approval
from sharing.models import ObjectBody, Release
from tests.albania import ALBANIA, FIRST_RUN
from tests.build import make_user

LATER = FIRST_RUN + timedelta(days=1)


def run_again(out: Path, after: demo.Demonstration) -> demo.Demonstration:
    """Run it once more; the validator need not look at the same bytes again."""
    verdict = after.bundle.with_suffix(".verdict.json")
    shutil.copy(verdict, out)
    return demo.demonstrate(ALBANIA, out, state=out, clock=lambda: LATER)


def test_second_run_changes_nothing(
    albania: demo.Demonstration, tmp_path: Path
) -> None:
    tables = (Change, Citation, Approval, Release, ObjectBody)
    before = [table.objects.count() for table in tables]

    again = run_again(tmp_path, albania)

    assert [table.objects.count() for table in tables] == before
    assert again.bundle.read_bytes() == albania.bundle.read_bytes()


def test_second_run_neither_approves_nor_publishes_what_the_desk_edited(
    albania: demo.Demonstration, tmp_path: Path
) -> None:
    claim = Claim.objects.get(key="claim-uk-2022-09-07")
    claim.wording = "Edited at the desk."
    save_record(claim, by=make_user(demo.ANALYST), at=LATER, door=Door.DESK)

    again = run_again(tmp_path, albania)

    assert again.loaded["kept"] == 1
    assert again.bundle.read_bytes() == albania.bundle.read_bytes()


def test_everything_was_approved_by_somebody_who_did_not_write_it(
    albania: demo.Demonstration,
) -> None:
    approvers = Approval.objects.values_list("by__username", "change__by__username")

    assert set(approvers) == {(demo.REVIEWER, demo.ANALYST)}


def test_no_approval_broke_the_glass(albania: demo.Demonstration) -> None:
    assert not Approval.objects.filter(kind="break-glass").exists()


@pytest.mark.parametrize("name", PEOPLE)
def test_demo_people_sign_in_with_the_password_that_is_kept_for_us_alone(
    albania: demo.Demonstration, client: Client, name: str
) -> None:
    state = albania.bundle.parent
    typed = {"login": name, "password": demo_password(state)}

    answer = client.post(reverse("account_login"), typed)

    assert answer.headers["Location"] == reverse("desk:start")
    assert client.get(reverse("admin:index")).status_code == 200
    assert (state / "demo-password").stat().st_mode & 0o077 == 0


def test_demo_people_hold_one_role_each_and_none_may_do_everything(
    albania: demo.Demonstration,
) -> None:
    held = {
        person.username: [group.name for group in person.groups.all()]
        for person in User.objects.filter(is_staff=True)
    }

    assert held == {name: [part.role] for name, part in PEOPLE.items()}
    assert not User.objects.filter(is_superuser=True).exists()


def test_the_release_is_the_publishers(albania: demo.Demonstration) -> None:
    assert {release.by.username for release in Release.objects.all()} == {"publisher"}


def test_validate_bundle_prints_the_verdict(
    albania: demo.Demonstration, tmp_path: Path
) -> None:
    whole = json.loads(albania.bundle.read_bytes())
    edges = [each for each in whole["objects"] if each["type"] == "relationship"]
    file = tmp_path / "some.json"
    file.write_text(json.dumps({**whole, "objects": edges[:30]}))
    out = StringIO()

    call_command("validate_bundle", file, stdout=out)

    assert "0 errors, " in out.getvalue()


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

    assert "Severance of diplomatic relations, 7 September 2022" in out.getvalue()
    assert "Designation of MOIS" not in out.getvalue()


def test_draw_timeline_says_which_incident_there_is_not(
    albania: demo.Demonstration,
) -> None:
    with pytest.raises(CommandError, match="no incident 'inc-x'"):
        call_command("draw_timeline", "inc-x")
