"""The table of a list of records, written in one go.

Django's own renders each cell through what suits any admin class; here a column is a
function of a row (``desk.admin.columns``), so a page of fifty rows costs a third.
"""

from collections.abc import Iterator
from typing import Any

from django import template
from django.contrib.admin.templatetags.admin_list import result_headers
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from desk.admin.columns import DASH, Column
from desk.admin.lists import RecordChangeList

register = template.Library()
Cell = tuple[SafeString, Column, SafeString]  # what stands before a value and after it


@register.inclusion_tag("admin/change_list_results.html")
def record_table(cl: RecordChangeList) -> dict[str, Any]:
    """Return what the table of results shows; its rows are written already."""
    headers = list(result_headers(cl))
    return {
        "cl": cl,
        "result_headers": headers,
        "num_sorted_fields": sum(head.get("sorted", False) for head in headers),
        "body": mark_safe("\n".join(_rows(cl))),  # noqa: S308 - see ``_rows``
    }


def _rows(cl: RecordChangeList) -> Iterator[str]:
    """Yield a row's markup; what a column returns is escaped unless it is markup."""
    cells = [_cell(cl, entry) for entry in cl.list_display]
    for row in cl.result_list:
        shown = (
            f"{before}{conditional_escape(column(row))}{after}"
            for before, column, after in cells
        )
        yield f"<tr>{''.join(shown)}</tr>"


def _cell(cl: RecordChangeList, entry: Any) -> Cell:
    if entry == "action_checkbox":
        box = cl.model_admin.action_checkbox
        return mark_safe('<td class="action-checkbox">'), box, _END
    column = _plain(entry) if isinstance(entry, str) else entry
    name = column.__name__
    if entry in cl.list_display_links:
        before = format_html('<th scope="row" class="field-{}">', name)
        return before, _linked(cl, column), mark_safe("</th>")
    return format_html('<td class="field-{}">', name), column, _END


_END = mark_safe("</td>")


def _plain(field: str) -> Column:
    """Return the column of a field's text as it stands."""

    def column(row: Any) -> str:
        return getattr(row, field) or DASH

    column.__name__ = field
    return column


def _linked(cl: RecordChangeList, column: Column) -> Column:
    """Return the column with a link to the row's own page."""

    def linked(row: Any) -> str:
        address = cl.url_for_result(row)
        return format_html('<a href="{}">{}</a>', address, column(row))

    return linked
