"""Files of others as rows that may become drafts; nothing here writes."""

from desk.importing.rows import Reading, ReadRow, Unreadable
from desk.importing.stix import read_stix
from desk.importing.tables import read_table

__all__ = ["ReadRow", "Reading", "Unreadable", "read_any", "read_stix", "read_table"]


def read_any(name: str, content: bytes, kind: str) -> Reading:
    """Return the rows of a file: a STIX bundle, or a table of one kind of record.

    Raises:
        Unreadable: it is neither; says what was expected.
    """
    ending = name.lower().rpartition(".")[2]
    if ending == "json":
        return read_stix(content)
    if ending in ("csv", "xlsx"):
        return read_table(content, kind, is_workbook=ending == "xlsx")
    raise Unreadable("Send a .csv or .xlsx table, or a STIX 2.1 bundle as .json.")
