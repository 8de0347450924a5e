"""The habits of CONTRIBUTING.md that no other tool checks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MADE_BY_TOOLS = {
    ".git",
    ".hypothesis",
    ".state",
    ".venv",
    "__pycache__",
    "build",
    "out",
}
OURS = {"incidents", "attribution", "review", "sharing", "briefings", "desk", "config"}

WRITES = {"save", "create", "delete", "bulk_create"}
MAY_WRITE = {"services", "services.py", "store", "store.py", "tests"}

# Where a developer's files or packages happen to lie is nobody else's business.
OF_ONE_MACHINE = re.compile(
    r"(?<!\w)/home/\w|/Users/\w|/work/|file://|(index|extra-index)-url|find-links"
    r"|pypi\.|pythonhosted|\b(gcr|ghcr|docker|quay)\.io\b",
)
TEXT = {".py", ".toml", ".txt", ".md", ".yml", ".env", ".sh", ".html", ".css", ""}
# Data speak of others' machines, and this file of what it looks for.
NOT_TEXT = {"cases", "golden", Path(__file__).name}


def files() -> list[Path]:
    """Return the files of the checkout, by their path in it, without made ones."""
    top = Path(settings.BASE_DIR)
    found = (path.relative_to(top) for path in top.rglob("*") if path.is_file())
    return sorted(path for path in found if not is_made(path))


def is_made(path: Path) -> bool:
    return bool(MADE_BY_TOOLS.intersection(path.parts)) or any(
        part.endswith(("_cache", ".egg-info")) for part in path.parts
    )


FILES = files()
CODE = [
    path for path in FILES if path.suffix == ".py" and path.parent.name != "migrations"
]


def text(path: Path) -> str:
    return (Path(settings.BASE_DIR) / path).read_text(errors="replace")


def nodes(path: Path) -> Iterator[ast.AST]:
    yield from ast.walk(ast.parse(text(path)))


def test_no_file_is_longer_than_can_be_read_at_once() -> None:
    lengths = {path: text(path).count("\n") for path in CODE}

    assert not {path: n for path, n in lengths.items() if n > LONGEST_FILE}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{path}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in CODE
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert not {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION}


@pytest.mark.parametrize(
    "model",
    [model for model in apps.get_models() if model._meta.app_label in OURS],
    ids=lambda model: model.__name__,
)
def test_every_model_says_what_its_rows_assert(model: type[Model]) -> None:
    given_by_django = f"{model.__name__}("

    assert model.__doc__
    assert not model.__doc__.startswith(given_by_django)


def test_only_services_and_the_store_write() -> None:
    found = [
        f"{path}:{node.lineno} .{node.func.attr}("
        for path in CODE
        if not MAY_WRITE.intersection(path.parts)
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in WRITES
    ]

    assert not found


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{path}: {match.group()}"
        for path in FILES
        if path.suffix in TEXT and not NOT_TEXT.intersection(path.parts)
        for match in OF_ONE_MACHINE.finditer(text(path))
    ]

    assert not found
