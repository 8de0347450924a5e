"""Making the files of a briefing: ordered by a person, made by the worker, kept."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from briefings.editions import assembled_for, missing_formats
from briefings.models import Ask, Build, EditionFile
from briefings.tree import Briefing
from briefings.writers import WRITERS, file_name

Clock = Callable[[], datetime]


def order(asked: Ask, *, is_draft: bool, at: datetime) -> Build:
    """Note that the files of an ask are wanted; whoever orders tells the worker."""
    return Build.objects.create(ask=asked, is_draft=is_draft, at=at)


def build(ordered: Build, *, clock: Clock) -> None:
    """Make the files that are still missing, one at a time, and keep each at once.

    Two workers on the same order make the same bytes, of which the first are kept.

    Raises:
        Exception: whatever a writer could not do; the order says so first.
    """
    try:
        briefing = assembled_for(ordered.ask, is_draft=ordered.is_draft)
        for name in missing_formats(ordered.ask, is_draft=ordered.is_draft):
            _keep(ordered, briefing, name, WRITERS[name](briefing), at=clock())
    except Exception as error:
        _fail(ordered, f"{type(error).__name__}: {error}", at=clock())
        raise


def _keep(
    ordered: Build, briefing: Briefing, name: str, content: bytes, *, at: datetime
) -> None:
    try:
        with transaction.atomic():
            EditionFile.objects.create(
                ask=ordered.ask,
                is_draft=ordered.is_draft,
                format=name,
                name=file_name(briefing, name),
                content=content,
                size=len(content),
                sha256=sha256(content).hexdigest(),
                digest=briefing.digest,
                revisions=[[each.key, each.version] for each in briefing.revisions],
                at=at,
            )
    except IntegrityError as error:
        diag = getattr(error.__cause__, "diag", None)
        if getattr(diag, "constraint_name", "") != "edition_file_once":
            raise


def _fail(ordered: Build, words: str, *, at: datetime) -> None:
    ordered.failed_at, ordered.words = at, words
    ordered.save(update_fields=["failed_at", "words"])
