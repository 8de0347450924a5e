"""What our own sentences may not say (ICD 203)."""

import re
from collections.abc import Iterator

from review.rules.known import Known
from review.rules.values import Found, Snapshot, found

# Words of ours in any kind of record; what a claimant or a source said is theirs.
TEXTS = ("description", "note", "wording", "basis", "legal_basis", "restoration")
ROWS = (("hypotheses", "text"), ("sides", "position"))
LIKELIHOOD = re.compile(
    r"\b(almost no chance|remote chance|(very |highly )?(un)?likely"
    r"|(highly )?(im)?prob(able|ably)|roughly even (chance|odds)"
    r"|(almost|nearly) certain(ly)?)\b",
    re.IGNORECASE,
)
CONFIDENCE = re.compile(
    r"\b((low|moderate|medium|high)[ -](analytic )?confidence"
    r"|confidence (level )?(is |of |was )?(low|moderate|medium|high)"
    r"|highly confident)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[.!?]+(?:\s+|$)|\n+")


def mixed(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a sentence that gives a likelihood and a confidence at once."""
    for field in TEXTS:
        yield from _mixed_in(own.get(field) or "", field)
    for name, field in ROWS:
        for place, row in enumerate(own.get(name, ())):
            yield from _mixed_in(row[field], f"{name}.{field}", place)


def _mixed_in(text: str, field: str, row: int | None = None) -> Iterator[Found]:
    for sentence in SENTENCE.split(text):
        likely = LIKELIHOOD.search(sentence)
        sure = CONFIDENCE.search(sentence)
        if likely and sure:
            yield found(
                field,
                f"One sentence says “{likely[0]}” and “{sure[0]}”. Say how likely it "
                "is and how sure we are in two sentences.",
                row=row,
            )
