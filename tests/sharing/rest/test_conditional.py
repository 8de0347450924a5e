"""ETags, 304, and what every answer carries."""

from dataclasses import replace

import pytest
from django.test import override_settings
from django.urls import include, path

from incidents.models import Record
from sharing.models import Pull
from sharing.rest.deprecation import Deprecation
from sharing.rest.views.releases import Releases
from tests.build import NOON, make_identity
from tests.sharing.acts import LATER, MUCH_LATER, approve, edit_and_send, send
from tests.sharing.rest.asking import asking
from tests.sharing.taxii.world import made_up, release, stix_id

Scene = dict[str, Record]


class Going(Releases):
    """A door that will be gone."""

    deprecation = Deprecation(NOON, MUCH_LATER, "https://example.org/changes")


urlpatterns = [
    path("api/v1/going", Going.as_view()),
    path("api/v1/", include("sharing.rest.urls")),
]
ADDRESSES = [
    *("claims", "claims?format=stix", "claims/claim-first", "incidents/inc"),
    *("incidents/inc?format=stix", "incidents/inc/positions", "releases"),
    *("releases/1", "tombstones", "eurepoc", "eurepoc/claims", "collections", ""),
    *(
        "states/AL/claims",
        "actors/ta-state/claims",
        "collections/published-clear/bundle",
    ),
]


@pytest.mark.parametrize("path", ADDRESSES[:-3] + ADDRESSES[-2:])
def test_what_has_not_changed_is_a_304(scene: Scene, path: str) -> None:
    partner = asking("GREEN")
    tag = partner.get(path).headers["ETag"]
    pulls = Pull.objects.count()

    again = partner.get(path, if_none_match=tag)

    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == tag
    assert "Last-Modified" not in again.headers
    assert not tag.startswith("W/")
    assert Pull.objects.count() == pulls


def test_a_new_release_gives_a_list_a_new_tag(scene: Scene) -> None:
    partner = asking()
    tag = partner.get("claims").headers["ETag"]
    edit_and_send(scene["claim-vague"], at=LATER, wording="Changed since")

    assert partner.get("claims", if_none_match=tag).status_code == 200


def test_a_record_that_did_not_change_keeps_its_tag_through_releases(
    scene: Scene,
) -> None:
    partner = asking()
    tag = partner.get("claims/claim-first").headers["ETag"]
    party = make_identity(key="id-new")
    approve(party)
    send(party, at=MUCH_LATER)

    assert partner.get("claims/claim-first", if_none_match=tag).status_code == 304


@pytest.mark.parametrize(
    ("one", "other"),
    [("claims", "claims?limit=3"), ("claims", "incidents"), ("claims", "claims?q=a")],
)
def test_different_questions_have_different_tags(
    scene: Scene, one: str, other: str
) -> None:
    partner = asking()

    assert partner.get(one).headers["ETag"] != partner.get(other).headers["ETag"]


def test_readers_of_different_ceilings_never_share_a_tag(scene: Scene) -> None:
    tags = {asking(each).get("claims").headers["ETag"] for each in ("CLEAR", "GREEN")}

    assert len(tags) == 2


def test_answers_are_private_and_vary_by_who_asks(scene: Scene) -> None:
    response = asking().get("claims")

    assert response.headers["Cache-Control"] == "private"
    for name in ("Authorization", "Accept", "Accept-Encoding"):
        assert name in response.headers["Vary"]
    assert response.headers["Last-Modified"] == "Mon, 05 Jan 2026 12:00:00 GMT"
    assert "RateLimit" in response.headers
    assert response.headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("path", "hour"),
    [
        ("claims/claim-first", 12),
        ("claims/claim-first?expand=about", 13),
        ("claims/claim-first?format=stix", 13),
        ("claims/claim-vague", 13),
        ("claims", 13),
        ("releases/1", 12),
        ("releases/2?format=stix", 13),
        ("collections/published-clear/bundle", 13),
    ],
)
def test_an_answer_says_when_anything_in_it_last_changed(
    scene: Scene, path: str, hour: int
) -> None:
    edit_and_send(scene["claim-vague"], at=LATER, wording="Changed since")

    told = asking().get(path).headers["Last-Modified"]

    assert told == f"Mon, 05 Jan 2026 {hour}:00:00 GMT"


def test_a_record_changes_with_the_ids_of_its_objects(scene: Scene) -> None:
    own = scene["claim-first"].uid
    release([replace(made_up(1), record_uid=own)], at=LATER)

    answer = asking().get("claims/claim-first")

    assert stix_id(1) in answer.json()["stix_ids"]  # type: ignore[attr-defined]
    assert answer.headers["Last-Modified"] == "Mon, 05 Jan 2026 13:00:00 GMT"


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_an_answer_is_encoded_as_the_client_likes_it(scene: Scene, coding: str) -> None:
    partner = asking()

    response = partner.get("claims", accept_encoding=coding)

    assert response.headers["Content-Encoding"] == coding
    tag = response.headers["ETag"]
    assert tag.endswith(f'-{coding}"')
    assert partner.get("claims", if_none_match=tag).status_code == 304


def test_head_is_get_without_the_content(scene: Scene) -> None:
    partner = asking()

    head, get = partner.do("head", "claims"), partner.get("claims")

    assert head.status_code == 200
    assert head.content == b""
    for name in ("ETag", "Content-Type", "Content-Length", "Link"):
        assert head.headers.get(name) == get.headers.get(name)


@override_settings(ROOT_URLCONF=__name__)
def test_a_door_that_is_going_says_so(scene: Scene) -> None:
    headers = asking().get("going").headers

    assert headers["Deprecation"] == "@1767614400"
    assert headers["Sunset"] == "Tue, 06 Jan 2026 12:00:00 GMT"
    assert '<https://example.org/changes>; rel="deprecation"' in headers["Link"]
    assert 'rel="first"' in headers["Link"]


def test_what_was_sent_is_noted(scene: Scene) -> None:
    partner = asking()
    partner.get("claims/claim-first")
    partner.get("incidents/inc", {"format": "stix"})
    partner.get("eurepoc/claims")

    record, bundle, table = Pull.objects.order_by("pk")
    assert (record.outlet, bundle.outlet, table.outlet) == ("rest", "bundle", "csv")
    assert record.count == 1
    assert len(record.records) == 1
    assert (bundle.key, bundle.marking) == ("inc", "CLEAR")
    assert bundle.size > 1000
    assert table.query == "/api/v1/eurepoc/claims"
