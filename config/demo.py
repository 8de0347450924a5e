"""The demonstration: load the Albanian case, have it reviewed, publish, export.

Three people do it, each in his role, since nobody may approve what he wrote himself.
Everything goes through the services that the doors use, and a second run changes
nothing.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet

from attribution.models import Claim, DiplomaticResponse
from attribution.services import Loaded, load_case
from briefings import request_files
from briefings.selectors import briefing_for
from briefings.writers import WRITERS, file_name
from config.demo_partner import demo_token
from config.demo_people import demo_people
from incidents.models import Record
from incidents.selectors import latest_changes
from incidents.vocab import Door
from review.rules import reason_for_all
from review.selectors import approved_changes
from review.services import approve, request_review
from sharing.bundle import Query, bundle
from sharing.models import Release
from sharing.services import publish
from sharing.validation import Verdict, validate_bundle

CASE = "albania-2022"
EXAMPLE = settings.BASE_DIR / "briefings" / "examples" / f"{CASE}.json"
ANALYST, REVIEWER, PUBLISHER = "analyst", "reviewer", "publisher"
AS_CODED = (
    "Taken over from the case files as it was coded there; for the demonstration "
    "nobody has looked at it again."
)
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demonstration came to: the numbers of its table."""

    loaded: Mapping[str, int]
    release: Release
    bundle: Path
    objects: Mapping[str, int]
    stances: Mapping[str, int]
    responses: Mapping[str, int]
    verdict: Verdict
    token: Path  # the file with the token of the demonstration's partner


def demonstrate(case: Path, out: Path, *, state: Path, clock: Clock) -> Demonstration:
    """Load, review, publish, export and validate the case in the folder ``case``.

    Writes ``<case>.bundle.json`` into ``out``. Users and what they did stay, so a
    second run finds nothing to do but to export the same bytes again.
    """
    people = demo_people(state)
    loaded = load_case(case, by=people[ANALYST])
    _have_reviewed(loaded, people[ANALYST], people[REVIEWER], clock)
    approved = approved_changes(_records(loaded))
    # First the partner, whose sample is then part of the release.
    token = demo_token(state, by=people[PUBLISHER], at=clock())
    release = publish(
        Record.objects.filter(pk__in=approved),
        by=people[PUBLISHER],
        at=clock,
        note=case.name,
    )
    found = bundle(Query(loaded.case))
    path = out / f"{loaded.case}.bundle.json"
    content = b"".join(found.chunks())
    write_whole(path, content)
    return Demonstration(
        loaded=Counter(str(outcome.value) for outcome in loaded.outcomes.values()),
        release=release,
        bundle=path,
        objects=found.types,
        stances=_counts(Claim.objects.filter(key__in=loaded.outcomes), "stance"),
        responses=_counts(
            DiplomaticResponse.objects.filter(key__in=loaded.outcomes), "response_type"
        ),
        verdict=verdict_on(content, remembered=path.with_suffix(".verdict.json")),
        token=token,
    )


def write_briefings(out: Path) -> list[Path]:
    """Write the example briefing of the case into ``out``, in every format."""
    request = request_files.read(EXAMPLE.read_bytes())
    briefing = briefing_for(request).briefing
    paths = []
    for name, write in WRITERS.items():
        paths.append(out / file_name(briefing, name))
        write_whole(paths[-1], write(briefing))
    return paths


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    os.replace(part, path)


def verdict_on(content: bytes, *, remembered: Path) -> Verdict:
    """Return the validator's verdict, from memory where it has seen these bytes."""
    seen = f"{version('stix2-validator')} {sha256(content).hexdigest()}"
    if remembered.exists():
        known = json.loads(remembered.read_text(encoding="utf-8"))
        if known.pop("of") == seen:
            return Verdict(**known)
    verdict = validate_bundle(content)
    text = json.dumps({"of": seen, **asdict(verdict)}, indent=2)
    write_whole(remembered, f"{text}\n".encode())
    return verdict


def _have_reviewed(loaded: Loaded, analyst: User, reviewer: User, clock: Clock) -> None:
    """Have the reviewer approve what came from the case files, and only that."""
    waiting = latest_changes(_records(loaded)).filter(
        door=Door.CASE_FILES, approval__isnull=True
    )
    records = [change.record for change in waiting]
    if records:
        title = f"Case {loaded.case}, as loaded from its files"
        request = request_review(
            records,
            by=analyst,
            at=clock(),
            title=title,
            reasons=reason_for_all(AS_CODED),
        )
        approve(request, by=reviewer, at=clock())


def _records(loaded: Loaded) -> QuerySet[Record]:
    return Record.objects.filter(key__in=loaded.outcomes)


def _counts(rows: QuerySet[Any], field: str) -> dict[str, int]:
    """Return how many rows hold each value of a field, the most frequent first."""
    return dict(Counter(rows.values_list(field, flat=True)).most_common())
