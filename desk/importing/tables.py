"""Tables, one record to a row: CSV in UTF-8, or the first sheet of a workbook.

The head names fields, as in the case files or as the desk's forms call them. Lists
are separated by semicolons. ``other names`` and ``sources`` may be columns, too.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence

from django.contrib.postgres.fields import ArrayField
from django.db import models
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from attribution.case_files.entries import fields_of
from attribution.case_files.nodes import Node
from attribution.case_files.problems import suggest
from desk import labels
from desk.importing.rows import (
    Reading,
    ReadRow,
    Unreadable,
    as_list,
    as_rows,
    as_text,
    made_key,
)
from incidents.models import Record
from incidents.reach import fold
from incidents.snapshot import record_models
from incidents.vocab import AliasKind

MOST = 50_000
BETWEEN = ";"
NAMES, SOURCES = "other names", "sources"
Line = Sequence[str]


def read_table(content: bytes, kind: str, *, is_workbook: bool) -> Reading:
    """Return the rows of a table of one kind of record.

    Raises:
        Unreadable: it is no such table, or its head names something unknown.
    """
    if kind not in record_models():
        raise Unreadable("Say what kind of record the rows of the table are.")
    lines = _workbook(content) if is_workbook else _csv(content)
    model = record_models()[kind]
    head = next(lines, ())
    columns = [_column(model, kind, str(title)) for title in head]
    if "name" not in columns:
        raise Unreadable("The head of the table names no column “name”.")
    rows = [
        _row(model, kind, number, dict(zip(columns, line, strict=False)))
        for number, line in enumerate(lines, start=2)
        if any(cell.strip() for cell in line)
    ]
    if len(rows) > MOST:
        raise Unreadable(f"The table has more than {MOST:,} rows; send it in parts.")
    return Reading(rows, {})


def _csv(content: bytes) -> Iterator[Line]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"Line {line} is not UTF-8; save the table so.") from error
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise Unreadable(f"It is not CSV: {error}.") from error


def _workbook(content: bytes) -> Iterator[Line]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield ["" if cell is None else str(cell) for cell in row]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError) as error:
        raise Unreadable("It is not a workbook of the kind .xlsx.") from error


def _column(model: type[Record], kind: str, title: str) -> str:
    """Return the field that a column's title names."""
    known = {fold(name): name for name in fields_of(model)}
    known |= {fold(labels.label(name, kind)): name for name in fields_of(model)}
    known |= {NAMES: NAMES, SOURCES: SOURCES, "aliases": NAMES, "citations": SOURCES}
    found = known.get(fold(title).replace(" ", "_")) or known.get(fold(title))
    if found is None:
        meant = suggest(title, [*fields_of(model), NAMES, SOURCES])
        raise Unreadable(f"The head names a column “{title}”; {meant}")
    return found


def _row(model: type[Record], kind: str, number: int, cells: dict[str, str]) -> ReadRow:
    given = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
    name = given.get("name", "")
    key = given.get("key") or made_key(kind, name)
    fields: dict[str, Node] = {"key": as_text(number, key)}
    for column, cell in given.items():
        field, node = _node(model, column, cell, number)
        fields[field] = node
    return ReadRow(number, kind, key, name, fields)


def _node(model: type[Record], column: str, cell: str, number: int) -> tuple[str, Node]:
    parts = cell.split(BETWEEN)
    if column == NAMES:
        kind = AliasKind.OTHER.value
        named = [{"name": each.strip(), "alias_kind": kind} for each in parts]
        return "aliases", as_rows(number, named)
    if column == SOURCES:
        return "citations", as_list(number, parts)
    if isinstance(fields_of(model)[column], ArrayField | models.ManyToManyField):
        return column, as_list(number, parts)
    return column, as_text(number, cell)
