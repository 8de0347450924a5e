"""The environment is read without raising; each fault names its variable."""

from pathlib import Path

from config.environment import Environment


def faults(env: Environment) -> list[tuple[str, str]]:
    return [(problem.code, problem.variable) for problem in env.problems]


def test_an_empty_variable_counts_as_unset() -> None:
    env = Environment({"HSTS_SECONDS": ""})

    assert env.number("HSTS_SECONDS", 60) == 60
    assert not env.problems


def test_a_flag_is_on_or_off_and_nothing_else() -> None:
    env = Environment({"HTTPS": "Off", "DEBUG": "maybe"})

    assert env.flag("HTTPS", default=True) is False
    assert env.flag("DEBUG", default=False) is False
    assert faults(env) == [("config.E002", "DEBUG")]


def test_a_number_below_zero_is_a_fault() -> None:
    env = Environment({"HSTS_SECONDS": "-1"})

    assert env.number("HSTS_SECONDS", 60) == 60
    assert faults(env) == [("config.E002", "HSTS_SECONDS")]


def test_a_list_is_divided_by_commas() -> None:
    env = Environment({"ALLOWED_HOSTS": "a.example, b.example,"})

    assert env.names("ALLOWED_HOSTS") == ["a.example", "b.example"]


def test_a_folder_must_be_named_from_the_root() -> None:
    env = Environment({"STATE_DIR": "here"})

    assert env.folder("STATE_DIR", Path("/default")) == Path("/default")
    assert faults(env) == [("config.E003", "STATE_DIR")]


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from the file\n")
    env = Environment({"SECRET_KEY_FILE": str(tmp_path / "key")})

    assert env.text("SECRET_KEY") == "from the file"


def test_a_file_that_is_not_there_is_a_fault() -> None:
    env = Environment({"SECRET_KEY_FILE": "/nowhere/key"})

    assert env.text("SECRET_KEY") == ""
    assert faults(env) == [("config.E001", "SECRET_KEY_FILE")]


def test_a_value_is_taken_as_it_is() -> None:
    env = Environment({"SECRET_KEY": "$HOME", "HOME": "/root"})

    assert env.text("SECRET_KEY") == "$HOME"


def test_a_database_url_gives_its_parts() -> None:
    env = Environment(
        {"DATABASE_URL": "postgresql://m%40:secret@db.example:5433/record"}
    )

    found = env.database("DATABASE_URL")

    assert found is not None
    assert found["HOST"] == "db.example"
    assert found["USER"] == "m@"
    assert found["NAME"] == "record"


def test_another_engine_is_a_fault() -> None:
    env = Environment({"DATABASE_URL": "sqlite:///record.db"})

    assert env.database("DATABASE_URL") is None
    assert faults(env) == [("config.E005", "DATABASE_URL")]


def test_a_malformed_database_url_is_a_fault_that_hides_the_password() -> None:
    env = Environment({"DATABASE_URL": "postgresql://me:hush@db.example:port/record"})

    assert env.database("DATABASE_URL") is None
    assert faults(env) == [("config.E004", "DATABASE_URL")]
    assert "hush" not in repr(env.problems)
