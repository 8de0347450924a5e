"""Cells: a value as EuRepoC has it, and what that loses (domain study e.5)."""

from collections.abc import Mapping
from typing import Any

from sharing.rest.eurepoc.words import NOT_AVAILABLE, UNKNOWN, alpha_3, country_name

Row = dict[str, str]
# Our reasons for a missing value (b.12), and what stands in the cell for each.
NOT_STATED, NOT_KNOWN, NOT_CODED = "not-stated", "unknown", "not-yet-coded"
STANDING_IN = {NOT_KNOWN: UNKNOWN}


def cell(name: str, value: str, missing: str = NOT_STATED) -> Row:
    """Return a cell, with the reason beside it if there is no value."""
    if value:
        return {name: value, f"{name}__missing": ""}
    return {
        name: STANDING_IN.get(missing, NOT_AVAILABLE),
        f"{name}__missing": missing,
    }


def dated(name: str, when: Mapping[str, Any] | None) -> Row:
    """Return a date: the day of its lower bound, and the date as it was given."""
    found = when or {"edtf": "", "earliest": None, "latest": None}
    day = (found["earliest"] or "")[: len("2022-07-15")]
    beside = {
        f"{name}__edtf": found["edtf"],
        f"{name}__earliest": in_utc(found["earliest"]),
        f"{name}__latest": in_utc(found["latest"]),
    }
    return cell(name, day, NOT_KNOWN if found["edtf"] else NOT_STATED) | beside


def in_utc(written: str | None) -> str:
    """Return an instant as Python writes it with Z for its zone; '' for none."""
    return (written or "").replace("+00:00", "Z")


def country(name: str, alpha_2: str, missing: str = NOT_STATED) -> Row:
    """Return a country in prose, and its codes beside it."""
    beside = {f"{name}__alpha2": alpha_2, f"{name}__alpha3": alpha_3(alpha_2)}
    return cell(name, country_name(alpha_2), missing) | beside


def endings(name: str) -> tuple[str, ...]:
    """Return in what our columns beside a cell end; a date and a country have more."""
    if name.endswith("_date"):
        return "__missing", "__edtf", "__earliest", "__latest"
    if name.endswith("_country"):
        return "__missing", "__alpha2", "__alpha3"
    return ("__missing",)


def flag(value: bool) -> str:
    """Return a truth value as EuRepoC writes it."""
    return "True" if value else "False"
