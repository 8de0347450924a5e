"""A YAML file as texts, lists and mappings that know their lines.

Nothing is coerced: ``2022-07``, ``no`` and ``1.0`` are the texts that stand there,
since a date, a country code and a version are what their source wrote.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from attribution.case_files.problems import Problems

# libyaml is ten times faster than the loader in Python; both give the same nodes.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NULLS = ("~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar as written, without the white space around it."""

    line: int
    value: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping; ``lines`` says where each name stands."""

    line: int
    fields: "dict[str, Node]"
    lines: dict[str, int]


Node: TypeAlias = Text | Items | Fields


def read_file(path: Path, problems: Problems) -> Node | None:
    """Return what the file holds, or None if it is empty or cannot be read."""
    raw = path.read_bytes()
    try:
        root = yaml.compose(raw.decode(), Loader=LOADER)
    except UnicodeDecodeError as error:
        problems.add(_line(raw, error.start), "", "is not UTF-8 text")
        return None
    except yaml.MarkedYAMLError as error:
        mark, began = error.problem_mark, error.context_mark
        said = f"is not YAML: {error.problem}"
        if began:
            said += f" {error.context} in line {began.line + 1}"
        problems.add(mark.line + 1 if mark else 1, "", said)
        return None
    except yaml.YAMLError as error:
        said = str(error).partition("\n")[0]
        at = getattr(error, "position", 0)
        problems.add(_line(raw, at), "", f"is not YAML: {said}")
        return None
    return None if root is None else _Reader(problems).node(root)


def _line(raw: bytes, position: int) -> int:
    return raw.count(b"\n", 0, position) + 1


class _Reader:
    """Turns one file's YAML nodes into ours, once each."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.seen: set[yaml.Node] = set()

    def node(self, node: yaml.Node) -> Node:
        line = node.start_mark.line + 1
        if node in self.seen:
            self.problems.add(line, "", "is used by an alias; write it out each time")
            return Text(line, "")
        self.seen.add(node)
        if node.tag.startswith("!"):
            self.problems.add(line, "", f"the tag {node.tag} means nothing here")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, line)
        if isinstance(node, yaml.SequenceNode):
            return Items(line, tuple(self.node(item) for item in node.value))
        assert isinstance(node, yaml.ScalarNode)
        if not node.style and node.value in NULLS:
            said = f"{node.value} means nothing here; leave it empty"
            self.problems.add(line, "", said)
            return Text(line, "")
        return Text(line, node.value.strip())

    def mapping(self, node: yaml.MappingNode, line: int) -> Fields:
        outside, self.problems = self.problems, self.problems.of(_key(node))
        fields: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for name_node, value_node in node.value:
            name = str(name_node.value)
            at = name_node.start_mark.line + 1
            if not isinstance(name_node, yaml.ScalarNode):
                self.problems.add(at, "", "a field's name must be a plain text")
            elif name in fields:
                said = f"stands here twice; the first is in line {lines[name]}"
                self.problems.add(at, name, said)
            else:
                fields[name], lines[name] = self.node(value_node), at
        self.problems = outside
        return Fields(line, fields, lines)


def _key(node: yaml.MappingNode) -> str:
    """Return the key of the entry that a mapping is, or nothing."""
    found = [str(value.value) for name, value in node.value if name.value == "key"]
    return found[0] if found else ""
