"""A briefing made while a partner's program waits; nobody released it."""

from functools import lru_cache
from typing import Any, NamedTuple

from rest_framework.request import Request as HttpRequest

from briefings.automatic import automatic_for
from briefings.models import FileFormat
from briefings.request import BRIEF, FULL, Request
from briefings.rest import reads
from briefings.rest.places import place_for
from briefings.rest.views import FILE_POLICY
from briefings.words.languages import LANGUAGES
from briefings.writers import WRITERS
from sharing import wire
from sharing.access import Outlet, Scope
from sharing.models import Erasure, Release
from sharing.rest.door import Answer, Door, nothing_here
from sharing.rest.fields import Choice
from sharing.rest.forms import Form
from sharing.rest.parameters import AsOf
from sharing.rest.resources import INCIDENTS
from sharing.rest.views.records import found, not_begun
from sharing.selection import NotPublished
from sharing.selectors import View

REMEMBERED = 4  # files in each process: of a megabyte each, if they are large
# What the store said when it was asked: the hash of the release, which covers all there
# was then, and how many bodies the law has taken out of it since.
State = tuple[bytes, int]


class AutomaticQuery(AsOf):
    """What is asked of a briefing that a program makes."""

    format = Choice(
        FileFormat.choices,
        required=False,
        help_text="The file; goes before the Accept header. PDF, if neither says.",
    )
    extent = Choice(
        [BRIEF, FULL],
        default=BRIEF,
        help_text="The gist, with tables in the annex, or all of the record.",
    )
    lang = Choice(
        list(LANGUAGES), default="en", help_text="Of the words around the record's own."
    )


class Made(NamedTuple):
    """A file with its name and the row numbers of the versions it was made from."""

    content: bytes
    name: str
    versions: tuple[int, ...]


@lru_cache(maxsize=REMEMBERED)
def made(state: State, request: Request, form: Form) -> Made:
    """Return the file that is asked for: the same as long as the store is the same.

    Raises:
        NotPublished: there is no such incident, or none for this reader.
    """
    briefing = automatic_for(request)
    told = ((each.key, each.version) for each in briefing.revisions)
    content = WRITERS[form.value](briefing)
    return Made(content, f"{briefing.name}.{form.value}", reads.versions_of(told))


class AutomaticBriefing(Door):
    """A briefing about one incident, made of what the reader may see.

    Every page says that it is automatic: nobody has read it, and no second person has
    released it. It is kept nowhere and has no number. The released ones, which people
    answer for, are under briefings. It takes a token with the scope `reports:read`.

    Making one takes a processor for up to some seconds. One is made at a time: whoever
    meets another gets 503 with `Retry-After`; after sixty in an hour it is a 429.
    """

    operation = "incident_briefing"
    heading = "briefings"
    scope = Scope.REPORTS_READ
    query = AutomaticQuery
    forms = (Form.PDF, Form.DOCX, Form.HTML)

    def _tag(self, request: HttpRequest, view: View) -> str:
        asked = sorted(request.query_params.items())
        changing = (view.release, Erasure.objects.count())
        return wire.etag(request.path, asked, self.form.value, view.marking, changing)

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return the file, and note which record versions have left with it."""
        found(View(view.release, view.marking), INCIDENTS, place["key"])
        assert release  # of nothing that was published yet, nothing was found
        request = Request(
            about=(place["key"],),
            marking=view.marking,
            as_of=view.as_of,
            known_at=release.at,
            extent=self.asked["extent"],
            lang=self.asked["lang"],
        )
        file = self._made(release, request)
        served = self.served(
            Outlet.REST, 1, marking=view.marking, records=file.versions
        )
        return Answer(file.content, self.form, served, filename=file.name)

    def _made(self, release: Release, request: Request) -> Made:
        assert self.reader
        state = (bytes(release.hash), Erasure.objects.count())
        try:
            with place_for(self.reader, self.at):
                return made(state, request, self.form)
        except NotPublished as error:
            if request.as_of is None:
                raise nothing_here() from error
            raise not_begun(request.about[0], request.as_of) from error

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        """State a policy for whoever opens the file where it lies."""
        response = super().finalize_response(*args, **kwargs)
        response.headers["Content-Security-Policy"] = FILE_POLICY
        return response
