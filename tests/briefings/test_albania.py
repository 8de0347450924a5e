"""The Albanian briefing as an officer reads it: words only, each judgement sourced."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings

from briefings import pdf, request_files
from briefings.request import FULL
from briefings.selectors import briefing_for
from briefings.tree import Briefing, Judgement, Link, NoteRef, Text, as_json
from briefings.words.labels import PREFIXED
from config.demo import Demonstration
from tests.briefings.reading import brief, rows, section
from tests.briefings.writers.read import apart, flat, pages

EXAMPLE = settings.BASE_DIR / "briefings" / "examples" / "albania-2022.json"
# Values of vocabularies that are no English: several words joined by hyphens.
RAW = re.compile(
    r"\b(counter-attributes|condemns-without-naming|claims-responsibility|state-(?:ordered|executed|coordinated|shaped)"
    r"|activity-cluster|intrusion-set|diplomatic-response|statement-government"
    r"|relations-severed|receiver-\w+|official-statement|partly-resolved|not-stated"
    r"|investigation-unspecified|none-given|findings-of-others|in-force|in-use"
    r"|technical-assistance|roughly-even-chance|almost-certain|AMBER_STRICT)\b"
)


def example(**asked: Any) -> Briefing:
    request = request_files.read(EXAMPLE.read_bytes())
    return briefing_for(replace(request, **asked)).briefing


def texts(value: object) -> Iterator[str]:
    """Yield the words that are printed; addresses and anchors are not."""
    if isinstance(value, Text | Link):
        yield "" if value.words.startswith("http") else value.words
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    else:
        for name in getattr(value, "__dataclass_fields__", {}):
            held = getattr(value, name)
            is_printed = name in ("title", "caption", "alternative", "note")
            if is_printed and isinstance(held, str):
                yield held
            yield from texts(held)


def test_the_briefing_of_the_demonstration(albania: Demonstration) -> None:
    """One briefing for all of this, since the published case takes a while to copy."""
    briefing, full = example(), example(extent=FULL)
    printed = list(texts((briefing.sections, briefing.notes)))
    printed += texts((full.sections, full.notes))

    assert not [each for each in printed if PREFIXED.search(each)]
    assert not [each for each in printed if RAW.search(each)]
    assert "None" not in printed
    judged = [
        each
        for each in section(briefing, "judgements").blocks
        if isinstance(each, Judgement)
    ]
    assert len(judged) == 4
    assert all(
        any(isinstance(span, NoteRef) for span in each.grounds) for each in judged
    )
    assert as_json(briefing) == as_json(example())
    document = pdf.write(briefing)
    assert apart(document) == []
    first, *others = pages(document)
    assert len(others) < 45
    done = "diplomatic relations severed (Albania towards Iran, 7 September 2022)"
    for told in (
        "Key judgements",
        "Very likely (80 to 95 %)",
        done,
        "The accused: Iran",
    ):
        assert told in flat(first)
    assert flat(others[0]).count("Contents") == 1
    assert f"Page 1 of {len(others) + 1}" in flat(first)


def test_the_example_gives_its_officer_nothing_to_see_to(
    albania: Demonstration,
) -> None:
    request = request_files.read(EXAMPLE.read_bytes())

    assert briefing_for(request).cautions == ()


def test_history_is_told_as_it_was_on_two_days(albania: Demonstration) -> None:
    before = brief("albania-2022", as_of=date(2022, 9, 6))
    after = brief("albania-2022", as_of=date(2022, 9, 22))

    (attack,) = (row for row in rows(before, "table-glance") if "Destructive" in row[0])
    assert "named by 1 claimant" in attack[2]
    (attack,) = (row for row in rows(after, "table-glance") if "Destructive" in row[0])
    assert attack[3].startswith("Contested: different culprits are named")
    kinds = [row[0] for row in rows(before, "table-responses-totals")]
    assert "Diplomatic relations severed" not in kinds
    kinds = [row[0] for row in rows(after, "table-responses-totals")]
    assert "Diplomatic relations severed" in kinds
