"""Addresses, methods and media types: what is served, and what is refused how."""

import pytest
from django.test import Client

from sharing.models import Pull
from tests.sharing.taxii.world import (
    TAXII,
    Asking,
    is_told,
    made_up,
    release,
    stix_id,
    token,
)

pytestmark = pytest.mark.django_db
OBJECTS = "api/collections/published-clear/objects/"


@pytest.mark.parametrize(
    "accept",
    [
        *(
            "text/html",
            "application/json",
            "application/stix+json;version=2.1",
            "nonsense",
        ),
        *("application/taxii+json;version=2.0", "application/vnd.oasis.taxii+json"),
        *("application/taxii+json;version=2.1;q=0", "application/taxii+json;q=0, */*"),
        *("application/taxii+json; version=3", "*/*;q=0", ",", "a" * 999),
    ],
    ids=lambda accept: accept[:50],
)
def test_a_foreign_form_is_not_acceptable(accept: str) -> None:
    assert is_told(Asking(token()).get(OBJECTS, accept=accept), 406)


@pytest.mark.parametrize(
    "accept",
    [
        *("", "*/*", "application/*", "application/taxii+json", TAXII),
        *(
            'application/taxii+json; version="2.1"',
            "APPLICATION/TAXII+JSON;VERSION=2.1",
        ),
        "application/taxii+json;version=2.1,application/stix+json;version=2.1",
        *(
            "application/json, text/plain, */*",
            "text/html, application/taxii+json;q=0.1",
        ),
        "application/taxii+json;version=2.0, application/taxii+json;version=2.1",
        "application/taxii+json ; version=2.1 ; q=0.5",
        'text/html;x="a,b", */*;q=0.1',
        *("a/b," * 500 + TAXII, '"\\' * 35_000),  # too long to be read
    ],
    ids=lambda accept: accept[:50],
)
def test_every_form_that_means_ours_is_served(accept: str) -> None:
    answer = Asking(token()).get(OBJECTS, accept=accept, content_type="application/x")

    assert answer.status_code == 200
    assert answer["Content-Type"] == TAXII


@pytest.mark.parametrize(
    "method", ["put", "patch", "options", "trace", "post", "delete"]
)
def test_other_methods_are_refused_and_the_right_ones_named(method: str) -> None:
    headers = {"authorization": f"Bearer {token()}"}
    path = "/taxii2/api/collections/"

    answer = Client().generic(method.upper(), path, "x", headers=headers)

    assert is_told(answer, 405)
    assert answer["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path",
    [
        *(
            "nothing/",
            "api/nothing",
            "api/status/x/",
            "api//",
            "/",
            "api/collections//",
        ),
        *("api/collections/%00/", "api/collections/x/y/z/a/b/c/", "a\nb", "../admin/"),
        *("api/status/%F0%28%8C%28/", "api/collections/published-clear/objects//"),
    ],
)
def test_what_is_not_there_is_not_found_in_taxii_s_words(path: str) -> None:
    assert is_told(Asking(token()).get(path), 404)


def test_a_slash_at_the_end_changes_nothing_and_nobody_is_redirected() -> None:
    release([made_up(1)])
    asking = Asking(token())

    for path in ("", "api/", "api/collections/", OBJECTS):
        with_slash, without = asking.get(path), asking.get(path.removesuffix("/"))
        assert with_slash.status_code == without.status_code == 200
        assert with_slash.content == without.content
    assert (
        Client()
        .get("/taxii2", headers={"authorization": f"Bearer {asking.token}"})
        .status_code
        == 200
    )


def test_head_is_a_get_without_its_body() -> None:
    release([made_up(number) for number in range(20)])
    asking = Asking(token())

    got = asking.get(OBJECTS, accept_encoding="gzip")
    head = asking.ask("head", OBJECTS, {}, accept_encoding="gzip")

    assert head.content == b""
    for name in ("Content-Length", "Content-Type", "ETag", "X-TAXII-Date-Added-Last"):
        assert head[name] == got[name]
    assert Pull.objects.count() == 1  # by HEAD nothing was sent


@pytest.mark.parametrize("path", [OBJECTS, f"{OBJECTS}{stix_id(1)}/"])
def test_any_etag_is_held_of_what_is_there_and_of_nothing_else(path: str) -> None:
    release([made_up(1)])
    asking = Asking(token())

    assert asking.get(path, if_none_match="*").status_code == 304
    lost = path.replace("clear", "nothing").replace(stix_id(1), stix_id(2))
    assert asking.get(lost, if_none_match="*").status_code == 404
