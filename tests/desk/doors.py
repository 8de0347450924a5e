"""Who may open which page: one line for each named address.

A new page needs a line in ``PAGES`` or ``TABLES``, or a test fails and names it. A line
says by letters which roles may open the page (``get``) and send to it (``post``):
a analyst, r reviewer, p publisher, o briefing officer, d reader, m administrator. Who
may not is refused; who may is not. ``seen`` are the arguments with which the page is
about what a CLEAR reader may see, ``hidden`` those of what he may not; an address
without arguments has neither. With ``queries`` the page is opened besides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.urls import URLPattern, URLResolver, get_resolver

from desk.models import Batch
from desk.selectors.figures import SUBTITLES
from incidents.snapshot import record_models
from review.models import Request
from sharing.models import ObjectBody
from tests.desk.door import ALL, NOBODY, READ, REVIEW, TOOL, Door
from tests.desk.doors_of_briefings import of_briefings
from tests.desk.doors_of_partners import of_partners, of_posts
from tests.desk.world import HIDDEN, INCIDENT, World

SEARCHED = (f"?q={HIDDEN}", "?_popup=1&_to_field=id", "?o=-1")
# Open to strangers; each says itself who may do what there.
OPEN = {
    *("account_login", "account_logout", "account_inactive"),
    *("account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
    *("socialaccount_login_cancelled", "socialaccount_login_error"),
    *("openid_connect_login", "openid_connect_callback"),
    *("mfa_authenticate", "mfa_login_webauthn"),
    *("admin:login", "admin:logout", "healthz"),
}
# One's own account: whoever is signed in, about himself and nobody else.
OWN = {
    *("account_reauthenticate", "account_change_password", "account_set_password"),
    *("mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    *("mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn"),
    *("mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn"),
    *("socialaccount_connections", "usersessions_list"),
}

FIND = "?app_label=attribution&model_name=claim&field_name=attributed_to&term="
TABS = (
    *("facts", "timeline", "claims", "evidence", "responses", "relations", "sources"),
    *("history", "preview"),
)
UNKNOWN = UUID(int=0)
PROGRAMS = ("rest:", "briefings:", "webhooks:")
PAGES: dict[str, Door] = {
    "admin:index": Door(ALL),
    "admin:jsi18n": Door(ALL, NOBODY),
    "admin:password_change": Door(ALL),
    "admin:app_list": Door(READ, seen=(("incidents",), ("attribution",))),
    "admin:autocomplete": Door(READ, query=FIND, queries=(f"{FIND}{HIDDEN}",)),
    "desk:home": Door(ALL),
    "desk:acknowledge": Door(NOBODY, "ar"),
    "desk:accused": Door(
        READ,
        queries=(
            "?of=seen-threat-actor&tied=1",
            "?of=seen-identity&tied=1&view=by",
            "?of=seen-intrusion-set&tied=1&format=csv",
            "?of=seen-threat-actor&tied=1&format=csv",
        ),
    ),
    "desk:autocomplete": Door(READ, query=FIND, queries=(f"{FIND}{HIDDEN}",)),
    "desk:autosave": Door(NOBODY, ALL),
    "desk:break-glass": Door("p", **TOOL),
    "desk:bulk": Door("a", seen=(("tool",),)),
    "desk:compare": Door(
        READ,
        seen=(("seen-tool", 1, 2),),
        hidden=((f"{HIDDEN}-tool", 1, 2), ("seen-now", 1, 2)),
    ),
    "desk:fetch-source": Door(NOBODY, "a"),
    "desk:figure": Door(
        READ,
        seen=tuple((INCIDENT, name, "svg") for name in SUBTITLES),
        hidden=tuple((f"{HIDDEN}-incident", name, "svg") for name in SUBTITLES),
    ),
    "desk:history": Door(READ, **TOOL),
    "desk:collection-open": Door("p"),
    "desk:imports": Door("a"),
    "desk:inbox": Door(REVIEW, "a", data={"act": "dismiss"}, queries=("?state=all",)),
    "desk:incident": Door(
        READ,
        seen=((INCIDENT,), *((INCIDENT, tab) for tab in TABS)),
        hidden=((f"{HIDDEN}-incident",), (f"{HIDDEN}-incident", "claims")),
    ),
    "desk:incident-send": Door(
        "a", seen=((INCIDENT,),), hidden=((f"{HIDDEN}-incident",),)
    ),
    "desk:merge": Door(
        ALL, queries=(f"?gone=seen-tool&stays={HIDDEN}-tool", "?gone=seen-tool")
    ),
    "desk:notices-seen": Door(NOBODY, REVIEW),
    "desk:preview": Door(
        READ,
        seen=(("seen-claim",), ("seen-tool",), ("seen-case",), (INCIDENT,)),
        hidden=tuple((f"{HIDDEN}-{kind}",) for kind in ("tool", "incident")),
        queries=("?part=changes",),
    ),
    "desk:publish": Door("p", queries=(f"?of={INCIDENT}", "?record=seen-claim")),
    "desk:queue": Door(REVIEW, queries=("?show=open", "?show=decided", "?show=sent")),
    "desk:quick-add": Door("a", seen=(("source",), ("identity",))),
    "desk:read-date": Door(ALL),
    "desk:record": Door(
        READ,
        seen=tuple((f"seen-{kind}",) for kind in record_models() if kind != "incident"),
        hidden=tuple((f"{HIDDEN}-{kind}",) for kind in record_models()),
    ),
    "desk:release": Door(READ, seen=((1,),)),
    "desk:restore": Door("a", query="?version=1", data={"version": "1"}, **TOOL),
    "desk:search": Door(
        READ, queries=("?q=seen", f"?q={HIDDEN}", "?q=description&kind=claim")
    ),
    "desk:send": Door(
        "a",
        query="?record=seen-claim&record=seen-source",
        data={"record": "seen-claim"},
    ),
    "desk:settings": Door(ALL),
    "desk:sights": Door(REVIEW),
    "desk:start": Door(ALL),
    "desk:statement-add": Door(
        "a", seen=((INCIDENT,),), hidden=((f"{HIDDEN}-incident",),)
    ),
    "desk:undo": Door(NOBODY, seen=((UNKNOWN,),)),
    "desk:version": Door(
        READ,
        seen=(("seen-tool", 1), ("seen-now", 2)),
        hidden=((f"{HIDDEN}-tool", 1), ("seen-now", 1)),
    ),
    "desk:warnings": Door(
        READ,
        "a",
        query="?kind=tool&scope=drafts&ticked=1",
        queries=(
            f"?incident={INCIDENT}&ticked=1",
            "?record=seen-claim&ticked=1",
            "?record=seen-threat-actor",
        ),
    ),
    "desk:webhooks": Door("p"),
    "desk:views": Door(NOBODY, ALL, data={"list": "incidents.tool"}),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Who may do what with the rows of a model in the admin; nobody deletes any."""

    view: str
    add: str = NOBODY
    change: str = NOBODY


RECORDS = {
    "incidents": (
        *("case", "incident", "event", "impact", "campaign", "source", "checkedfact"),
        *("identity", "location", "threatactor", "intrusionset", "malware", "tool"),
        *("vulnerability", "attackpattern", "infrastructure", "indicator"),
        "relationship",
    ),
    "attribution": (
        *("statement", "claim", "evidence", "question", "assessment"),
        "diplomaticresponse",
    ),
}
STORE = (
    *("release", "publishedrecord", "link", "objectbody", "edge", "collection"),
    "entry",
)
TABLES: dict[str, Table] = {
    **{
        f"{app}_{model}": Table(READ, add="a", change="a")
        for app, models in RECORDS.items()
        for model in models
    },
    **{f"sharing_{model}": Table(READ) for model in STORE},
    "incidents_record": Table(READ),
    "incidents_change": Table(READ, change=READ),
    "review_request": Table(REVIEW),
    "review_approval": Table(REVIEW),
    "review_return": Table(REVIEW),
    "review_notice": Table("r"),
    "auth_user": Table("m", add="m", change="m"),
    "auth_group": Table("m"),
    "sharing_partner": Table("pm", add="p", change="p"),
    "sharing_servicetoken": Table("pm"),
    "sharing_pull": Table("p"),
    "sharing_erasure": Table("p"),
    "admin_logentry": Table("m"),
    "axes_accesslog": Table("m"),
    "axes_accessfailurelog": Table("m"),
}


def doors(world: World) -> dict[str, Door]:
    """Return every door, with the arguments that fit this record."""
    request, hidden_request = world.rows[Request]
    mixed = Request.objects.get(title=f"{HIDDEN} request").pk
    asked: dict[str, Any] = {
        "seen": ((request,), (mixed,)),
        "hidden": ((hidden_request,),),
    }
    batch = world.rows[Batch][1]
    seen, hidden = (
        ObjectBody.objects.get(pk=pk).stix_id for pk in world.rows[ObjectBody]
    )
    somebody = User.objects.order_by("pk").values_list("pk", flat=True)[0]
    own = {
        "admin:auth_user_act": Door(NOBODY, "m", seen=((somebody, "unlock"),)),
        "desk:import": Door(
            "a", seen=((batch,),), hidden=((batch,),), data={"act": "throw-away"}
        ),
        "desk:request": Door(REVIEW, **asked),
        "desk:sight": Door(NOBODY, REVIEW, **asked),
        "desk:stix": Door(READ, seen=((seen,),), hidden=((hidden,),)),
    }
    own |= of_partners(world) | of_posts(world) | of_briefings(world)
    tables = dict(each for label in TABLES for each in _of_rows(label, world))
    return {**PAGES, **own, **tables}


def _of_rows(label: str, world: World) -> Iterator[tuple[str, Door]]:
    """Yield the pages of a model's rows in the admin."""
    table = TABLES[label]
    seen, hidden = _rows_of(label, world)
    row: dict[str, Any] = {"seen": ((seen,),)}
    row["hidden"] = ((hidden,),) if hidden else ()
    yield f"admin:{label}_changelist", Door(table.view, queries=SEARCHED)
    yield f"admin:{label}_add", Door(table.add)
    yield f"admin:{label}_change", Door(table.view, table.change, **row)
    yield f"admin:{label}_history", Door(table.view, **row)
    yield f"admin:{label}_delete", Door(NOBODY, **row)


def _rows_of(label: str, world: World) -> tuple[Any, Any]:
    app, _, name = label.partition("_")
    model = apps.get_model(app, name)
    if model in (User, Group, LogEntry) or app == "axes":
        return model._default_manager.order_by("pk").values_list("pk")[0][0], None
    return world.rows[model]


def names() -> set[str]:
    """Return the names of all addresses; those without a name only lead to others.

    Without those of the REST interface: its programs come with tokens, as no person
    does, and `tests.sharing.rest` says who may what.
    """
    found = set(_names(get_resolver(), ""))
    return {each for each in found if not each.startswith(PROGRAMS)}


def _names(resolver: URLResolver, space: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            if each.name:
                yield f"{space}{each.name}"
        else:
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _names(each, inner)
