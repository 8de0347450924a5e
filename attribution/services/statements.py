"""One public statement with all that it brings: sources, itself, its claims."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from attribution.models import Claim, Statement
from attribution.services.claims import ClaimDraft
from attribution.services.parts import (
    NewStatement,
    Recorded,
    Recording,
    RowProblem,
    SourcePart,
    StatementRefused,
)
from attribution.services.wording import statement_name
from incidents.models import Source, SourceCopy
from incidents.reach import strictest
from incidents.services.keys import day_of, new_key, tail
from incidents.vocab import Door, RecordKind
from incidents.webpages import address_key, tidied

NOT_READ = "Title and publisher were not read: this was made from the address alone."
LONGEST_NAME = 400


def record_statement(
    new: NewStatement, *, by: User, at: datetime, door: Door = Door.DESK
) -> Recorded:
    """Record a statement with its new sources and its claims, or nothing of it.

    All versions that it makes have one batch and one reason. Each record gets a key
    and a name by itself, and the strictest marking of what it is built from, at
    least ``new.marking``.

    Raises:
        StatementRefused: something is wrong; it names every row and field.
    """
    recording = Recording(by, at, door, new.reason, uuid4())
    try:
        with transaction.atomic():
            recorded = _whole(new, recording)
            connection.check_constraints()
    except IntegrityError as error:
        raise StatementRefused([RowProblem(str(error).strip())]) from error
    return recorded


def _whole(new: NewStatement, recording: Recording) -> Recorded:
    """Write all parts as far as they can be written, then refuse if one could not.

    So that everything that is wrong is told at once; the caller undoes the rest.
    """
    sources = _sources(new, recording)
    statement = _statement(new, sources, recording)
    claims, taken_back = _claims(new, statement, sources, recording)
    if not new.claims:
        recording.wrong("claims", None, "", "A statement holds at least one claim.")
    if recording.problems or statement is None:
        raise StatementRefused(recording.problems)
    parts = zip(sources, new.sources, strict=True)
    made = [source for source, part in parts if source and part.source is None]
    return Recorded(statement, claims, made, taken_back, recording.batch)


def _sources(new: NewStatement, recording: Recording) -> list[Source | None]:
    """Return the source of every row; None for one that cannot be made."""
    found: list[Source | None] = []
    first_by_address: dict[str, int] = {}
    for row, part in enumerate(new.sources):
        address = part.source.url_key if part.source else _key_of(part)
        first = first_by_address.setdefault(address, row) if address else row
        if part.source and part.source in found:
            first = found.index(part.source)
        if first != row:
            name = "source" if part.source else "url"
            recording.wrong("sources", row, name, f"This is source {first + 1} again.")
        found.append(part.source or _new_source(row, part, new, recording))
    return found


def _key_of(part: SourcePart) -> str:
    return address_key(part.values.get("url", ""))


def _new_source(
    row: int, part: SourcePart, new: NewStatement, recording: Recording
) -> Source | None:
    values = {**part.values, "url": tidied(part.values.get("url", ""))}
    host = (urlsplit(values["url"]).hostname or "").removeprefix("www.")
    if host and not (values.get("name") and values.get("publisher")):
        values["note"] = NOT_READ
        values["name"] = (values.get("name") or _place(values["url"]))[:LONGEST_NAME]
        values["publisher"] = values.get("publisher") or host
    source = Source(**values)
    source.marking = new.marking or strictest([new.incident])
    source.key = new_key(
        RecordKind.SOURCE,
        [source.publisher or "source", day_of(source.published)],
        [source.name],
    )
    copy = SourceCopy.objects.filter(
        sha256=part.sha256, address_key=address_key(source.url)
    ).first()
    if copy is not None:
        source.archived_sha256 = copy.sha256
        source.archived_on = copy.fetched_at.date().isoformat()
    return source if recording.keep(source, "sources", row) else None


def _place(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def _statement(
    new: NewStatement, sources: Sequence[Source | None], recording: Recording
) -> Statement | None:
    if not new.speakers:
        recording.wrong("statement", None, "speakers", "Say who spoke.")
        return None
    statement = Statement(**new.values)
    statement.name = statement_name(statement, list(new.speakers))
    known = [source for source in sources if source]
    built_from = [*new.speakers, *new.spokespersons, *known]
    statement.marking = strictest(built_from, new.marking)
    statement.key = new_key(
        RecordKind.STATEMENT, [tail(new.speakers[0]), day_of(statement.said)]
    )
    citations = {
        source: {
            "source": source,
            "locator": part.locator,
            "credibility": part.credibility,
        }
        for source, part in zip(sources, new.sources, strict=True)
        if source
    }
    is_kept = recording.keep(
        statement,
        "statement",
        links={"speakers": new.speakers, "spokespersons": new.spokespersons},
        owned={"citations": list(citations.values())},
    )
    return statement if is_kept else None


def _claims(
    new: NewStatement,
    statement: Statement | None,
    sources: Sequence[Source | None],
    recording: Recording,
) -> tuple[list[Claim], list[Claim]]:
    """Return the claims and those that they take back, as far as they can be made."""
    made: list[Claim] = []
    taken_back: list[Claim] = []
    for row, part in enumerate(new.claims):
        draft = ClaimDraft(row, part, new)
        draft.check(recording)
        if statement is None:
            continue
        claim = draft.write(statement, sources, recording)
        if claim is None:
            continue
        made.append(claim)
        if part.takes_back and (earlier := draft.take_back(claim, recording)):
            taken_back.append(earlier)
    return made, taken_back
