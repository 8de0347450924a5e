"""Whatever goes wrong: a status, a page about it, and nothing of the inside."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import include, path
from django.utils.html import escape
from rest_framework.exceptions import ParseError, UnsupportedMediaType

from incidents.models import Record
from sharing.access import Scope
from sharing.models import Release
from sharing.rest.door import Answer, Door
from sharing.rest.problems import SORTS
from sharing.selectors import View
from sharing.wire import timestamp
from tests.sharing.rest.asking import Asking, asking, problem

INSIDE = "the inside of the program"
FAILURES = {
    "broken": RuntimeError(INSIDE),
    "away": OperationalError(INSIDE),
    "foreign": UnsupportedMediaType("text/plain"),
    "garbled": ParseError("Line 1 ends too soon."),
}
Scene = dict[str, Record]


class Failing(Door):
    """A door behind which something is wrong."""

    schema = None

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        raise FAILURES[place["how"]]


urlpatterns = [
    path("api/v1/failing/<str:how>", Failing.as_view()),
    path("api/v1/", include("sharing.rest.urls")),
]


@pytest.fixture
def failing(scene: Scene) -> Iterator[Asking]:
    """A partner of an interface with doors that fail."""
    with override_settings(ROOT_URLCONF=__name__):
        yield asking()


@pytest.mark.parametrize(
    ("query", "pointer", "word"),
    [
        ("actr=x", "#/query/actr", "is not known here"),
        ("actor=x&actor=y", "#/query/actor", "2 times"),
        ("actor=", "#/query/actor", "empty"),
        ("q=caf%E9", "#/query/q", "is no UTF-8; é is written %C3%A9"),
        (
            "stance=denied",
            "#/query/stance",
            "has “denied”; the nearest of the 15 there are: den",
        ),
        ("stance=asserts,,denies", "#/query/stance", "has an empty word; "),
        ("limit=0", "#/query/limit", "is less than 1"),
        ("limit=501", "#/query/limit", "is more than 500"),
        *(
            (f"limit={each}", "#/query/limit", "is no whole number")
            for each in ("many", "1.0", "%2B1", "1_0", "%201", "%D9%A3")
        ),
        ("confidence_min=101", "#/query/confidence_min", "is more than 100"),
        ("date_from=2022-13-01", "#/query/date_from", "is no day in the format 2026"),
        *(
            (f"date_from={each}", "#/query/date_from", "is no day in the format")
            for each in ("yesterday", "2026-1-1", "2026-W05-6", "2026-01-31%0A")
        ),
        ("updated_after=2022-01-01T00:00:00+02:00", "#/query/updated_after", "%2B"),
        ("updated_after=2022-01-01T00:00:00", "#/query/updated_after", "put Z behind"),
        ("known_at=2022-01-01", "#/query/known_at", "write 2022-01-01T00:00:00Z for"),
        ("known_at=2022-13-01T00:00:00Z", "#/query/known_at", "is no instant in the"),
        ("tlp=green", "#/query/tlp", "there are: CLEAR, GREEN, AMBER, "),
        ("q=%00", "#/query/q", "NUL"),
        (f"q={'x' * 201}", "#/query/q", "is longer than 200 characters"),
        ("fields=level", "#/query/fields", "there are: entity_level"),
        ("expand=secret", "#/query/expand", "there are: about, "),
        ("format=xml", "#/query/format", "has “xml”; there are: json, stix"),
        ("as_of=2022-01-01", "#/query/as_of", "one incident, its positions, and the"),
        ("a~b/c=1", "#/query/a~0b~1c", "is not known here"),
    ],
)
def test_a_parameter_that_is_not_right_is_named(
    scene: Scene, query: str, pointer: str, word: str
) -> None:
    told = problem(asking().get(f"claims?{query}"), 400)

    (error,) = told["errors"]
    assert error["pointer"] == pointer
    assert word in error["detail"]


def test_a_word_that_is_like_none_of_many_brings_all_of_them(scene: Scene) -> None:
    told = problem(asking().get("claims?fields=xyz"), 400)

    assert told["errors"][0]["detail"].endswith(", wording")


@pytest.mark.parametrize("name", ["as_of", "known_at"])
def test_a_time_that_has_not_come_cannot_be_asked_about(
    scene: Scene, name: str
) -> None:
    now = datetime.now(UTC)
    tomorrow = now + timedelta(days=1)
    ahead = {"as_of": f"{tomorrow:%Y-%m-%d}", "known_at": f"{tomorrow:%FT%TZ}"}
    by_now = {"as_of": f"{now:%Y-%m-%d}", "known_at": f"{now:%FT%TZ}"}

    told = problem(asking().get("incidents/inc/positions", {name: ahead[name]}), 422)

    (error,) = told["errors"]
    assert error["pointer"] == f"#/query/{name}"
    assert f"{now:%Y-%m-%d}" in error["detail"]
    asking().json("incidents/inc/positions", {name: by_now[name]})


def test_all_faults_are_told_at_once(scene: Scene) -> None:
    told = problem(asking().get("claims?actr=x&limit=0&stance="), 400)

    assert {each["pointer"] for each in told["errors"]} == {
        "#/query/actr",
        "#/query/limit",
        "#/query/stance",
    }


@pytest.mark.parametrize(
    ("query", "pointers"),
    [
        (
            "date_from=2022-02-02&date_to=2022-02-01",
            ["#/query/date_from", "#/query/date_to"],
        ),
        ("format=stix&fields=name", ["#/query/fields"]),
    ],
)
def test_parameters_that_contradict_each_other_are_told_apart(
    scene: Scene, query: str, pointers: list[str]
) -> None:
    told = problem(asking().get(f"claims?{query}"), 422)

    assert [each["pointer"] for each in told["errors"]] == pointers


@pytest.mark.parametrize("authorization", ["", "Bearer cia_nothing.at-all", "Basic !"])
def test_whoever_is_not_known_is_told_how_to_be(
    scene: Scene, authorization: str
) -> None:
    response = Asking(authorization).get("claims?actr=x")

    told = problem(response, 401)
    assert "errors" not in told
    assert "Bearer" in response.headers["WWW-Authenticate"]
    assert "Basic" in response.headers["WWW-Authenticate"]


def test_a_token_without_the_scope_is_403(scene: Scene) -> None:
    told = problem(asking(scopes=["taxii:read"]).get("claims"), 403)

    assert "rest:read" in told["detail"]


def test_a_host_that_is_not_ours_is_refused(scene: Scene) -> None:
    told = problem(asking().get("claims", host="evil.example"), 400)

    assert "Host" in told["detail"]
    assert told["type"] == "/api/v1/problems/malformed-request"


def test_more_parameters_than_anybody_means_are_refused(scene: Scene) -> None:
    told = problem(asking().get(f"claims?{'q&' * 1500}"), 400)

    assert "too many parameters" in told["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", ["claims", "openapi.json"])
def test_nothing_but_reading_is_405(scene: Scene, path: str, method: str) -> None:
    response = asking().do(method, path)

    problem(response, 405)
    assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("accept", "status", "form"),
    [
        ("*/*", 200, "application/json"),
        ("application/json", 200, "application/json"),
        ("text/html, application/*;q=0.5", 200, "application/json"),
        ("application/stix+json;version=2.1", 200, "application/stix+json;version=2.1"),
        ("APPLICATION/STIX+JSON", 200, "application/stix+json;version=2.1"),
        ("application/json;q=0.1, application/stix+json", 200, "application/stix+json"),
        ("application/stix+json;version=2.0", 406, ""),
        ("text/html", 406, ""),
        ("application/json;q=0", 406, ""),
        (";;;", 406, ""),
    ],
)
def test_the_form_is_what_the_client_accepts(
    scene: Scene, accept: str, status: int, form: str
) -> None:
    response = asking().get("claims", accept=accept)

    if status == 406:
        problem(response, 406)
    else:
        assert response.status_code == status
        assert response.headers["Content-Type"].startswith(form)


@pytest.mark.parametrize("address", ["claim", "claims/a/b/c?actr=x", "incidents/"])
def test_an_address_that_never_was_is_404_in_whatever_form_it_is_asked_for(
    scene: Scene, address: str
) -> None:
    problem(asking().get(address, accept="text/html"), 404)


def test_a_spent_budget_is_429_and_says_when(scene: Scene) -> None:
    partner = asking(per_minute=1)
    assert partner.get("claims").status_code == 200

    response = partner.get("claims")

    problem(response, 429)
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert "RateLimit" in response.headers


@pytest.mark.parametrize(
    ("terms", "status"),
    [({"per_minute": 1}, 429), ({"scopes": [Scope.TAXII_READ]}, 403), ({}, 404)],
)
def test_whatever_is_refused_the_end_of_a_token_is_announced(
    scene: Scene, terms: dict[str, Any], status: int
) -> None:
    end = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(days=3)
    partner = asking(expires=end, **terms)
    partner.get("claims/nothing")

    response = partner.get("claims/nothing")

    problem(response, status)
    assert response.headers["X-Token-Expires"] == timestamp(end)
    assert response.headers["RateLimit"].startswith('"minute";r=')


@pytest.mark.parametrize(
    ("how", "status"),
    [("broken", 500), ("away", 503), ("foreign", 415), ("garbled", 400)],
)
def test_failures_tell_nothing_of_the_inside(
    failing: Asking, how: str, status: int
) -> None:
    response = failing.get(f"failing/{how}")

    told = problem(response, status)
    assert INSIDE not in response.content.decode()
    assert told["request_id"] == response.headers["X-Request-ID"]
    assert ("Retry-After" in response.headers) == (status == 503)


def test_an_error_of_ours_is_logged_under_the_number_that_is_told(
    failing: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    told = problem(failing.get("failing/broken"), 500)

    assert told["request_id"] in caplog.text
    assert INSIDE in caplog.text


@pytest.mark.parametrize("name", SORTS)
def test_every_sort_of_problem_has_a_page(client: Client, name: str) -> None:
    page = client.get(f"/api/v1/problems/{name}")

    assert page.status_code == 200
    assert escape(SORTS[name].meaning) in page.content.decode()


def test_the_type_of_a_problem_leads_to_its_page(scene: Scene) -> None:
    told = problem(asking().get("claims/nothing"), 404)

    page: Any = Client().get(told["type"].removeprefix("http://testserver"))
    assert page.status_code == 200
    assert told["title"] in page.content.decode()


def test_a_page_about_no_problem_is_404(client: Client) -> None:
    assert client.get("/api/v1/problems/nothing").status_code == 404
