"""Statements straight through the driver: those that every request pays for.

Django's cursors paste values into the text, so the server plans each statement anew.
These are sent apart from it, prepared once for each connection, and answered in binary:
0.05 to 0.1 ms less, measured on the statement that authenticates. Bytes come as bytes.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import psycopg
from django.db import connection
from django.db.backends.utils import CursorDebugWrapper

PREPARE_AFTER = 2  # executions
Rows = list[tuple[Any, ...]]


def execute(statement: str, values: Mapping[str, Any] | Sequence[Any]) -> Rows:
    """Execute one statement and return its rows, if it has any.

    Where Django counts or logs queries, this one is among them.
    """
    connection.ensure_connection()
    driver = cast("psycopg.Connection[Any]", connection.connection)
    if driver.prepare_threshold is None:
        driver.prepare_threshold = PREPARE_AFTER  # no cursor of Django's own heeds it
    with psycopg.Cursor(driver) as cursor:
        cursor.format = psycopg.pq.Format.BINARY
        with connection.wrap_database_errors:
            if connection.queries_logged:
                CursorDebugWrapper(cursor, connection).execute(statement, values)
            else:
                cursor.execute(statement, values)
            return [] if cursor.rownumber is None else cursor.fetchall()
