"""Lists of records and single ones: what is in them, in which pieces, for whom."""

from typing import Any

import pytest

from incidents.models import Record
from incidents.vocab import Marking
from sharing.models import PublishedRecord
from tests.sharing.acts import MUCH_LATER, edit_and_send
from tests.sharing.rest.asking import asking, problem

LISTS = {
    "incidents": ["inc"],
    "campaigns": [],
    "actors": ["ta-persona", "ta-state"],
    "claims": [
        *("claim-denial", "claim-first", "claim-link", "claim-secret", "claim-vague"),
    ],
    "evidence": ["evidence"],
    "responses": ["resp-reply", "resp-severed"],
    "sources": ["src-secret"],
}
Scene = dict[str, Record]


@pytest.mark.parametrize(("name", "keys"), LISTS.items())
def test_a_list_has_the_records_of_its_sort(
    scene: Scene, name: str, keys: list[str]
) -> None:
    listed = asking("RED").keys(name)

    assert [key for key in listed if key in keys] == keys
    kinds = {scene[key].kind for key in listed}
    assert len(kinds) == 1


@pytest.mark.parametrize("name", LISTS)
def test_a_record_alone_is_what_its_list_has(scene: Scene, name: str) -> None:
    partner = asking("RED")
    listed = partner.json(name)["items"]

    for each in listed:
        assert partner.json(f"{name}/{each['key']}") == each


def test_a_record_is_the_snapshot_with_its_release_and_objects(scene: Scene) -> None:
    told = asking("RED").json("claims/claim-first")

    published = PublishedRecord.objects.get(key="claim-first")
    assert told["uid"] == str(published.uid)
    assert told["attributed_to"] == "ta-persona"
    assert told["release"] == {"number": 1, "at": "2026-01-05T12:00:00Z"}
    types = sorted(each.partition("--")[0] for each in told["stix_ids"])
    assert types == ["relationship", "report"]


def test_pages_follow_by_their_links_and_make_the_whole(scene: Scene) -> None:
    partner = asking("RED")
    whole = partner.keys("claims")

    walked, address = [], "/api/v1/claims?limit=2"
    while address:
        response: Any = partner.get(address)
        walked += [each["key"] for each in response.json()["items"]]
        links = dict(
            reversed(each.split("; ")) for each in response.headers["Link"].split(", ")
        )
        assert 'rel="first"' in links
        address = links.get('rel="next"', "").strip("<>")

    assert walked == whole


def test_the_last_page_has_no_next_even_when_it_fits(scene: Scene) -> None:
    told = asking("RED").json("claims", {"limit": 5})

    assert len(told["items"]) == 5
    assert told["next"] is None


def test_a_cursor_keeps_its_release_while_others_publish(scene: Scene) -> None:
    partner = asking("RED")
    first = partner.json("claims", {"limit": 1})
    edit_and_send(scene["claim-vague"], at=MUCH_LATER, wording="Changed since")

    rest = partner.json("claims", {"limit": 100, "cursor": first["next"]})
    fresh = partner.json("claims")

    def wording(page: Any) -> str:
        (found,) = (e["wording"] for e in page["items"] if e["key"] == "claim-vague")
        return str(found)

    assert rest["release"] == 1
    assert wording(rest) != "Changed since"
    assert wording(fresh) == "Changed since"


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("claims", {"stance": "denies"}),
        ("incidents", {}),
    ],
)
def test_a_cursor_of_another_list_is_refused(
    scene: Scene, path: str, query: dict[str, str]
) -> None:
    partner = asking("RED")
    cursor = partner.json("claims", {"limit": 1})["next"]

    told = problem(partner.get(path, {**query, "cursor": cursor}), 400)

    assert told["type"].endswith("/problems/bad-cursor")
    assert told["errors"][0]["pointer"] == "#/query/cursor"


def test_a_cursor_that_was_changed_is_refused(scene: Scene) -> None:
    partner = asking("RED")
    cursor = partner.json("claims", {"limit": 1})["next"]

    told = problem(partner.get("claims", {"cursor": f"{cursor[:-3]}abc"}), 400)

    assert told["type"].endswith("/problems/bad-cursor")


def test_fields_cuts_a_record_down_to_its_key_and_those(scene: Scene) -> None:
    partner = asking("RED")

    (told, *_) = partner.json("claims", {"fields": "stance,claimant"})["items"]
    alone = partner.json("claims/claim-first", {"fields": "stance"})

    assert told.keys() == {"key", "stance", "claimant"}
    assert alone == {"key": "claim-first", "stance": "asserts"}


def test_expand_sends_along_what_fields_refer_to(scene: Scene) -> None:
    told = asking("RED").json("claims/claim-first", {"expand": "claimant,about"})

    assert sorted(told["expanded"]) == ["id-al", "inc"]
    assert told["expanded"]["id-al"]["kind"] == "identity"


def test_a_raised_marking_takes_the_record_from_those_below(scene: Scene) -> None:
    everybody = asking("CLEAR")
    assert everybody.get("claims/claim-vague").status_code == 200

    edit_and_send(scene["claim-vague"], at=MUCH_LATER, marking="RED")

    assert everybody.get("claims/claim-vague").status_code == 404
    assert "claim-vague" not in everybody.keys("claims")
    assert "claim-vague" in asking("RED").keys("claims")


@pytest.mark.parametrize("ceiling", Marking.values)
def test_nobody_is_told_a_key_that_he_may_not_see(scene: Scene, ceiling: str) -> None:
    """Of all doors and forms: no key or id of a hidden record stands in any answer."""
    partner = asking(ceiling)
    seen = Marking.values[: Marking.values.index(ceiling) + 1]
    hidden = set(
        PublishedRecord.objects.exclude(marking__in=seen).values_list("key", flat=True)
    )
    addresses = [
        *LISTS,
        *("releases", "tombstones", "incidents/inc/positions"),
        *("states/IR/claims", "states/AL/claims", "actors/ta-state/claims"),
        *("eurepoc/claims", "eurepoc/attribution_dataset", "eurepoc/claim_source"),
        *("eurepoc/attributions", "eurepoc/initiators", "eurepoc/sources_urls"),
    ]
    answers = [partner.get(each) for each in addresses]
    answers += [partner.get(each, {"format": "stix"}) for each in LISTS]
    answers += [partner.get("incidents/inc", {"format": "stix"})]

    assert bool(hidden) == (ceiling != "RED")
    for answer in answers:
        found = answer.content.decode()
        assert not [key for key in hidden if f'"{key}"' in found or f",{key}," in found]


@pytest.mark.parametrize(
    "path",
    [
        *("claims/claim-secret", "sources/src-secret", "evidence/evidence"),
        *("claims/claim-secret?format=stix", "claims/nothing", "incidents/nothing"),
        *("incidents/nothing/positions", "actors/nothing/claims", "states/ZZ/claims"),
        *(
            "releases/0",
            "releases/99",
            "releases/x",
            "incidents/claim-secret",
            "nothing",
        ),
        *("collections/nothing/bundle", "collections/published-red/bundle"),
        *("claims/%00", "claims/" + "x" * 300, "nothing/"),
        "claims/claim-secret?known_at=2000-01-01T00:00:00Z",
        "eurepoc/claims?incident=claim-secret",
    ],
)
def test_what_is_hidden_and_what_is_not_there_are_answered_alike(
    scene: Scene, path: str
) -> None:
    told = problem(asking("CLEAR").get(path), 404)

    assert told["type"].endswith("/problems/not-found")
    assert told["detail"] == "There is nothing here that can be shown."


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("claims?about=", "about"),
        ("incidents?stance=denies&actor=", "actor"),
        ("evidence?format=stix&claim=", "claim"),
    ],
)
def test_filters_by_what_is_hidden_and_by_what_is_not_there_are_refused_alike(
    scene: Scene, path: str, parameter: str
) -> None:
    partner = asking("CLEAR")

    hidden = problem(partner.get(f"{path}claim-secret"), 400)
    nothing = problem(partner.get(f"{path}nothing"), 400)

    assert [each["pointer"] for each in hidden["errors"]] == [f"#/query/{parameter}"]
    assert hidden["detail"].startswith(f"{parameter} names no record that can be shown")
    assert nothing | {"request_id": ""} == hidden | {"request_id": ""}


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("claims/", "ask for /api/v1/claims."),
        ("claims/nothing/", "ask for /api/v1/claims/nothing."),
        ("incidents/INC", "Keys are written in small letters: inc."),
        ("incidents/claim-first", "There is claims/claim-first."),
        ("incident", "Perhaps /api/v1/incidents is meant."),
        ("incidents/inc/postions", "Perhaps /api/v1/incidents/inc/positions is meant."),
        ("eurepoc/attribution", "attributions"),
        ("states/iran/claims", "ISO 3166-1: states/IR/claims"),
        ("states/ir/claims", "ISO 3166-1: states/IR/claims"),
        ("states/%00/claims", "ISO 3166-1: states/IR/claims"),
        ("incidents/inc?as_of=2000-01-01", "inc had not certainly taken place"),
        ("incidents/inc?as_of=2000-01-01&format=stix", "by the end of 2000-01-01"),
        ("incidents/inc/positions?as_of=2000-01-01", "ask as of a later day"),
        ("incidents/inc?known_at=2000-01-01T00:00:00Z", "inc could not be shown yet"),
        ("incidents/inc?format=stix&known_at=2000-01-01T00:00:00Z", "a later known_at"),
        # Not there yet, so that nothing tells when it begins.
        (
            "incidents/inc?as_of=2000-01-01&known_at=2000-01-01T00:00:00Z",
            "shown. inc could not be shown yet as known at that instant",
        ),
    ],
)
def test_whoever_finds_nothing_is_told_what_the_address_may_have_meant(
    scene: Scene, path: str, hint: str
) -> None:
    told = problem(asking("CLEAR").get(path), 404)

    assert told["detail"].startswith("There is nothing here that can be shown. ")
    assert hint in told["detail"]


def test_instants_have_z_for_their_zone_and_words_stay_as_they_are(
    scene: Scene,
) -> None:
    quoted = 'They wrote "earliest": "2022-07-15T00:00:00+00:00".'
    edit_and_send(scene["inc"], at=MUCH_LATER, description=quoted)

    told = asking().json("incidents/inc")

    assert told["occurred"]["earliest"].endswith("Z")
    assert told["occurred"]["latest"].endswith("Z")
    assert told["description"] == quoted


def test_known_at_shows_what_was_published_then(scene: Scene) -> None:
    partner = asking("CLEAR")
    edit_and_send(scene["claim-first"], at=MUCH_LATER, wording="Changed since")

    then = partner.json("claims/claim-first", {"known_at": "2026-01-05T12:00:00Z"})
    before = partner.get("claims/claim-first", {"known_at": "2026-01-05T11:59:59Z"})

    assert then["version"] == 1
    assert before.status_code == 404


def test_marking_shows_less_and_never_more(scene: Scene) -> None:
    partner = asking("GREEN")

    assert "claim-secret" in partner.keys("claims")
    assert "claim-secret" not in partner.keys("claims", {"marking": "CLEAR"})
    told = problem(partner.get("claims", {"marking": "AMBER"}), 400)
    assert told["errors"][0]["pointer"] == "#/query/marking"
