"""The tables of EuRepoC 1.1, held against the domain study (section e)."""

import pytest

from config.demo import Demonstration
from incidents.models import Record
from sharing.rest.eurepoc.tables import TABLES
from sharing.rest.eurepoc.words import (
    alpha_3,
    country_name,
    joined,
    operation_label,
    operation_types,
)
from tests.sharing.acts import LATER, edit_and_send
from tests.sharing.rest.asking import asking, table

Scene = dict[str, Record]
# e.2 and e.3, letter by letter.
ATTRIBUTIONS = (
    "incident_ID,attribution_ID,attribution_date,attribution_type,attribution_basis,"
    "attributing_actor,attribution_it_company,attributing_country,attributed_initiator,"
    "attributed_initiator_country,attributed_initiator_category"
)
RECEIVERS = (
    "ID,receiver_country,receiver_region,receiver_name,receiver_category,"
    "receiver_category_subcode"
)
OURS = {"claims", "claim_source", "aliases"}
POLITICAL = "Political statement / report (e.g., on government / state agency websites)"


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_eurepocs_columns_first_and_in_its_order(
    scene: Scene, name: str
) -> None:
    content = asking("RED").get(f"eurepoc/{name}").content.decode()

    header = content.partition("\r\n")[0].split(",")
    own = list(TABLES[name].columns)
    assert header[: len(own)] == own
    assert len(header) == len(set(header))


@pytest.mark.parametrize(
    ("name", "columns"),
    [("attribution_dataset", ATTRIBUTIONS), ("receiver_dataset", RECEIVERS)],
)
def test_the_datasets_have_the_headers_of_release_1_1(name: str, columns: str) -> None:
    assert list(TABLES[name].columns) == columns.split(",")


def test_a_claim_is_a_row_in_eurepocs_words(scene: Scene) -> None:
    rows = {
        row["attribution_ID"]: row for row in table(asking(), "attribution_dataset")
    }
    row = rows["claim-first"]

    assert row["incident_ID"] == "inc"
    assert row["attribution_date"] == "2022-09-07"
    assert row["attribution_type"] == POLITICAL
    assert row["attributing_country"] == "Albania"
    assert row["attributing_country__alpha3"] == "ALB"
    assert row["attributed_initiator"] == "Some threat actor"
    assert row["attributed_initiator_category"] == "Non-state-group"
    assert row["stance"] == "asserts"
    assert row["in_force"] == "True"


def test_a_denial_is_a_contested_row_on_the_claim_it_denies(scene: Scene) -> None:
    rows = {
        row["attribution_ID"]: row for row in table(asking(), "attribution_dataset")
    }
    row = rows["claim-denial"]

    assert row["attribution_basis"] == "Contested attribution"
    assert row["attributed_initiator"] == rows["claim-first"]["attributed_initiator"]
    assert row["on_attribution_ID"] == "claim-first"
    assert row["stance"] == "denies"


def test_an_imprecise_date_is_padded_and_said_to_be(scene: Scene) -> None:
    rows = {
        row["attribution_ID"]: row for row in table(asking(), "attribution_dataset")
    }
    row = rows["claim-vague"]

    assert row["attribution_date"] == "2022-09-01"
    assert row["attribution_date__edtf"] == "2022-09"
    assert row["attribution_date__earliest"].startswith("2022-09-01")
    assert row["attribution_date__latest"].startswith("2022-09-30")


def test_what_is_not_stated_is_not_available_and_says_why(scene: Scene) -> None:
    rows = {
        row["attribution_ID"]: row for row in table(asking(), "attribution_dataset")
    }
    row = rows["claim-first"]

    assert row["attribution_it_company"] == "Not available"
    assert row["attribution_it_company__missing"] == "not-applicable"
    assert row["attributed_initiator_country"] == "Unknown"
    assert row["attributed_initiator_country__missing"] == "unknown"
    (receiver,) = table(asking(), "receiver_dataset")
    assert receiver["receiver_category"] == "Not available"
    assert receiver["receiver_category__missing"] == "not-yet-coded"


def test_every_blank_cell_of_eurepocs_says_why(scene: Scene) -> None:
    partner = asking("RED")
    # Of an open end nothing is missing, and an id or a code is none of a value.
    blank_by_right = ("end_date", "_id", "alpha_2_code", "alpha_3_code")

    for name in TABLES.keys() - OURS:
        for row in table(partner, name):
            for column in TABLES[name].columns:
                if not column.endswith(blank_by_right):
                    is_told = row[column] not in ("", "Not available")
                    assert is_told or row[f"{column}__missing"], (name, column)


def test_the_settled_claim_is_the_one_a_named_rule_picks(scene: Scene) -> None:
    edit_and_send(scene["claim-first"], at=LATER, claimant_role="receiver-government")

    rows = {row["attribution_id"]: row for row in table(asking(), "attributions")}

    settled = [key for key, row in rows.items() if row["settled_attribution"] == "True"]
    assert settled == ["claim-first"]
    assert rows["claim-first"]["settled_rule"] == (
        "receiver-then-vendors/1: receiver-government"
    )
    assert rows["claim-first"]["settled_by"] == "rule"


def test_a_link_between_actors_is_no_row(scene: Scene) -> None:
    ids = {row["attribution_ID"] for row in table(asking("RED"), "attribution_dataset")}

    assert "claim-link" not in ids


@pytest.mark.parametrize("name", TABLES)
def test_no_table_tells_of_what_lies_above_the_ceiling(scene: Scene, name: str) -> None:
    content = asking("CLEAR").get(f"eurepoc/{name}").content.decode()

    for hidden in ("claim-secret", "src-secret", "id-spy"):
        assert hidden not in content


def test_a_response_is_in_the_table_of_its_sort(scene: Scene) -> None:
    severed = {row["legal_response_id"] for row in table(asking(), "legal_responses")}
    political = table(asking(), "political_responses")

    found = {row["political_response_id"] for row in political} | severed
    assert found == {"resp-severed", "resp-reply"}
    assert {row["incident_id"] for row in political} <= {"inc"}


def test_only_one_incident_can_be_asked_for(albania: Demonstration) -> None:
    partner = asking()

    one = table(partner, "attribution_dataset", incident="inc-2022-07-15")
    all_ = table(partner, "attribution_dataset")

    assert {row["incident_ID"] for row in one} == {"inc-2022-07-15"}
    assert len(one) < len(all_)
    assert [row for row in all_ if row["incident_ID"] == "inc-2022-07-15"] == one


def test_the_shipped_case_fills_the_tables(albania: Demonstration) -> None:
    partner = asking()

    assert len(table(partner, "incidents")) == 11
    responses = table(partner, "political_responses")
    assert {row["political_response_type"].partition(":")[0] for row in responses} >= {
        "State Actors",
        "International organizations",
        "EU member states",
    }
    by_id = {row["incident_id"]: row for row in table(partner, "incidents")}
    assert by_id["inc-2022-07-15"]["operation_type"] == "Ransomware"
    assert by_id["inc-2022-07-hack-and-leak"]["operation_type"] == "Hack and leak"
    counted = sum(int(row["number_attributions"]) for row in by_id.values())
    assert counted == len(table(partner, "attributions"))


def test_an_incident_without_a_type_of_eurepocs_says_why(
    albania: Demonstration,
) -> None:
    partner = asking()
    cells = {
        "operation_types": "operation_type",
        "incidents": "operation_type",
        "global_database": "incident_type",
    }

    for name, column in cells.items():
        (row,) = table(partner, name, incident="inc-2026-03-post")
        assert row[column] == "Not available"
        assert row[f"{column}__missing"] == "not-yet-coded"


@pytest.mark.parametrize(
    ("types", "components", "label"),
    [
        (["data-exfiltration"], ["Data theft"], "Data theft"),
        (["denial-of-service"], ["Disruption"], "DDoS/Defacement"),
        (["destruction"], ["Disruption", "Hijacking with Misuse"], "Wiper"),
        (["compromised-system"], ["Hijacking without Misuse"], "Other"),
        ([], [], ""),
    ],
)
def test_types_become_components_and_one_label(
    types: list[str], components: list[str], label: str
) -> None:
    assert operation_types(types) == components
    assert operation_label(components) == label


def test_countries_are_written_as_eurepoc_writes_them() -> None:
    assert country_name("KP") == "Korea, Democratic People's Republic of"
    assert country_name("AL") == "Albania"
    assert (alpha_3("DE"), alpha_3("RO"), alpha_3("")) == ("DEU", "ROU", "")


def test_what_parts_values_in_a_cell_stands_in_none_of_them() -> None:
    assert joined(["one; two", "three"]) == "one, two; three"
