"""`mint_names`: the ids of a case are drawn once and shipped with its files."""

from pathlib import Path
from shutil import copytree
from uuid import UUID, uuid4

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from attribution.services import load_case
from incidents.models import Record, StixName
from sharing.models import ObjectBody
from tests.build import make_user
from tests.sharing.acts import publish_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the smaller shipped case, without its ids."""
    copy = tmp_path / "case"
    copytree(settings.BASE_DIR / "attribution" / "cases" / "notpetya-2017", copy)
    (copy / "names.yaml").unlink(missing_ok=True)
    return copy


def load(folder: Path) -> None:
    load_case(folder, by=make_user())


def test_every_object_of_the_case_has_a_name_in_the_file(folder: Path) -> None:
    load(folder)

    call_command("mint_names", folder, verbosity=0)

    minted = yaml.safe_load((folder / "names.yaml").read_text())
    assert set(minted) == set(Record.objects.values_list("key", flat=True))
    names = [
        name for each in minted.values() for name in each.get("names", {}).values()
    ]
    assert len(names) == len(set(names)) == StixName.objects.count()


def test_publishing_takes_the_names_of_the_file(folder: Path) -> None:
    load(folder)
    call_command("mint_names", folder, verbosity=0)
    minted = set(StixName.objects.values_list("uuid", flat=True))

    publish_all()

    assert set(StixName.objects.values_list("uuid", flat=True)) == minted
    sent = ObjectBody.objects.exclude(record_uid=UUID(int=0))
    assert {each.stix_id[-36:] for each in sent} <= set(map(str, minted))


def test_minting_again_changes_no_byte(folder: Path) -> None:
    load(folder)
    call_command("mint_names", folder, verbosity=0)
    before = (folder / "names.yaml").read_bytes()

    call_command("mint_names", folder, verbosity=0)

    assert (folder / "names.yaml").read_bytes() == before


def test_a_shipped_name_is_never_changed(folder: Path) -> None:
    load(folder)
    call_command("mint_names", folder, verbosity=0)
    file = folder / "names.yaml"
    minted = StixName.objects.filter(type="incident").get()
    file.write_text(file.read_text().replace(str(minted.uuid), str(uuid4())))
    shipped = file.read_text()

    with pytest.raises(CommandError, match="the database has other names"):
        call_command("mint_names", folder, verbosity=0)

    assert file.read_text() == shipped


def test_a_case_must_be_loaded_first(folder: Path) -> None:
    with pytest.raises(CommandError, match=r"run manage\.py load_case"):
        call_command("mint_names", folder, verbosity=0)


def test_a_folder_without_a_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no case folder"):
        call_command("mint_names", tmp_path, verbosity=0)
