"""Whoever types a part of a name finds the record, and can tell it from namesakes."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from desk.admin.base import RecordAdmin
from desk.models import Clearance
from desk.site import site
from tests import build
from tests.build import (
    make_claim,
    make_identity,
    make_intrusion_set,
    make_location,
    make_threat_actor,
    make_user,
)
from tests.desk.pages import address

pytestmark = pytest.mark.django_db


def typed(browser: Client, term: str, **asked: str) -> Any:
    asked = asked or {
        "app_label": "attribution",
        "model_name": "claim",
        "field_name": "attributed_to",
    }
    return browser.get(reverse("desk:autocomplete"), {"term": term, **asked}).json()


def texts(answer: Any) -> list[str]:
    return [each["text"] for each in answer["results"]]


def alias(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, "alias_kind": "vendor", **fields}


def test_exact_name_comes_first_then_prefix_then_word_then_anywhere(
    admin: Client,
) -> None:
    names = ["Grey Panther", "Ironpanther", "Panther", "Panther Two"]
    for name in reversed(names):
        make_threat_actor(name=name)
    make_threat_actor(name="Somebody", aliases=[alias("PANTHER")])

    found = texts(typed(admin, "panther"))

    assert found == [
        "Panther",
        "Somebody",
        "Panther Two",
        "Grey Panther",
        "Ironpanther",
    ]


def test_a_shared_alias_lists_both_actors_with_who_says_so(admin: Client) -> None:
    one, other = make_identity(name="Vendor One"), make_identity(name="Vendor Two")
    make_intrusion_set(
        name="Salt Typhoon",
        aliases=[alias("GhostEmperor", namer=one), alias("UNC2286")],
    )
    make_intrusion_set(
        name="Earth Estries",
        aliases=[alias("GhostEmperor", namer=one), alias("GhostEmperor", namer=other)],
    )

    results = typed(admin, "ghostemp")["results"]

    said = {each["text"]: each["names"] for each in results}
    assert said == {
        "Salt Typhoon": [{"name": "GhostEmperor", "whose": "used by Vendor One"}],
        "Earth Estries": [
            {"name": "GhostEmperor", "whose": "used by Vendor One, used by Vendor Two"}
        ],
    }


@pytest.mark.parametrize("term", ["drejtesia", "DREJTËSIA", "سپاه", "海莲花", "海莲"])
def test_names_in_other_scripts_and_without_accents_are_found(
    admin: Client, term: str
) -> None:
    native = [
        alias(name, alias_kind="native")
        for name in ("Drejtësia e Atdheut", "سپاه پاسداران", "海莲花")
    ]
    make_threat_actor(name="HomeLand Justice", aliases=native)

    assert texts(typed(admin, term)) == ["HomeLand Justice"]


def test_each_hit_says_kind_country_and_marking(admin: Client) -> None:
    Clearance.objects.create(user=make_user("admin"), marking="AMBER")
    state = make_identity(name="Iran", body_kind="state")
    body = make_identity(name="Ministry", state_of=state)
    make_threat_actor(name="MOIS", identity=body, marking="AMBER")

    (hit,) = typed(admin, "mois")["results"]

    assert (hit["kind"], hit["about"]) == ("threat actor", "organisation, Iran")
    assert (hit["marking"], hit["tlp"]) == ("amber", "TLP:AMBER")


def test_twenty_come_at_a_time(admin: Client) -> None:
    for number in range(23):
        make_threat_actor(name=f"Group {number:02}")

    first, second = (
        typed(
            admin,
            "group",
            app_label="attribution",
            model_name="claim",
            field_name="attributed_to",
            page=page,
        )
        for page in ("1", "2")
    )

    assert (len(first["results"]), first["pagination"]["more"]) == (20, True)
    assert (len(second["results"]), second["pagination"]["more"]) == (3, False)


def test_what_was_taken_back_comes_last_and_says_so(admin: Client) -> None:
    taken_back = {
        "state": "retracted",
        "state_reason": "An error.",
        "state_by": "analyst",
        "state_at": build.NOON,
    }
    make_threat_actor(name="Lynx", **taken_back)
    make_threat_actor(name="The Lynx")

    results = typed(admin, "lynx")["results"]

    assert [(each["text"], each["state"]) for each in results] == [
        ("The Lynx", ""),
        ("Lynx", "retracted"),
    ]


def test_a_field_is_offered_only_what_it_may_point_at(admin: Client) -> None:
    make_identity(name="Iran, the government")
    make_threat_actor(name="Iran, the state")

    assert texts(typed(admin, "iran")) == ["Iran, the state"]


def test_a_reader_never_gets_a_name_above_his_clearance(reader: Client) -> None:
    make_threat_actor(name="Open Lynx", marking="GREEN")
    make_threat_actor(name="Secret Lynx", marking="RED")
    make_threat_actor(name="Unmarked Lynx", marking="")

    assert texts(typed(reader, "lynx")) == ["Open Lynx"]


def test_a_reader_learns_no_hidden_namer_and_no_hidden_country(reader: Client) -> None:
    place = make_location(name="Secret place", marking="RED")
    namer = make_identity(name="Secret vendor", marking="RED")
    body = make_identity(name="Body", located_at=place)
    make_threat_actor(name="Lynx", identity=body, aliases=[alias("Felid", namer=namer)])

    (hit,) = typed(reader, "felid")["results"]

    assert hit["names"] == [
        {"name": "Felid", "whose": "used by a record you may not see"}
    ]
    assert "Secret" not in str(hit)


def test_only_kinds_that_one_may_add_are_offered_to_be_added(
    admin: Client, reader: Client
) -> None:
    assert typed(reader, "lynx")["add"] == []

    admin.force_login(make_user("admin"))
    kinds = [each["kind"] for each in typed(admin, "lynx")["add"]]
    assert kinds == ["threat-actor", "intrusion-set"]


def test_kinds_may_be_named_and_keys_asked_for(admin: Client) -> None:
    actor = make_threat_actor(name="Lynx")
    make_identity(name="Lynx, the body")

    (hit,) = typed(admin, "lynx", kinds="threat-actor", by="key")["results"]

    assert hit["id"] == actor.key


def test_whoever_may_view_no_such_kind_is_refused(client: Client) -> None:
    client.force_login(make_user("newcomer", is_staff=True))

    answer = client.get(reverse("desk:autocomplete"), {"kinds": "threat-actor"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"app_label": "attribution", "model_name": "claim", "field_name": "nothing"},
        {"app_label": "attribution", "model_name": "claim", "field_name": "wording"},
        {"app_label": "nothing", "model_name": "claim", "field_name": "about"},
    ],
)
def test_a_field_that_is_none_is_refused(admin: Client, asked: dict[str, str]) -> None:
    assert admin.get(reverse("desk:autocomplete"), asked).status_code == 403


@pytest.mark.parametrize("term", ["", "l", "lynx", "100%", "a_b", "\\", "\x00"])
def test_a_keystroke_takes_as_many_queries_for_many_hits_as_for_one(
    admin: Client, term: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def fill(count: int) -> None:
        for number in range(count):
            names = [alias(f"lynx 100% a_b \\ {number} {each}") for each in range(3)]
            make_threat_actor(name=f"Lynx {number}", aliases=names)

    fill(1)
    # Session, user with clearance; the keys, what tells them apart, their other names.
    with django_assert_num_queries(5):
        typed(admin, term)
    fill(30)

    with django_assert_num_queries(5):
        typed(admin, term)


def test_no_field_of_a_record_offers_to_delete(admin: Client) -> None:
    for model, model_admin in site._registry.items():
        if isinstance(model_admin, RecordAdmin):
            page = admin.get(address(model, "add")).content.decode()
            assert "delete-related" not in page, model


def test_a_claim_is_found_by_its_words(admin: Client) -> None:
    make_claim(name="Albania names Iran", wording="The government did it with intent.")
    make_threat_actor(name="Governmental hackers")
    about = {"app_label": "attribution", "model_name": "claim", "field_name": "about"}

    assert texts(typed(admin, "did intent", **about)) == ["Albania names Iran"]
    # Whatever has the word in its name comes first.
    assert texts(typed(admin, "government", **about))[0] == "Governmental hackers"
    assert texts(typed(admin, "intent")) == []
