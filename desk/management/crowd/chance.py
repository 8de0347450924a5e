"""What is drawn by chance; the same seed draws the same."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from desk.management.crowd.words import (
    ANIMALS,
    BODIES,
    COLOURS,
    COUNTRIES,
    NATIVE,
    SENTENCES,
    TOPICS,
)
from incidents.vocab import RecordKind

SEED = 20220715
FIRST_DAY = date(2008, 1, 1)
DAYS = [FIRST_DAY + timedelta(days=31 * number) for number in range(200)]
# Dates as sources give them; few enough that reading them costs little.
DATES = (
    *(day.isoformat() for day in DAYS),
    *(f"{day:%Y-%m}" for day in DAYS[::3]),
    *(f"{day:%Y-%m}~" for day in DAYS[1::12]),
    *(f"{day:%Y}" for day in DAYS[::12]),
)


def key(kind: str, number: int) -> str:
    """Return the key of the record of that number among those of its kind."""
    return f"{kind}-{number:06}"


class Chance:
    """Draws names, words, dates and records for a crowd of known size."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self.random = Random(SEED)  # noqa: S311 - made-up data, no secret

    def any(self, kind: str) -> str:
        """Return the key of some record of that kind."""
        return key(kind, self.random.randrange(self.counts[kind]))

    def cited(self, most: int = 2) -> list[dict[str, Any]]:
        """Return citations of some sources."""
        found = {self.any(RecordKind.SOURCE) for _ in range(most)}
        grade = str(self.random.randint(1, 6))
        return [{"source": each, "credibility": grade} for each in sorted(found)]

    def text(self, sentences: int) -> str:
        """Return so many sentences."""
        pick = self.random.choice
        return " ".join(
            pick(SENTENCES).format(
                body=pick(BODIES), country=pick(COUNTRIES), topic=pick(TOPICS)
            )
            for _ in range(sentences)
        )

    def date(self) -> str:
        """Return a date as a source gives it."""
        return self.random.choice(DATES)

    def native(self) -> dict[str, Any]:
        """Return another name, in another script."""
        lang, syllables = self.random.choice(NATIVE)
        count = self.random.randint(2, 4)
        name = "".join(self.random.choices(syllables, k=count))
        return {"name": name, "alias_kind": "native", "lang": lang}

    def codename(self, number: int) -> str:
        """Return a vendor's sort of name, another one for each number."""
        rest, animal = divmod(number, len(ANIMALS))
        series, colour = divmod(rest, len(COLOURS))
        return f"{COLOURS[colour]} {ANIMALS[animal]}" + f" {series + 1}" * bool(series)

    def names(self, number: int) -> list[dict[str, Any]]:
        """Return an actor's other names; some of them are several actors' name."""
        vendors = (f"UNC{2000 + number}", f"TA-{number % 700:03}")
        given = [
            {
                "name": name,
                "alias_kind": "vendor",
                "namer": self.any(RecordKind.IDENTITY),
            }
            for name in vendors
        ]
        return [*given, self.native()]
