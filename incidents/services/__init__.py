"""Every write of a record, its versions and its names."""

from incidents.services.drafts import Draft, NotKept, add_records, revise_record
from incidents.services.names import keep_name, keep_names, mint_many, mint_names
from incidents.services.records import (
    keep_change,
    save_record,
    settle_clearance,
    write_row,
)

__all__ = [
    "Draft",
    "NotKept",
    "add_records",
    "keep_change",
    "keep_name",
    "keep_names",
    "mint_many",
    "mint_names",
    "revise_record",
    "save_record",
    "settle_clearance",
    "write_row",
]
