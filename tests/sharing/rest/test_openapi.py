"""The OpenAPI document: made from the code, kept in docs, and held by the answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.demo import Demonstration
from incidents.models import Record
from sharing.models import Scope
from sharing.rest.openapi import VERSION, as_yaml, document, promises
from sharing.rest.resources import RESOURCES
from tests.briefings.desk import make_edition, make_released
from tests.sharing.rest.asking import asking

Scene = dict[str, Record]
DOCUMENT = Path(django_settings.BASE_DIR, "docs", "openapi.yaml")
# What was promised to partners, and by which version of the API.
PROMISED = Path(__file__).with_name("promised.json")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 12  # for each address; more find no more and take longer


def test_the_kept_document_is_what_the_code_says() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == as_yaml(), "run manage.py openapi"


def test_nothing_that_was_promised_is_gone_unless_the_version_rose() -> None:
    """Written anew only with a higher first number: docs/rest.md, Versions."""
    promised = json.loads(PROMISED.read_text(encoding="utf-8"))

    gone = set(promised["promises"]) - set(promises(document()))

    risen = int(VERSION.split(".")[0]) > int(promised["version"].split(".")[0])
    assert risen or not gone, sorted(gone)


def test_all_that_is_promised_is_written_down() -> None:
    promised = json.loads(PROMISED.read_text(encoding="utf-8"))

    assert sorted(promises(document())) == promised["promises"]


def test_every_filter_is_in_the_document_with_words() -> None:
    paths = document()["paths"]

    for resource in RESOURCES:
        described = {
            each["name"]: each
            for each in paths[f"/api/v1/{resource.name}"]["get"]["parameters"]
        }
        query = resource.list_query()
        assert described.keys() == query.fields.keys()
        assert all(each.get("description") for each in described.values())


def test_no_form_is_promised_for_what_the_server_refuses_before_any_door() -> None:
    for operations in document()["paths"].values():
        for operation in operations.values():
            assert operation["responses"]["414"].keys() == {"description"}


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda each: each.name)
def test_the_members_of_a_record_are_those_in_the_document(
    albania: Demonstration, resource: Any
) -> None:
    described = document()["components"]["schemas"][resource.shape.__name__]

    sent = asking().json(resource.name, {"limit": 500})["items"]

    assert sent
    members = {name for each in sent for name in each}
    assert members == set(described["properties"])


@pytest.fixture
def application() -> Iterator[WSGIHandler]:
    """The application, which leaves the test's connection open between requests."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in ends:
        signal.connect(close_old_connections)


def test_whoever_asks_at_random_gets_no_error_and_nothing_undescribed(
    scene: Scene, application: WSGIHandler
) -> None:
    make_released(make_edition(about=("inc",)))
    authorization = asking(
        "RED", scopes=Scope.values, per_minute=1_000_000, per_day=1_000_000
    ).authorization
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    asked = 0

    for result in schema.get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            headers = {
                "Authorization": authorization,
                "Accept-Encoding": "identity",  # no coding is undone on this way
            }
            case.call_and_validate(headers=headers, checks=CHECKS)

        ask()

    assert asked > 100
