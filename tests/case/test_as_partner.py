"""What we show as a partner's is what its token gets, byte for byte (PA14)."""

import orjson
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.demo import Demonstration
from desk.selectors import seen
from tests.desk.world import person
from tests.sharing.partners import DAY, bearer, make_partner, make_token

INCIDENT = "inc-2022-07-15"


@pytest.mark.parametrize("ceiling", ["CLEAR", "AMBER"])
def test_the_exact_bundle_is_what_the_token_gets(
    albania: Demonstration, ceiling: str
) -> None:
    partner = make_partner(f"Up to {ceiling}", ceiling=ceiling)
    now = timezone.now()
    token = make_token(
        partner, ceiling=ceiling, at=now, not_before=now, expires=now + DAY
    )
    publisher = Client()
    publisher.force_login(person("publisher", "RED"))

    shown = publisher.get(
        reverse("desk:partner-bundle", args=[partner.pk, INCIDENT])
    ).getvalue()
    page = publisher.get(
        reverse("desk:partner-sees", args=[partner.pk]), {"of": INCIDENT}
    )
    sent = Client().get(
        f"/api/v1/incidents/{INCIDENT}?format=stix",
        headers={"authorization": bearer(token)},
    )

    assert sent.status_code == 200
    assert shown == sent.content
    told = page.context["seen"]
    assert told.count == len(orjson.loads(sent.content)["objects"])
    assert told.bundle_id == orjson.loads(sent.content)["id"]


def test_what_is_left_out_is_told_with_its_reason(
    albania: Demonstration, monkeypatch: pytest.MonkeyPatch
) -> None:
    partner = make_partner("Up to CLEAR", ceiling="CLEAR")
    publisher, cleared_to_less = Client(), Client()
    publisher.force_login(person("publisher", "RED"))
    cleared_to_less.force_login(person("publisher", "CLEAR"))
    address = reverse("desk:partner-sees", args=[partner.pk])

    whole = publisher.get(address, {"of": INCIDENT}).context["seen"]
    mild = cleared_to_less.get(address, {"of": INCIDENT}).context["seen"]
    monkeypatch.setattr(seen, "MOST_LEFT_OUT", 1)
    short = publisher.get(address, {"of": INCIDENT}).context["seen"]

    assert {each.why for each in whole.left_out if each.member.marking != "CLEAR"} == {
        "it is marked TLP:AMBER"
    }
    assert whole.whole == whole.count + len(whole.left_out)
    assert (len(short.left_out), short.whole) == (1, whole.whole)
    assert sum(short.reasons.values()) == len(whole.left_out) > 1
    assert mild.left_out == []
    assert mild.count == whole.count


def test_the_counts_of_collections_are_those_that_the_token_walks(
    albania: Demonstration,
) -> None:
    partner = make_partner("Up to AMBER", ceiling="AMBER")
    now = timezone.now()
    token = make_token(
        partner, ceiling="AMBER", at=now, not_before=now, expires=now + DAY
    )
    publisher = Client()
    publisher.force_login(person("publisher", "RED"))

    page = publisher.get(reverse("desk:partner-sees", args=[partner.pk]))
    listed = Client().get(
        "/taxii2/api/collections/", headers={"authorization": bearer(token)}
    )

    shown = {str(each.uuid): size for each, size in page.context["collections"]}
    ids = [each["id"] for each in orjson.loads(listed.content)["collections"]]
    assert sorted(shown) == sorted(ids)
    strictest = shown[max(ids, key=lambda each: shown[each].latest)]
    counts = {marking: count for marking, count, _ in page.context["by_marking"]}
    assert strictest.latest == sum(
        counts[marking] for marking in ("CLEAR", "GREEN", "AMBER")
    )
