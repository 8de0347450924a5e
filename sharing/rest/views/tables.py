"""The tables of EuRepoC 1.1 as CSV."""

from sharing.access import Outlet
from sharing.models import Release
from sharing.rest.door import Answer, Door, nothing_here, to_json
from sharing.rest.eurepoc.tables import TABLES, as_csv
from sharing.rest.eurepoc.world import world
from sharing.rest.fields import Choice, nearest
from sharing.rest.forms import Form
from sharing.rest.parameters import Viewing, word
from sharing.rest.resources import INCIDENTS
from sharing.rest.shapes import answers as shapes
from sharing.rest.views.records import found
from sharing.selectors import View


class TableQuery(Viewing):
    """What is asked of a table."""

    format = Choice(["csv"], required=False, help_text="There is only `csv`.")
    incident = word("Only of this incident: its key.")


class Tables(Door):
    """The tables that there are, with their columns.

    The columns of EuRepoC 1.1 stand first, in its order; ours follow behind them.
    """

    operation = "list_tables"
    heading = "eurepoc"
    answers = shapes.Tables
    changes_with_releases = False

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return their names and columns."""
        items = [
            {"name": each.name, "columns": list(each.columns)}
            for each in TABLES.values()
        ]
        return Answer(to_json({"items": items}), Form.JSON)


class TableDoor(Door):
    """One table of EuRepoC 1.1 as CSV.

    Where EuRepoC's form loses something, columns of ours say it: `…__edtf`,
    `…__missing`, `stance`, `denial_scope`, `on_attribution_ID` and others.
    """

    operation = "one_table"
    heading = "eurepoc"
    query = TableQuery
    forms = (Form.CSV,)

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return a table of the view."""
        table = TABLES.get(place["table"])
        if table is None:
            named = nearest(place["table"], TABLES)
            raise nothing_here(f"Of the tables {named}.")
        only = self.asked.get("incident")
        if only is not None:
            found(view, INCIDENTS, only)
        content, count = as_csv(table, world(view, only))
        served = self.served(
            Outlet.CSV,
            count,
            release=view.release,
            marking=view.marking,
            key=only or "",
        )
        return Answer(content, Form.CSV, served, filename=f"{table.name}.csv")
