"""EuRepoC's wide file: a row for each incident, of all that the long tables have."""

import json

import pytest

from config.demo import Demonstration
from sharing.rest.eurepoc.tables import TABLES
from tests.sharing.rest.asking import asking, table


def test_the_global_database_has_the_81_columns_of_release_1_1() -> None:
    columns = TABLES["global_database"].columns

    assert len(columns) == 81
    assert (columns[0], columns[-1]) == ("ID", "sources_url")


def test_the_global_database_has_one_row_for_each_incident(
    albania: Demonstration,
) -> None:
    partner = asking()
    wide = {row["ID"]: row for row in table(partner, "global_database")}
    own = "inc-2022-07-15"
    row = wide[own]

    long = [
        each
        for each in table(partner, "attribution_dataset")
        if each["incident_ID"] == own
    ]
    hit = [
        each["receiver_name"]
        for each in table(partner, "receivers")
        if each["incident_id"] == own
    ]
    assert set(wide) == {each["incident_id"] for each in table(partner, "incidents")}
    assert row["number_of_attributions"] == str(len(long))
    for name in ("attribution_date", "attributing_actor", "attributed_initiator"):
        cells = row[name].split("; ")
        assert cells == [each[name].replace("; ", ", ") for each in long]
    assert row["receiver_name"] == repr(hit)
    assert json.loads(row["receiver_name__json"]) == hit
    assert row["initiator_country"] == "['Iran, Islamic Republic of']"
    assert row["zero_days"] == "Not available"
    assert row["zero_days__missing"] == "not-yet-coded"
    assert int(row["number_of_political_responses"]) > 0
    days = [
        each for each in row["political_response_date"].split("; ") if each[0] == "2"
    ]
    assert days == sorted(days)
    assert row["start_date__earliest"].endswith("Z")


def test_the_global_database_has_what_stands_beside_the_cells_of_attributions(
    albania: Demonstration,
) -> None:
    partner = asking()
    long = table(partner, "attribution_dataset")
    wide = {row["ID"]: row for row in table(partner, "global_database")}
    ours = ("attribution_", "attributing_", "attributed_", "denial_", "on_", "stance")
    names = [each for each in long[0] if each.startswith(ours)]
    names.remove("attribution_ID")

    for own in {each["incident_ID"] for each in long}:
        rows = [each for each in long if each["incident_ID"] == own]
        for name in names:
            cells = [each[name].replace("; ", ", ") for each in rows]
            assert wide[own][name].split("; ") == cells, (own, name)
    assert wide["inc-2022-12-credins"]["attributing_country__missing"] == "not-stated"


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("receiver_country", "receiver_dataset/receiver_country"),
        ("political_response_date", "political_responses/political_response_date"),
        (
            "political_response_country",
            "political_responses/political_response_responding_country",
        ),
    ],
)
def test_the_global_database_has_what_stands_beside_dates_and_countries(
    albania: Demonstration, name: str, of: str
) -> None:
    partner, only = asking(), {"incident": "inc-2022-07-15"}
    (wide,) = table(partner, "global_database", **only)
    source, _, column = of.partition("/")
    long = table(partner, source, **only)

    beside = [each for each in long[0] if each.startswith(f"{column}__")]

    assert len(beside) > 2
    for each in beside:
        cells = wide[each.replace(column, name)].split("; ")
        assert cells == [row[each] for row in long]
