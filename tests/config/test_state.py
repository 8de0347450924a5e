"""The state folder: closed, one for each checkout, and never somebody else's."""

import os
from pathlib import Path

import pytest

from config import state
from config.server_account import Account

ME = Account(os.geteuid(), os.getegid())


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_checkouts_do_not_share_a_folder() -> None:
    one, other = Path("/srv/a/record"), Path("/srv/b/record")

    assert state.default_folder(one) != state.default_folder(other)


def test_a_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    state.make_folder(tmp_path)

    assert mode(tmp_path) == 0o755


def test_a_private_folder_may_inherit_its_group(tmp_path: Path) -> None:
    tmp_path.chmod(0o2755)

    state.make_private(tmp_path / "run", ME)

    assert mode(tmp_path / "run") == 0o700


def test_a_folder_that_others_can_enter_is_not_private(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir(mode=0o755)

    with pytest.raises(state.StateFolderError, match="not a folder that only"):
        state.make_private(tmp_path / "run", ME)


def test_a_link_is_not_private(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(state.StateFolderError, match="not a folder that only"):
        state.make_private(tmp_path / "run", ME)


def test_a_kept_secret_stays_the_same_and_is_read_by_nobody_else(
    tmp_path: Path,
) -> None:
    file = tmp_path / "new" / "key"

    first = state.kept_secret(file)

    assert state.kept_secret(file) == first
    assert len(first) > 50
    assert mode(file) == 0o600


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")

    with pytest.raises(state.StateFolderError, match="STATE_DIR"):
        state.make_folder(tmp_path / "state" / "inner")


def test_a_long_path_puts_the_socket_elsewhere() -> None:
    long = Path("/srv") / ("long" * 25)

    assert not state.socket_folder(long).is_relative_to(long)
