"""Every write of a record, its versions and its names."""

from incidents.services.copies import keep_copy
from incidents.services.drafts import Draft, NotKept, add_records, revise_record
from incidents.services.named import add_named
from incidents.services.names import keep_name, keep_names, mint_many, mint_names
from incidents.services.records import (
    EditedMeanwhile,
    clear_rows,
    keep_change,
    save_record,
    settle_clearance,
    write_row,
)

__all__ = [
    "Draft",
    "EditedMeanwhile",
    "NotKept",
    "add_named",
    "add_records",
    "clear_rows",
    "keep_change",
    "keep_copy",
    "keep_name",
    "keep_names",
    "mint_many",
    "mint_names",
    "revise_record",
    "save_record",
    "settle_clearance",
    "write_row",
]
