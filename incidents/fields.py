"""The date field: takes what the source says, keeps what it can mean.

A date is EDTF level 1 text (``2022-07-15``, ``2022-07``, ``2021-05~``,
``2022-09-09/2022-09-10``, open intervals) or an instant in UTC
(``2022-09-09T15:23Z``), stored with its earliest and latest bound. ``edtf``
reads the text with strict bounds; it drops clock times, so instants are read
here. A stand-in first of the month is never written: ``2022-07`` is July.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from time import struct_time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from incidents.webpages.addresses import address_key

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z")
SHAPES = "2022-07-15, 2022-07, 2021-05~, 2022-09-09/2022-09-10 or 2022-09-09T15:23Z"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and the last moment that a date can mean; None where it is open."""

    earliest: datetime | None
    latest: datetime | None


@lru_cache(maxsize=8192)
def read_date(text: str) -> Bounds:
    """Return the bounds of a date as its source gives it, both in UTC.

    Raises:
        ValueError: the text is neither EDTF level 1 nor an instant in UTC; the
            message shows the shapes that are.
    """
    if INSTANT.fullmatch(text):
        return _instant(text)
    try:
        parsed = parse_edtf(text)
        # edtf pads an unknown end ("/2022") by ten years; unknown has no bound.
        bounds = Bounds(
            None if text.startswith("/") else _moment(parsed.lower_strict, time.min),
            None if text.endswith("/") else _moment(parsed.upper_strict, time.max),
        )
    except (EDTFParseException, ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is not a date; write {SHAPES}") from error
    if bounds.earliest and bounds.latest and bounds.latest < bounds.earliest:
        raise ValueError(f"{text!r} ends before it begins")
    return bounds


def _instant(text: str) -> Bounds:
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date; write {SHAPES}") from error
    whole = timedelta(0) if text.count(":") > 1 else timedelta(seconds=59.999999)
    return Bounds(moment, moment + whole)


def _moment(read: Callable[[], struct_time | float], edge: time) -> datetime | None:
    """Return a bound as an instant; ``edtf`` gives an infinite one as a float."""
    bound = read()
    if isinstance(bound, float):
        return None
    day = date(bound.tm_year, bound.tm_mon, bound.tm_mday)
    return datetime.combine(day, edge, tzinfo=UTC)


def check_date(text: str) -> None:
    """Raise ValidationError if the text is not a date that ``read_date`` takes."""
    try:
        read_date(text)
    except ValueError as error:
        raise ValidationError(str(error), code="edtf") from error


class EDTFField(models.CharField[str, str]):
    """A date as its source gives it; sets ``<name>_earliest`` and ``<name>_latest``.

    The model declares the two bounds beside it with ``bound()``, after this field,
    so that they are ordinary columns that queries and the type checker know.
    """

    default_validators = [check_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        text = super().pre_save(model_instance, add)
        bounds = read_date(text) if text else Bounds(None, None)
        setattr(model_instance, f"{self.attname}_earliest", bounds.earliest)
        setattr(model_instance, f"{self.attname}_latest", bounds.latest)
        return text


def bound() -> "models.DateTimeField[datetime | None, datetime | None]":
    """Return a column for one bound of the EDTF field declared before it."""
    return models.DateTimeField(null=True, blank=True, editable=False)


class AddressKeyField(models.TextField[str, str]):
    """What is the same for all addresses of one page; follows from the field ``of``.

    Kept with every write, so that a page's sources are found by one indexed read.
    """

    def __init__(self, *args: Any, of: str = "url", **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{**kwargs, "editable": False, "default": ""})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        key = address_key(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, key)
        return key


def by_date(field: str, name: str) -> tuple[models.Index, models.Index]:
    """Return the indexes by which a list has the latest or earliest dates first.

    In order of the earliest bound, then of the latest, then as written, so that of
    two dates with equal bounds the more precise stands together with its like; those
    without a date come last, which is why one index read backwards will not do.
    """
    bounds = models.F(f"{field}_earliest"), models.F(f"{field}_latest")
    return (
        models.Index(
            *(bound.desc(nulls_last=True) for bound in bounds),
            models.F(field).desc(),
            name=name,
        ),
        models.Index(
            *(bound.asc(nulls_last=True) for bound in bounds),
            models.F(field).asc(),
            name=f"{name}_upward",
        ),
    )
