"""Measurements as a Markdown document, told line by line as they are made."""

from dataclasses import dataclass, field

from django.core.management.base import OutputWrapper

HEADS = ("What", "Measured", "Beside it", "Goal")


@dataclass(slots=True)
class Table:
    """The document: tables under titles, each line with a goal where there is one."""

    out: OutputWrapper
    lines: list[str] = field(default_factory=list)

    def begin(self, title: str, *heads: str) -> None:
        """Begin a table, of the usual columns if none are named."""
        heads = heads or HEADS
        self._add("", f"### {title}", "")
        self.line(*heads)
        self.line(*["---"] * len(heads))

    def line(self, *cells: object) -> None:
        """Add a line."""
        self._add(f"| {' | '.join(map(str, cells))} |")

    def text(self) -> str:
        """Return all that was told."""
        return "\n".join([*self.lines, ""]).lstrip("\n")

    def _add(self, *lines: str) -> None:
        self.lines += lines
        for each in lines:
            self.out.write(each)
        self.out.flush()
