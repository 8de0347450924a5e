"""`manage.py mint_names PATH`: the ids of a loaded case, for its folder."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError

from attribution.case_files import CaseProblems
from attribution.case_files.folder import CaseFolder, read_folder
from attribution.case_files.names import FILE
from incidents.models import Record
from sharing.compile.dates import timestamp
from sharing.services import mint_case_names
from sharing.services.minting import Minted

HEAD = """\
# The ids under which the objects of this case leave, and when each was created.
# Minted by `manage.py mint_names`, the same in every installation, kept for life.
"""


class Command(BaseCommand):
    """Mint the names that the records of a case lack, and write them to names.yaml."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument("path", type=Path, help="the folder of a loaded case")

    def handle(self, *, path: Path, **options: object) -> None:
        """Mint, compare with what the file has, write."""
        folder = _read(path)
        minted = mint_case_names(folder.entries)
        _must_agree(folder, minted)
        _write(path / FILE, HEAD + _text(minted))
        count = sum(len(names) for _, names in minted.values())
        self.stdout.write(f"{path / FILE}: {count} names of {len(minted)} records")


def _read(path: Path) -> CaseFolder:
    """Return the folder, if it is right and loaded."""
    try:
        folder = read_folder(path)
    except CaseProblems as error:
        raise CommandError(str(error)) from error
    if folder.problems:
        raise CommandError(str(CaseProblems(folder.problems)))
    loaded = Record.objects.filter(key__in=folder.entries)
    missing = sorted(folder.entries.keys() - set(loaded.values_list("key", flat=True)))
    if missing:
        raise CommandError(
            f"{len(missing)} records of {path} are not in the database, {missing[0]} "
            f"among them; run manage.py load_case {path} first"
        )
    return folder


def _must_agree(folder: CaseFolder, minted: Minted) -> None:
    """Refuse to change an id that was shipped: what the file has stands."""
    for key, shipped in folder.names.items():
        uid, names = minted[key]
        kept = {
            each.part: f"{each.type}--{each.uuid} {timestamp(each.created)}"
            for each in shipped.names
        }
        same = all(names.get(part) == name for part, name in kept.items())
        if shipped.uid not in (None, uid) or not same:
            raise CommandError(
                f"{FILE}:{shipped.line}: {key}: the database has other names; load "
                f"the case into a database that was not published from"
            )


def _text(minted: Minted) -> str:
    entries: dict[str, dict[str, Any]] = {
        key: {"uid": str(uid), **({"names": names} if names else {})}
        for key, (uid, names) in minted.items()
    }
    return yaml.safe_dump(entries, allow_unicode=True, width=1000)


def _write(file: Path, text: str) -> None:
    """Write the file whole or not at all."""
    half = file.with_name(f".{file.name}.{os.getpid()}")
    half.write_text(text)
    half.replace(file)
