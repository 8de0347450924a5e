"""How many questions are put to the database: the same however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Record
from tests.sharing.rest.asking import asking

Scene = dict[str, Record]
# Who asks, which release, the page, its objects' ids, what was sent.
LIST = 5


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("claims", LIST),
        ("claims?limit=1", LIST),
        ("claims?stance=asserts&q=some&date_from=2022-01-01", LIST),
        ("claims?actor=ta-persona&about=inc", LIST + 1),  # whether there are such
        ("claims?expand=claimant,about,statement", LIST + 3),
        ("sources", LIST),
        ("claims/claim-first", LIST),
        ("incidents/inc/positions", 9),
        ("actors/ta-persona/claims", 11),
        ("releases", 6),
        ("tombstones", 4),
        ("collections", 2),
        ("eurepoc/claims", 5),
    ],
)
def test_a_door_asks_so_often_and_no_more(scene: Scene, path: str, wanted: int) -> None:
    partner = asking("RED")

    with CaptureQueriesContext(connection) as asked:
        assert partner.get(path).status_code == 200

    assert len(asked) == wanted, [each["sql"][:120] for each in asked]


@pytest.mark.parametrize(
    "path",
    ["claims", "claims?format=stix", "incidents/inc?format=stix", "eurepoc/claims"],
)
def test_what_has_not_changed_costs_two_questions(scene: Scene, path: str) -> None:
    partner = asking("RED")
    tag = partner.get(path).headers["ETag"]

    with CaptureQueriesContext(connection) as asked:
        assert partner.get(path, if_none_match=tag).status_code == 304

    assert len(asked) == 2, [each["sql"][:120] for each in asked]
