"""Broken case files: each mistake is told with its place, and nothing is loaded."""

from pathlib import Path

import pytest

from attribution.case_files import CaseProblems
from attribution.services import load_case
from incidents.models import Alias, Change, Citation, Record, StixName
from tests.attribution.broken import BROKEN, YAML, Edit
from tests.attribution.tiny_case import write_case
from tests.build import make_incident, make_user

pytestmark = pytest.mark.django_db


def rows() -> list[int]:
    return [
        model.objects.count() for model in (Record, Change, Citation, Alias, StixName)
    ]


@pytest.mark.parametrize(("edit", "told"), BROKEN.values(), ids=BROKEN)
def test_load_case_tells_what_is_wrong_and_loads_nothing(
    tmp_path: Path, edit: Edit, told: str
) -> None:
    folder = write_case(tmp_path, edit)
    before = rows()

    with pytest.raises(CaseProblems) as caught:
        load_case(folder, by=make_user())

    lines = [str(problem) for problem in caught.value.problems]
    assert [line for line in lines if line.startswith(told)], lines
    assert rows() == before


def test_load_case_tells_all_mistakes_at_once(tmp_path: Path) -> None:
    edits = [edit for edit, _ in (BROKEN["an unknown word"], BROKEN["an empty name"])]

    with pytest.raises(CaseProblems) as caught:
        load_case(write_case(tmp_path, *edits), by=make_user())

    assert [problem.file for problem in caught.value.problems] == [
        "claims.yaml",
        "sources.yaml",
    ]


def test_load_case_tells_no_follow_up_of_a_file_that_cannot_be_read(
    tmp_path: Path,
) -> None:
    folder = write_case(tmp_path, YAML["an open quote"][0])

    with pytest.raises(CaseProblems) as caught:
        load_case(folder, by=make_user())

    assert len(caught.value.problems) == 1


def test_load_case_needs_a_case(tmp_path: Path) -> None:
    with pytest.raises(CaseProblems, match=r"is no case folder: has no case\.yaml"):
        load_case(tmp_path, by=make_user())


def test_load_case_names_the_entry_that_only_the_database_refuses(
    tmp_path: Path,
) -> None:
    make_incident(key="inc-other", uid="6a1d0d54-3d5e-4f0e-9b43-5f0c1f6a7b10")
    before = rows()

    with pytest.raises(CaseProblems, match=r"^incidents.yaml:1: inc-one: .*uid"):
        load_case(write_case(tmp_path), by=make_user())

    assert rows() == before
