"""The table of the rules as a page of the docs."""

from collections.abc import Iterator
from textwrap import dedent

from review.rules.table import RULES
from review.rules.values import Rule, Severity

OPENING = dedent("""\
    # Warnings before publishing

    Every record is held against these rules: on its form while it is typed, when it
    is sent to review, when it is approved, and when it is published. This page is made
    from the table in `review/rules/table.py`; a test says if it is true no more.

    - An **error** stops the record. It has to be mended; nobody can tick it away.
    - A **warning** needs a tick with a reason. Who ticked it, when and why is kept for
      good, and the reviewer reads it. A tick holds for the finding as it is worded:
      where the record changes so that the rule finds something else, it is to be
      looked at again. A record that only gets another name changes no finding.

    A finding tells nobody of a record that he may not see: it says "a record you
    may not see", and what is marked more strictly than a record (a withdrawal, a
    namesake) is no finding at it. A rule about dates finds something only where no
    reading of the dates would make it right; of an approximate or uncertain date
    nothing follows.
    """)


def as_page() -> str:
    """Return docs/warnings.md."""
    return "\n".join(
        (
            OPENING,
            *_section("Errors", Severity.ERROR),
            *_section("Warnings", Severity.WARNING),
        )
    )


def _section(title: str, severity: Severity) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| Rule | Looks at | What it finds, why, and what to do |"
    yield "|---|---|---|"
    for rule in RULES:
        if rule.severity == severity:
            words = f"**{rule.title}.** {rule.help}"
            yield f"| `{rule.id}` | {_kinds(rule)} | {words} |"
    yield ""


def _kinds(rule: Rule) -> str:
    return ", ".join(kind.replace("-", " ") for kind in rule.kinds) or "all records"
