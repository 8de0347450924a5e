"""The compose file: checked as data, since no engine runs where tests do."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from config import access
from config.environment import Environment
from config.privileges import application_role

TOP = Path(settings.BASE_DIR)
TEXT = (TOP / "docker-compose.yml").read_text()
SERVICES: dict[str, Any] = yaml.safe_load(TEXT)["services"]
VARIABLE = re.compile(r"\$\{(\w+)(:[?-][^}]*)?\}")


def development() -> dict[str, str]:
    """Return the variables of the development profile."""
    lines = (TOP / "development.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def test_no_secret_has_a_default() -> None:
    secret = {
        (name, rule[:2])
        for name, rule in VARIABLE.findall(TEXT)
        if re.search("PASSWORD|SECRET|KEY|TOKEN", name)
    }

    assert {rule for _, rule in secret} == {":?"}


def test_the_development_profile_sets_all_that_must_be_set() -> None:
    needed = {name for name, rule in VARIABLE.findall(TEXT) if rule.startswith(":?")}

    assert needed <= set(development())


def test_production_refuses_the_development_key() -> None:
    env = Environment(development())

    access.secret_key(env, "production", Path("/nowhere"))

    assert [problem.variable for problem in env.problems] == ["SECRET_KEY"]


def test_the_database_keeps_its_data_in_a_volume() -> None:
    database = SERVICES["database"]

    assert database["image"] == "postgres:18"
    assert "database:/var/lib/postgresql" in database["volumes"]


@pytest.mark.parametrize("name", ["database", "web"])
def test_what_stays_up_has_a_health_check(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


def test_migrations_end_before_the_application_starts() -> None:
    migrate = SERVICES["web"]["depends_on"]["migrate"]

    assert migrate["condition"] == "service_completed_successfully"
    assert SERVICES["migrate"]["restart"] == "no"


def test_only_migrations_know_the_owner() -> None:
    assert "DATABASE_OWNER_URL" in SERVICES["migrate"]["environment"]
    assert "DATABASE_OWNER_URL" not in SERVICES["web"]["environment"]


def test_the_roles_are_those_that_the_tests_run_as() -> None:
    made = (TOP / "config" / "make_roles.sh").read_text()

    assert f"create role {application_role()} " in made
    assert f"//{application_role()}:" in SERVICES["web"]["environment"]["DATABASE_URL"]


def test_a_folder_mounted_into_a_container_exists() -> None:
    mounted = [
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if volume.startswith("./")
    ]

    assert mounted
    assert all((TOP / path).exists() for path in mounted)
