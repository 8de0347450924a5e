"""`manage.py load_case`: the thin door to the loader."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from incidents.models import Record
from tests.attribution.tiny_case import write_case
from tests.build import make_user

pytestmark = pytest.mark.django_db


def run(folder: Path, by: str = "analyst") -> tuple[str, str]:
    out, told = StringIO(), StringIO()
    try:
        call_command("load_case", folder, by=by, stdout=out, stderr=told)
    except CommandError as error:
        told.write(str(error))
    return out.getvalue(), told.getvalue()


def test_load_case_prints_what_it_did_by_kind(tmp_path: Path) -> None:
    make_user("analyst")

    out, _ = run(write_case(tmp_path))

    lines = [line.split() for line in out.splitlines()]
    assert lines[0] == ["tiny-2022", "new", "changed", "unchanged", "kept"]
    assert ["claim", "2", "0", "0", "0"] in lines


def test_load_case_prints_each_problem_as_a_line(tmp_path: Path) -> None:
    make_user("analyst")
    edit = ("claims.yaml", "stance: asserts", "stance: assert")

    _, told = run(write_case(tmp_path, edit))

    assert told.splitlines()[0].startswith("claims.yaml:6: claim-one: stance: ")
    assert told.endswith("1 problem(s); nothing loaded")


def test_load_case_needs_a_user_that_is_there(tmp_path: Path) -> None:
    _, told = run(write_case(tmp_path), by="nobody")

    assert told == "There is no user 'nobody'; name one with --by."
    assert not Record.objects.exists()
