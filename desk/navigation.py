"""The desk's ways, by task: where each leads and who may go there.

The first of each row stands in the navigation, the others unfold below it while one
of the row's pages is shown. Another way is one more line here.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache

from django.contrib.auth.models import User
from django.urls import reverse

from incidents.snapshot import record_models


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the navigation: a word, an address and what it takes to see it."""

    label: str
    address: str
    permission: str
    shortcut: str = ""  # typed after ``g``
    pages: tuple[str, ...] = ()  # of the desk that lie behind it, by their names


@dataclass(frozen=True, slots=True)
class Entry:
    """A way as one person finds it on one page."""

    label: str
    address: str
    shortcut: str = ""
    is_here: bool = False
    below: tuple["Entry", ...] = field(default=())

    @property
    def is_open(self) -> bool:
        """Whether the page that is shown is of this way or of one below it."""
        return self.is_here or any(each.is_here for each in self.below)


def _list(label: str, model: str, shortcut: str = "", *pages: str) -> Way:
    """Return the way to the list of a model's rows, for whoever may view them."""
    app, name = model.split(".")
    address = f"admin:{app}_{name}_changelist"
    return Way(label, address, f"{app}.view_{name}", shortcut, pages)


INCIDENT = ("desk:incident", "desk:statement-add")
WAYS: tuple[tuple[Way, ...], ...] = (
    (
        _list(
            "Incidents",
            "incidents.incident",
            "i",
            "desk:incident",
            "desk:statement-add",
        ),
        _list("Cases", "incidents.case"),
        _list("Campaigns", "incidents.campaign"),
        _list("Events", "incidents.event"),
        _list("Impacts", "incidents.impact"),
        _list("Assessments", "attribution.assessment"),
        _list("Questions", "attribution.question"),
    ),
    (
        _list("Actors", "incidents.threatactor", "a"),
        _list("Intrusion sets", "incidents.intrusionset"),
        _list("Identities", "incidents.identity"),
        _list("Locations", "incidents.location"),
        _list("Malware", "incidents.malware"),
        _list("Tools", "incidents.tool"),
        _list("Vulnerabilities", "incidents.vulnerability"),
        _list("Techniques", "incidents.attackpattern"),
        _list("Infrastructure", "incidents.infrastructure"),
        _list("Indicators", "incidents.indicator"),
        _list("Relationships", "incidents.relationship"),
    ),
    (
        _list("Claims", "attribution.claim", "c"),
        _list("Statements", "attribution.statement"),
        _list("Evidence", "attribution.evidence"),
        Way("Who has accused", "desk:accused", "attribution.view_claim"),
    ),
    (_list("Responses", "attribution.diplomaticresponse", "d"),),
    (
        _list("Sources", "incidents.source", "s"),
        _list("Checked facts", "incidents.checkedfact"),
    ),
    (
        Way("Review", "desk:queue", "review.view_request", "q", ("desk:request",)),
        _list("Requests", "review.request"),
        _list("Approvals", "review.approval"),
        _list("Returns", "review.return"),
        _list("Notices", "review.notice"),
        Way("Warnings", "desk:warnings", "incidents.view_record"),
        _list("Versions", "incidents.change"),
        _list("All records", "incidents.record", "r"),
        Way("Imports", "desk:imports", "desk.add_batch"),
    ),
    (
        _list("Releases", "sharing.release", "p"),
        _list("Published records", "sharing.publishedrecord"),
        _list("STIX objects", "sharing.objectbody"),
        _list("References", "sharing.edge"),
    ),
    (
        Way("Briefings", "desk:briefings", "briefings.view_edition", "b"),
        Way("Templates and series", "desk:briefing-looks", "briefings.add_template"),
    ),
    (
        _list(
            "Partners",
            "sharing.partner",
            "",
            *("desk:partner", "desk:partner-kit", "desk:partner-sees"),
            *("desk:partner-suspend", "desk:token-add", "desk:token-replace"),
            "desk:token-revoke",
        ),
        _list("Service tokens", "sharing.servicetoken"),
        _list("Pulls", "sharing.pull"),
        _list("Collections", "sharing.collection"),
        Way("Open a collection", "desk:collection-open", "sharing.add_release"),
        _list("Collection contents", "sharing.entry"),
        Way("Inbox", "desk:inbox", "sharing.view_postedobject", "", ("desk:posted",)),
        Way(
            "Webhooks", "desk:webhooks", "sharing.view_endpoint", "", ("desk:webhook",)
        ),
    ),
    (
        _list("People", "auth.user"),
        _list("Roles", "auth.group"),
        _list("Log of administration", "admin.logentry"),
        _list("Sign-ins", "axes.accesslog"),
        _list("Failed sign-ins", "axes.accessfailurelog"),
    ),
)


def list_of(kind: str) -> str:
    """Return the name of the list of one kind of record."""
    meta = record_models()[kind]._meta
    return f"admin:{meta.app_label}_{meta.model_name}_changelist"


def ways(
    user: User, path: str, names: Collection[str] = frozenset()
) -> Iterator[Entry]:
    """Yield what the person may go to; the entry that a page belongs to says so.

    ``path`` is where the page is, ``names`` what it and the list it belongs to are
    called.

    If somebody may not see the first of a row, the next that he may see leads it.
    """
    for row in WAYS:
        allowed = [each for each in row if user.has_perm(each.permission)]
        entries = [_entry(each, path, names) for each in allowed]
        if entries:
            first, *below = entries
            yield Entry(
                first.label, first.address, first.shortcut, first.is_here, tuple(below)
            )


def _entry(way: Way, path: str, names: Collection[str]) -> Entry:
    address = _address(way.address)
    is_named = not {way.address, *way.pages}.isdisjoint(names)
    return Entry(way.label, address, way.shortcut, path.startswith(address) or is_named)


@cache
def _address(name: str) -> str:
    return reverse(name)
