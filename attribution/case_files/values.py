"""One value of a case file, read as its model field asks and given in snapshot form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import field as a_field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from attribution.case_files.nodes import Fields, Items, Node, Text
from attribution.case_files.problems import Problems, suggest
from attribution.vocab.grounds import Sign
from incidents import snapshot
from incidents.fields import INSTANT, EDTFField
from incidents.models import Record

Field: TypeAlias = Any  # a model field of any class: Django has no common type


@dataclass(frozen=True, slots=True)
class Reference:
    """That a field names another record by key, and what kind it may be."""

    field: str
    key: str
    line: int
    model: type[Record]


@dataclass(slots=True)
class Row:
    """The values of one record or owned row, and where in the file each stands."""

    line: int
    problems: Problems
    prefix: str = ""
    values: dict[str, Any] = a_field(default_factory=dict)
    lines: dict[str, int] = a_field(default_factory=dict)
    bad: set[str] = a_field(default_factory=set)
    references: list[Reference] = a_field(default_factory=list)

    def wrong(self, line: int, name: str, message: str) -> None:
        """Note a mistake in the field of that name."""
        self.bad.add(name)
        self.problems.add(line, f"{self.prefix}{name}", message)


class Wrong(Exception):
    """A value cannot be read; says where and what was expected."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def read_value(field: Field, node: Node, row: Row) -> None:
    """Put a field's value into its row, or the mistake into the row's problems."""
    row.lines[field.name] = node.line
    row.values[field.name] = blank(field)
    try:
        value = _reader(field)(field, node, row)
        if value in (None, "", []) and not field.blank:
            raise Wrong(node.line, "is empty, but required")
        row.values[field.name] = value
    except Wrong as error:
        row.wrong(error.line, field.name, str(error))


def default(field: Field, row: Row) -> None:
    """Put into the row what a field has that the file leaves out."""
    value = blank(field)
    if field.has_default() and value != []:
        value = field.get_default()
        value = str(value) if isinstance(value, str) else snapshot.plain(value)
    elif not field.blank:
        row.wrong(row.line, field.name, "is missing, but required")
    row.values[field.name] = value


def blank(field: Field) -> Any:
    """Return what the field holds when nothing is said, as a snapshot has it."""
    if isinstance(field, models.ManyToManyField | ArrayField):
        return []
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, models.CharField | models.TextField):
        return None if isinstance(field, EDTFField) else ""
    return None


def read_instant(node: Node) -> datetime:
    """Return an instant in UTC, like 2026-01-05T12:00:00Z.

    Raises:
        Wrong: it is none.
    """
    text = _text(node)
    try:
        if INSTANT.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        pass
    raise Wrong(
        node.line, f"{text!r} is not an instant in UTC; write 2026-01-05T12:00:00Z"
    )


def _reader(field: Field) -> Callable[[Field, Node, Row], Any]:
    for classes, reader in READERS:
        if isinstance(field, classes):
            return reader
    raise TypeError(f"case files have no form for {field!r}")


def _text(node: Node) -> str:
    if isinstance(node, Text):
        return node.value
    what = "a list" if isinstance(node, Items) else "a mapping"
    raise Wrong(node.line, f"is {what}; write one text")


def _items(node: Node) -> Sequence[Node]:
    if isinstance(node, Items):
        return node.items
    if isinstance(node, Text) and not node.value:
        return ()
    raise Wrong(node.line, "is not a list; write one item a line, after a hyphen")


def _words(field: Field, node: Node, row: Row) -> str:
    text = _text(node)
    choices = [str(word) for word, _ in field.choices or ()]
    if text and choices and text not in choices:
        name = field.verbose_name or "word"
        an = "an" if name[0] in "aeiou" else "a"
        raise Wrong(node.line, f"{text!r} is not {an} {name}; {suggest(text, choices)}")
    _validate(field, text, node)
    return text


def _date(field: Field, node: Node, row: Row) -> Any:
    text = _text(node)
    _validate(field, text, node)
    return snapshot.date(text)


def _truth(field: Field, node: Node, row: Row) -> bool:
    text = _text(node)
    if text not in ("true", "false"):
        raise Wrong(node.line, f"{text!r} is not true or false")
    return text == "true"


def _whole(field: Field, node: Node, row: Row) -> int | None:
    text = _text(node)
    if not text:
        return None
    if not text.removeprefix("-").isdecimal():
        raise Wrong(node.line, f"{text!r} is not a whole number, like 1500")
    _validate(field, int(text), node)
    return int(text)


def _amount(field: Field, node: Node, row: Row) -> str | None:
    text = _text(node)
    if not text:
        return None
    try:
        amount = Decimal(text)
        _validate(field, amount, node)
        return str(amount.quantize(Decimal(1).scaleb(-field.decimal_places)))
    except InvalidOperation:
        raise Wrong(node.line, f"{text!r} is not a number, like 1500.50") from None


def _instant(field: Field, node: Node, row: Row) -> Any:
    if isinstance(node, Text) and not node.value:
        return None
    return snapshot.plain(read_instant(node))


def _list(field: Field, node: Node, row: Row) -> list[Any]:
    found: list[Any] = []
    base = field.base_field
    for item in _items(node):
        value = _reader(base)(base, item, row)
        _once(value, found, item)
        found.append(value)
    return found


def _key(field: Field, node: Node, row: Row) -> str | None:
    key = _text(node)
    if not key:
        return None
    row.references.append(
        Reference(f"{row.prefix}{field.name}", key, node.line, field.related_model)
    )
    return key


def _keys(field: Field, node: Node, row: Row) -> list[str]:
    found: list[str] = []
    for item in _items(node):
        key = _key(field, item, row)
        _once(key, found, item)
        found.append(str(key))
    return sorted(found)


def _signs(field: Field, node: Node, row: Row) -> dict[str, str]:
    """Read a hypothesis's ACH signs: evidence key and sign."""
    if not isinstance(node, Fields):
        raise Wrong(node.line, "is not a mapping of evidence keys to signs")
    evidence = snapshot.record_models()["evidence"]
    signs: dict[str, str] = {}
    for key, value in node.fields.items():
        sign = _text(value)
        if sign not in Sign.values:
            raise Wrong(
                value.line, f"{sign!r} is not a sign; {suggest(sign, Sign.values)}"
            )
        line = node.lines[key]
        row.references.append(
            Reference(f"{row.prefix}{field.name}", key, line, evidence)
        )
        signs[key] = sign
    return signs


def _once(value: Any, found: Sequence[Any], node: Node) -> None:
    if value in (None, ""):
        raise Wrong(node.line, "has an empty item")
    if value in found:
        raise Wrong(node.line, f"has {value!r} twice")


def _validate(field: Field, value: Any, node: Node) -> None:
    try:
        field.run_validators(value)
    except ValidationError as error:
        raise Wrong(node.line, f"{value!r}: {' '.join(error.messages)}") from None


# By field class, the narrower before the wider.
READERS: tuple[tuple[Any, Callable[[Field, Node, Row], Any]], ...] = (
    (EDTFField, _date),
    (ArrayField, _list),
    (models.BooleanField, _truth),
    (models.IntegerField, _whole),
    (models.DecimalField, _amount),
    (models.DateTimeField, _instant),
    (models.JSONField, _signs),
    (models.CharField | models.TextField, _words),
    (models.ForeignKey, _key),
    (models.ManyToManyField, _keys),
)
