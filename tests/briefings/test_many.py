"""Briefings of many incidents: what is folded, and how the matrix turns."""

import pytest

from briefings.assemble import assemble
from briefings.generated import found
from briefings.request import FULL, Request
from briefings.tree import Briefing, Figure
from tests.briefings.reading import rows, section, tables


def many(incidents: int, claimants: int) -> Briefing:
    request = Request(("many",), extent=FULL)
    return assemble(request, found(incidents=incidents, claimants=claimants)).briefing


def test_thirty_incidents_by_twenty_claimants_keep_every_column() -> None:
    table = tables(many(30, 20))["table-matrix"]

    assert len(table.heads) == 21
    assert len(table.rows) == 30
    assert table.heads[0] == "Incident"
    assert table.is_wide
    assert table.is_matrix
    assert all(len(row) == len(table.weights) == 21 for row in table.rows)


def test_more_claimants_than_a_page_is_wide_stand_in_rows() -> None:
    table = tables(many(3, 25))["table-matrix"]

    assert table.heads == ("Claimant", "Attack 0", "Attack 1", "Attack 2")
    assert len(table.rows) == 25


def test_too_many_of_both_are_listed_incident_by_incident() -> None:
    table = tables(many(25, 25))["table-matrix"]

    assert table.heads == ("Incident", "Claims")
    assert len(table.rows) == 25
    assert len(table.rows[0][1].lines) == 25


@pytest.mark.parametrize(("incidents", "is_folded"), [(12, False), (13, True)])
def test_the_facts_of_many_incidents_are_one_table(
    incidents: int, is_folded: bool
) -> None:
    briefing = many(incidents, 1)

    assert ("table-facts" in tables(briefing)) is is_folded
    assert (
        "incident-1" in {each.anchor for each in briefing.sections}
    ) is not is_folded
    assert len(rows(briefing, "table-glance")) == incidents


def test_a_figure_of_many_fits_one_page_and_the_annex_has_the_rest() -> None:
    briefing = many(40, 4)
    (figure,) = (
        each
        for each in section(briefing, "timeline").blocks
        if isinstance(each, Figure)
    )

    assert figure.svg.count("timeline-inc-") <= 30
    assert len(rows(briefing, figure.table)) == 40 + 40 * 4


def test_many_claims_are_told_in_tables_few_on_cards() -> None:
    assert "table-claims-incident-1" in tables(many(2, 25))
    assert not [name for name in tables(many(2, 3)) if name.startswith("table-claims")]
