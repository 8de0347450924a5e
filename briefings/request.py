"""What is asked of a briefing: about what, as known when, up to which marking."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from briefings.words.languages import LANGUAGES

# What a briefing can hold, in the order that it has unless another is asked for.
SECTIONS: Mapping[str, str] = {
    "judgements": "Key judgements",
    "glance": "At a glance",
    "changes": "What changed",
    "facts": "What happened",
    "timeline": "Timeline",
    "matrix": "Who holds what",
    "claims": "What was claimed, and on what grounds",
    "denials": "Denials and counter-claims",
    "conflicts": "Where sources differ, and what is not known",
    "assessment": "Our assessment",
    "responses": "Diplomatic and other responses",
    "techniques": "Techniques and tools",
    "key": "Key to estimative language",
    "annex": "Annex: the record in tables",
    "sources": "Sources",
}
# A record in typed text: "@claim-us-nsc-2022-09-07", but no address of mail.
MENTION = re.compile(r"(?<!\w)@([a-z0-9]+(?:-[a-z0-9]+)*)")
ICD_203, UK = "icd-203", "uk"
# How much of the record is told in the text: the gist, with compact tables in the
# annex, or all of it where it belongs.
BRIEF, FULL = "brief", "full"


class BadRequest(ValueError):
    """What is asked for cannot be told; the text says why, for whoever asked."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A key judgement in the officer's words.

    ``likelihood`` is a term of the yardstick, ``confidence`` low, moderate or high, ''
    where none is stated. ``rests_on`` are keys of claims, sources, evidence, questions
    or assessments. In ``text``, ``@key`` stands for such a record, or for the name of
    any other.
    """

    text: str
    likelihood: str = ""
    confidence: str = ""
    rests_on: tuple[str, ...] = ()

    @property
    def draws_on(self) -> tuple[str, ...]:
        """The keys of all that it rests on or mentions."""
        return tuple(dict.fromkeys((*self.rests_on, *MENTION.findall(self.text))))


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a version of a record, and why; told by whoever may know it."""

    key: str
    version: int
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Since:
    """The earlier state that is compared with; ``label`` is what it is called."""

    label: str
    known_at: datetime | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A briefing that is asked for.

    ``about`` are keys of incidents, or the key of one campaign or case. ``known_at``
    None means: as known now. ``asked`` are parties that were asked who did it, known
    to whoever asks for the briefing; silence is told of them. ``look`` are the plain
    values of a template.
    """

    about: tuple[str, ...]
    marking: str = "CLEAR"
    as_of: date | None = None
    known_at: datetime | None = None
    sections: tuple[str, ...] = tuple(SECTIONS)
    extent: str = BRIEF
    lang: str = "en"
    yardstick: str = ICD_203
    title: str = ""
    subtitle: str = ""
    number: str = ""
    edition: int = 1
    is_draft: bool = True
    recipients: tuple[str, ...] = ()
    summary: str = ""
    judgements: tuple[Typed, ...] = ()
    since: Since | None = None
    approvals: tuple[Approval, ...] = ()
    asked: tuple[str, ...] = ()
    look: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no briefing can be made of.

        Raises:
            BadRequest: nothing is asked about, or a word is none that is known.
        """
        if not self.about:
            raise BadRequest("Say what the briefing is about.")
        unknown = [each for each in self.sections if each not in SECTIONS]
        if unknown:
            known = ", ".join(SECTIONS)
            raise BadRequest(f"There is no section {', '.join(unknown)}, only {known}.")
        if self.extent not in (BRIEF, FULL):
            raise BadRequest(f"There is no extent {self.extent}.")
        if self.yardstick not in (ICD_203, UK):
            raise BadRequest(f"There is no yardstick {self.yardstick}.")
        if self.lang not in LANGUAGES:
            raise BadRequest(f"Briefings are not written in {self.lang}.")
