"""An incident alone: as a record, and with all that belongs to it as a bundle."""

from collections.abc import Sequence
from functools import lru_cache

from sharing.access import Outlet
from sharing.bundle import Bundle, Query, bundle
from sharing.models import Release
from sharing.rest.bundles import Made
from sharing.rest.door import Answer, nothing_here
from sharing.rest.forms import Form
from sharing.rest.parameters import AsOf
from sharing.rest.resources import INCIDENTS
from sharing.rest.shapes.answers import one_of
from sharing.rest.views.records import RecordAlone, found, is_key, not_begun
from sharing.selection import Member, NotPublished, select_or_stood
from sharing.selectors import View, erasures

# Bundles whose members are remembered in each process: some hundred kB each.
REMEMBERED = 16
# What the store said when it was asked: the hash of the release, which covers all there
# was then, and how many versions of the record the law has since taken out of it.
State = tuple[bytes, int]


@lru_cache(maxsize=REMEMBERED)
def members(state: State, view: View, key: str) -> Sequence[Member]:
    """Return what belongs to an incident in a view.

    Found anew only when something was published or erased: in one state the same
    question has the same answer.

    Raises:
        Problem: there is no such incident, or none for this reader.
        NotPublished: it had not certainly begun by the day of the view.
    """
    found(View(view.release, view.marking), INCIDENTS, key)
    return tuple(select_or_stood(view, key))


@lru_cache(maxsize=REMEMBERED)
def bundled(state: State, view: View, query: Query) -> Bundle:
    """Return the bundle that answers a query from a view: its id and its members.

    Whoever asks at another instant of the same release shares the members.
    """
    return bundle(query, members(state, view, query.key))


class IncidentQuery(AsOf, INCIDENTS.query):  # type: ignore[misc, name-defined]
    """What is asked of one incident."""


class IncidentAlone(RecordAlone):
    """One incident; as STIX, with all that belongs to it.

    The bundle holds what happened, who said what of it, what was done about it, and
    whatever these refer to: as of a day, as known at an instant, up to a marking.
    """

    operation = "one_incident"
    heading = "incidents"
    resource = INCIDENTS
    query = IncidentQuery
    answers = one_of(INCIDENTS.shape)

    def answer(self, view: View, release: Release | None, **place: str) -> Answer:
        """Return the incident, or its bundle."""
        if self.form is not Form.STIX:
            return super().answer(view, release, **place)
        key = place["key"]
        if not is_key(key):
            raise nothing_here()
        query = Query(key, view.marking, view.as_of, self.asked.get("known_at"))
        state = (bytes(release.hash) if release else b"", erasures(key))
        try:
            made = bundled(state, view, query)
        except NotPublished as error:
            raise (
                not_begun(key, view.as_of) if view.as_of else nothing_here()
            ) from error
        served = self.served(
            Outlet.BUNDLE,
            len(made.members),
            release=view.release,
            marking=view.marking,
            as_of=view.as_of,
            key=key,
        )
        return Answer(Made(made.id, made.members).content(), Form.STIX, served)
