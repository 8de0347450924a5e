"""The language of a briefing: all words of ours change, none of the record's does."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from django.conf import settings
from django.db.models import TextChoices

from attribution.vocab import claims, grounds, responses
from briefings import html
from briefings.assemble import (
    assessment,
    changes,
    conflicts,
    effects,
    facts,
    front,
    glance,
    judgements,
    matrix,
    one_claim,
    techniques,
)
from briefings.request import SECTIONS, BadRequest, Request
from briefings.selectors import briefing_for
from briefings.tree import ClaimCard, Fixed, Section, Table, Text, strings
from briefings.words import estimates
from briefings.words.claims import SAYS, SIGNS
from briefings.words.dates import DOUBT, MONTHS, SEASONS, in_words
from briefings.words.french import FRENCH
from briefings.words.kinds import KINDS
from briefings.words.labels import counted, label, listed, more
from figures.marks import WORDS
from figures.timeline import LANES
from figures.words import say, speaking
from incidents import vocab
from incidents.vocab import oasis

SPEAKING = ("briefings", "figures/timeline")
VOCABULARIES: tuple[type[TextChoices], ...] = (
    *(claims.Stance, claims.Proposition, claims.ClaimantRole, claims.DenialScope),
    *(claims.EndorsementGround, claims.LegalGround, claims.StatementForm),
    *(claims.StateNexus, grounds.Ground, grounds.Disclosure, grounds.StandardOfProof),
    *(grounds.Confidence, grounds.Likelihood, grounds.Sign, vocab.EntityLevel),
    *(responses.ResponseType, responses.ResponseStatus, responses.ILClass),
    *(oasis.Determination, oasis.InvestigationStatus, oasis.EventStatus),
    *(oasis.ImpactCategory, oasis.LossType, oasis.Alteration, oasis.PhysicalImpact),
    *(oasis.Traceability, oasis.Recoverability, vocab.SourceKind, vocab.RecordKind),
)


def said_in(folder: str) -> Iterator[str]:
    """Yield what the code says by its words: ``say("…")`` and ``heads("…", "…")``."""
    for path in sorted(Path(settings.BASE_DIR, folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id == "say":
                    yield from _literals(node.args[:1])
                elif node.func.id == "heads":
                    yield from _literals(node.args)


def _literals(values: list[ast.expr]) -> Iterator[str]:
    for each in values:
        if isinstance(each, ast.Constant):
            yield str(each.value)


def told(value: Any) -> Iterator[str]:
    """Yield what a reader is told of a part of the tree."""
    if isinstance(value, tuple):
        for each in value:
            yield from told(each)
    elif isinstance(value, Text):
        yield value.words
    elif isinstance(value, Section):
        yield value.title
        yield from told(value.blocks)
    elif isinstance(value, Table):
        yield from (*value.heads, value.caption)
        yield from told(tuple(cell.lines for row in value.rows for cell in row))
    elif isinstance(value, ClaimCard):
        yield from (label for label, _ in value.facts)


def places(words: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("folder", SPEAKING)
def test_whatever_is_said_in_the_code_is_in_the_catalogue(folder: str) -> None:
    said = set(said_in(folder))

    assert len(said) > 3
    assert sorted(said - FRENCH.keys()) == []


def test_what_is_kept_in_tables_is_in_the_catalogue() -> None:
    bands = (*estimates.ICD, *estimates.PHIA)
    said = {
        *SECTIONS.values(),
        *SAYS.values(),
        *(words for words, _ in SIGNS.values()),
        *(*KINDS.values(), *WORDS.values(), *LANES.values()),
        *(*MONTHS[1:], *SEASONS.values(), *DOUBT.values()),
        *(term for band in bands for term in (*band.terms, band.percent)),
        *(*estimates.NAMES.values(), *estimates.CONFIDENCE.values()),
        *(*front.SIDES, front.OTHERS, *glance.HEADLINES.values()),
        *(*one_claim.HEADS, *effects.HEADS),
        *(title for _, title in (*facts.TIMES, *facts.TOLD)),
        *(title for _, title, _ in changes.SCALES),
        *(each.replace("-", " ") for each in techniques.TACTICS),
        *(each.TITLE for each in (assessment, changes, conflicts, front, matrix)),
        *(judgements.NONE, judgements.NO_SOURCE, assessment.NONE, facts.ONE),
    }

    assert sorted(said - FRENCH.keys()) == []


def test_every_label_that_a_briefing_tells_is_in_the_catalogue() -> None:
    said = {label(words, each) for words in VOCABULARIES for each in words.values}

    assert sorted(said - FRENCH.keys()) == []


def test_words_keep_their_places_in_translation() -> None:
    moved = [en for en, fr in FRENCH.items() if places(en) != places(fr)]

    assert moved == []


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-07-15", "15 juillet 2022"),
        ("2022-09-01", "1er septembre 2022"),
        ("2022-07", "juillet 2022"),
        ("2021-05~", "vers mai 2021"),
        ("2022-07?", "juillet 2022 (incertain)"),
        ("2022-09-09/2022-09-10", "9–10 septembre 2022"),  # noqa: RUF001
        ("2022-21", "printemps 2022"),
    ],
)
def test_dates_are_told_as_precisely_in_french(edtf: str, words: str) -> None:
    with speaking(FRENCH):
        assert in_words(edtf) == words


def test_numbers_and_lists_have_the_form_of_the_language() -> None:
    with speaking(FRENCH):
        assert counted(12_500, "claim") == "12\N{NARROW NO-BREAK SPACE}500 affirmations"
        assert (more(1), more(3)) == ("1 autre", "3 autres")
        assert listed(["Albania", "Iran", "Oman"]) == "Albania, Iran et Oman"
    assert counted(12_500, "claim") == "12,500 claims"


@pytest.mark.parametrize(
    ("name", "told"),
    [("Iran", "d’Iran"), ("État", "d’État"), ("Oman", "d’Oman")],  # noqa: RUF001
)
def test_a_french_de_is_joined_to_a_vowel(name: str, told: str) -> None:
    with speaking(FRENCH):
        assert say("the claim of {0}", name).endswith(told)
        assert say("the claim of {0}", "Turkey").endswith("de Turkey")


def test_what_is_told_is_never_read_as_a_place_or_looked_up() -> None:
    with speaking(FRENCH):
        assert say("The claim of {0}", "{1} {whose} Sources") == (
            "L’affirmation de {1} {whose} Sources"  # noqa: RUF001
        )


@pytest.mark.usefixtures("published")
def test_a_french_briefing_tells_the_same_and_leaves_the_record_as_it_is() -> None:
    english = briefing_for(Request(("case-one",), "GREEN")).briefing
    french = briefing_for(Request(("case-one",), "GREEN", lang="fr")).briefing

    assert french.revisions == english.revisions
    assert [each.anchor for each in french.sections] == [
        each.anchor for each in english.sections
    ]
    assert french.sections[0].title == "Principales appréciations"
    assert "Attack on the ministry" in " ".join(strings(french))
    assert english == briefing_for(Request(("case-one",), "GREEN")).briefing


@pytest.mark.usefixtures("published")
def test_the_records_own_sentences_say_that_they_are_english() -> None:
    page = html.write(briefing_for(Request(("inc-one",), lang="fr")).briefing).decode()

    assert '<html lang="fr">' in page
    assert '<bdi lang="en">Files were wiped.</bdi>' in page


@pytest.mark.usefixtures("published")
def test_nothing_of_ours_is_left_in_english() -> None:
    asked = Request(("case-one",), lang="fr")
    french = {*told(briefing_for(asked).briefing.sections)}
    english = {*told(briefing_for(replace(asked, lang="en")).briefing.sections)}

    known = (each for each in french & english - {"1"} if each in FRENCH)
    assert [each for each in sorted(known) if FRENCH[each] != each] == []


def test_the_words_around_the_text_are_all_known() -> None:
    assert {*strings(Fixed())} <= FRENCH.keys()


def test_a_language_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(BadRequest, match="not written in tlh"):
        Request(("inc-one",), lang="tlh")


def test_an_instant_keeps_its_zone() -> None:
    with speaking(FRENCH):
        assert in_words(datetime(2026, 3, 1, 9, 5, tzinfo=UTC)) == (
            "1er mars 2026, 09:05 UTC"
        )
