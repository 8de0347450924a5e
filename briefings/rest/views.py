"""The doors of released briefings; what the reader may not have is 404."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from rest_framework.request import Request

from briefings.models import EditionFile, Release
from briefings.request_values import read
from briefings.rest import reads
from briefings.rest.shapes import STATES, Briefing, BriefingsPage
from incidents.vocab import Marking
from sharing import wire
from sharing.access import Outlet, Scope, edition_key
from sharing.models import Release as StoreRelease
from sharing.rest.cursors import Cursor
from sharing.rest.door import Answer, Door, nothing_here, to_json
from sharing.rest.fields import Choice, Instant
from sharing.rest.forms import Form
from sharing.rest.parameters import Paged, Query, word, words
from sharing.rest.problems import WITHDRAWN, Problem
from sharing.rest.views.pages import Nowhere
from sharing.selectors import View

# Whoever shows a file instead of keeping it gets neither script nor anything fetched.
FILE_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Marked(Query):
    """Up to which marking."""

    marking = Choice(
        Marking.choices,
        required=False,
        help_text="Show no more than up to this marking. It may not lie above the "
        "reader's own ceiling, which counts if it is left out.",
    )


class BriefingsQuery(Paged, Marked):
    """What is asked of the list of editions."""

    number = word("Of this briefing: all its editions.")
    series = word("Of the series with this code.")
    record = word("Telling of this record: its key.")
    state = words(STATES, "Standing so.")
    released_after = Instant(required=False, help_text="Released after this instant.")


class BriefingDoor(Door):
    """A door to what was released; it takes a token with the scope `reports:read`."""

    heading = "briefings"
    scope = Scope.REPORTS_READ
    standing: reads.Standing

    def _tag(self, request: Request, view: View) -> str:
        asked = sorted(request.query_params.items())
        self.standing = reads.standing()
        changing = (view.release, *self.standing.counts)
        return wire.etag(request.path, asked, view.marking, changing)

    def changed_at(self, release: StoreRelease | None) -> datetime | None:
        """Return since when nothing about any edition has changed.

        A release of the store may have held one back, or let it out again.
        """
        known = (self.standing.changed_at, release.at if release else None)
        return max(filter(None, known), default=None)

    def told(self, rows: Collection[Release], markings: Collection[str]) -> list[Any]:
        """Return editions as plain JSON."""
        earlier, later = reads.neighbours(rows, markings)
        files = reads.files_of(rows)
        found = []
        for each in rows:
            edition = each.ask.draft.edition
            found.append(
                {
                    **_own(each),
                    **_beside(
                        each,
                        earlier.get(edition.previous_id or 0),
                        later.get(edition.pk),
                    ),
                    "files": [self._file(each, file) for file in files[each.ask_id]],
                }
            )
        return found

    def _file(self, release: Release, file: EditionFile) -> dict[str, Any]:
        root, _, _ = self.request.path.partition("/briefings")
        at = f"{root}/briefings/{release.number}/{release.edition}/{file.format}"
        return {
            "format": file.format,
            "name": file.name,
            "media_type": Form(file.format).media_type,
            "size": file.size,
            "sha256": file.sha256,
            "text_digest": file.digest,
            "address": at,
        }


class Briefings(BriefingDoor):
    """Released briefings, every edition, in the order of their release.

    Those up to the reader's ceiling, if the token has the scope `reports:read`. An
    edition that tells of a record which was marked above it since is not among them.
    """

    operation = "list_briefings"
    query = BriefingsQuery
    answers = BriefingsPage

    def answer(self, view: View, release: StoreRelease | None, **place: str) -> Answer:
        """Return a page of editions."""
        limit, cursor = self.asked["limit"], Cursor.read(self.request, self.asked)
        rows = reads.allowed(view.markings).filter(
            reads.asked_for(self.asked, view.markings), pk__gt=int(cursor.after or 0)
        )
        page = list(rows.order_by("pk")[: limit + 1])
        after = None
        if len(page) > limit:
            after = cursor.next(view, 0, str(page[limit - 1].pk))
        items = self.told(page[:limit], view.markings)
        served = self.served(Outlet.REST, len(items))
        content = to_json({"items": items, "next": after})
        links, changed_at = cursor.links(after), self.changed_at(release)
        return Answer(content, Form.JSON, served, links, changed_at=changed_at)


class WithoutEdition(Nowhere):
    """The address of a briefing without its edition, which some would guess."""

    scope = Scope.REPORTS_READ

    def hint(self) -> str:
        """Return how editions are asked for, whether there are any or not."""
        return (
            "A briefing is had by number and edition, as in briefings/BN-2026-001/1; "
            "briefings?number=BN-2026-001 lists its editions."
        )


class OneBriefing(BriefingDoor):
    """One edition: what it is about, of when, whether it stands, and its files."""

    operation = "one_briefing"
    query = Marked
    answers = Briefing

    def answer(self, view: View, release: StoreRelease | None, **place: str) -> Answer:
        """Return an edition."""
        row = reads.one(place["number"], place["edition"], view.markings)
        if row is None:
            raise nothing_here()
        (item,) = self.told([row], view.markings)
        served, changed_at = self.served(Outlet.REST, 1), self.changed_at(release)
        return Answer(to_json(item), Form.JSON, served, changed_at=changed_at)


class BriefingFileDoor(BriefingDoor):
    """A file of an edition, the very bytes that were released.

    Its strong ETag is their SHA-256; it is sent in no content coding. The files of a
    withdrawn edition are gone.
    """

    statuses = (410,)
    file: EditionFile

    def _tag(self, request: Request, view: View) -> str:
        """Find the file; what was taken back is no longer handed out."""
        place = self.kwargs
        row = reads.one(place["number"], place["edition"], view.markings)
        if row is None:
            raise nothing_here()
        if (withdrawn := getattr(row, "withdrawal", None)) is not None:
            day = f"{withdrawn.at:%Y-%m-%d}"
            raise Problem(WITHDRAWN, f"{row} was withdrawn on {day}.")
        files = EditionFile.objects.filter(ask=row.ask_id, is_draft=False)
        found = files.filter(format=self.forms[0].value).defer("content").first()
        if found is None:
            raise nothing_here()
        self.row, self.file = row, found
        return f'"{found.sha256}"'

    def answer(self, view: View, release: StoreRelease | None, **place: str) -> Answer:
        """Return the file, and note which record versions have left with it."""
        served = self.served(
            Outlet.BRIEFING,
            1,
            marking=self.row.ask.draft.marking,
            key=edition_key(self.row.number, self.row.edition),
            records=reads.versions_told(self.file),
        )
        return Answer(
            bytes(self.file.content),
            self.forms[0],
            served,
            filename=self.file.name,
            changed_at=self.file.at,
            is_exact=True,
        )

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        """State a policy for whoever opens the file where it lies."""
        response = super().finalize_response(*args, **kwargs)
        response.headers["Content-Security-Policy"] = FILE_POLICY
        return response


def _own(release: Release) -> dict[str, Any]:
    draft = release.ask.draft
    request = read(release.ask.asked)
    return {
        "number": release.number,
        "edition": release.edition,
        "title": draft.title,
        "series": {
            "code": draft.edition.series.code,
            "name": draft.edition.series.name,
        },
        "marking": draft.marking,
        "about": list(request.about),
        "as_of": request.as_of,
        "known_at": release.ask.known_at,
        "released_at": release.at,
    }


def _beside(
    release: Release, earlier: Release | None, later: Release | None
) -> dict[str, Any]:
    """Return what became of an edition, and which others there are."""
    withdrawn = getattr(release, "withdrawal", None)
    state = "withdrawn" if withdrawn else "corrected" if later else "in-use"
    return {
        "state": state,
        "corrects": _number(earlier),
        "correction": release.ask.draft.correction if earlier else "",
        "corrected_by": _number(later),
        "withdrawn": withdrawn and {"at": withdrawn.at, "reason": withdrawn.reason},
    }


def _number(release: Release | None) -> dict[str, Any] | None:
    if release is None:
        return None
    return {"number": release.number, "edition": release.edition}
