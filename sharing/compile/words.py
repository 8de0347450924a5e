"""Sentences that the compilers build their texts from."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db.models import TextChoices

from incidents.vocab import RecordKind
from sharing.compile.dates import in_short, in_words
from sharing.compile.draft import Draft
from sharing.compile.values import Snapshot


def joined(words: Sequence[str]) -> str:
    """Return the words as a list in a sentence: “a, b and c”."""
    if len(words) < 2:  # noqa: PLR2004
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def sentence(label: str, value: str) -> str:
    """Return “Label: value.”, or nothing if there is no value."""
    value = value.strip()
    if not value:
        return ""
    ends = value.rstrip("”")[-1:] in (".", "!", "?")
    return f"{label}: {value}" if ends else f"{label}: {value}."


def dated(label: str, value: Mapping[str, Any] | None) -> str:
    """Return “Label: date in words.”, or nothing if there is no date."""
    return sentence(label, in_words(value)) if value else ""


@cache
def meaning(vocabulary: type[TextChoices], value: str) -> str:
    """Return what a word of a vocabulary means, nothing for an empty one.

    A label that Django made of the name is the value itself, in small letters.
    """
    if not value:
        return ""
    choice = vocabulary(value)
    made = choice.name.replace("_", " ").title()
    return value.replace("-", " ") if choice.label == made else str(choice.label)


def quoted(text: str, lang: str = "") -> str:
    """Return a quotation with its language, or nothing if there is no text."""
    if not text:
        return ""
    return f"“{text}” ({lang})" if lang else f"“{text}”"


def paragraphs(*lines: str) -> str:
    """Return the lines that say something, one under the other."""
    return "\n".join(line for line in lines if line)


def other_names(draft: Draft) -> str:
    """Return in words which other names are in use, and whose they are.

    Names stay in the text and in our extension: consumers merge by ``aliases``.
    """
    told = [_name_told(draft, alias) for alias in draft.own["aliases"]]
    return sentence(
        "Other names in use, none of them a statement of sameness", joined(told)
    )


def _name_told(draft: Draft, alias: Snapshot) -> str:
    remarks = [
        str(alias["alias_kind"]).replace("-", " "),
        alias["lang"],
        f"used by {_namer(draft, alias)}" if alias["namer"] else "",
        alias["remark"],
    ]
    return f"{alias['name']} ({', '.join(each for each in remarks if each)})"


def name_claims(draft: Draft) -> list[dict[str, Any]]:
    """Return the other names as members of our extension.

    The namer is told by name and key, not by reference: two parties may name each
    other, and references must not run in a circle.
    """
    return [
        {
            "name": alias["name"],
            "name_kind": alias["alias_kind"],
            "lang": alias["lang"],
            "namer": _namer(draft, alias),
            "namer_key": alias["namer"],
            "remark": alias["remark"],
        }
        for alias in draft.own["aliases"]
    ]


def _namer(draft: Draft, alias: Snapshot) -> str:
    key = alias["namer"]
    return draft.name_of("aliases.namer", key) if key else ""


def mention(draft: Draft, field: str, claim: Snapshot) -> str:
    """Return how another record speaks of a claim: by its claimant and date."""
    return f"the claim of {claimed_by(draft, field, claim)}"


def claimed_by(draft: Draft, field: str, claim: Snapshot) -> str:
    """Return a claim's claimant and date, never its wording.

    So an edit of one claim changes the objects that state it and no others.
    """
    claimant = draft.name_of(field, claim["claimant"])
    said = draft.read(field, claim["statement"])["said"]
    return f"{claimant} ({in_short(said)})"


def named(draft: Draft, field: str, key: str) -> str:
    """Return how a text speaks of another record."""
    other = draft.read(field, key)
    if other["kind"] == RecordKind.CLAIM:
        return mention(draft, field, other)
    return f"“{other['name']}”"


def remark(own: Snapshot) -> str:
    """Return the record-keeper's remark and what became of the record, in words."""
    return paragraphs(
        sentence("Remark of the record-keeper", own["note"]), standing(own)
    )


def standing(own: Snapshot) -> str:
    """Return in words that a record was taken back, by whom, when and why."""
    told = _STATES.get(own["state"])
    if told is None:
        return ""
    when = str(own["state_at"])[:10]
    return sentence(f"{told} (recorded {when})", own["state_reason"])


_STATES = {
    "superseded": "Superseded by its claimant's own revision",
    "withdrawn": "Withdrawn by its claimant",
    "retracted": "Retracted by the record-keeper",
    "rejected": "Rejected by the record-keeper",
}


def labels(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return labels like ``claim-stance:denies`` for the pairs that have a value."""
    return [f"{name}:{value}" for name, value in pairs if value]
