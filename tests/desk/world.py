"""A record of which half is hidden: each kind once to be seen, and once not.

What is to be seen refers to the hidden wherever it can. All was published once, and
the hidden half marked RED since. The word ``verborgen`` stands in every name, key and
text of what is hidden, and nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone

from briefings.models import Edition, EditionFile
from desk.models import Batch, BatchRow, SavedView
from desk.services.people import set_clearance, set_roles
from incidents.models import Change, Record
from incidents.selectors import latest_changes
from incidents.snapshot import points_at_a_record, record_models, typed
from review.models import Approval, Notice, Request, Return
from review.services import break_glass, return_for_changes
from sharing.models import (
    Collection,
    Edge,
    Entry,
    Link,
    ObjectBody,
    PublishedRecord,
    Release,
)
from tests import build
from tests.briefings.desk import make_edition, make_released
from tests.build import NOON, make_user
from tests.desk.erased import erasure_rows
from tests.desk.partners import partner_rows
from tests.desk.posted import posted_rows
from tests.sharing.acts import LATER, MUCH_LATER, edit, publish_all

HIDDEN = "verborgen"
MAKERS = {"diplomatic-response": "make_response"}
# Made first: others refer to them.
ORDER = (
    *("source", "location", "identity", "campaign", "threat-actor", "intrusion-set"),
    *("incident", "event", "impact", "statement", "claim", "evidence", "question"),
)
# What a field of any record points at here.
POINTS: dict[tuple[str, str], str] = {
    ("claim", "about"): "incident",
    ("claim", "attributed_to"): "threat-actor",
    ("relationship", "source"): "threat-actor",
    ("relationship", "target"): "identity",
    ("event", "about"): "identity",
    ("checked-fact", "about"): "incident",
    ("question", "about"): "incident",
    ("case", "incidents"): "incident",
}
# Fields that cannot be filled together with the others, or lead back to the record.
LEFT_OUT = {("claim", "restates"), ("incident", "follows"), ("source", "cited_via")}
INCIDENT = "inc-seen"


@dataclass
class World:
    """The two halves by kind, and a row of each table about each half."""

    seen: dict[str, Record] = field(default_factory=dict)
    hidden: dict[str, Record] = field(default_factory=dict)
    rows: dict[type[Model], tuple[Any, Any]] = field(default_factory=dict)

    def uids(self) -> Iterator[str]:
        """Yield what else than words gives a hidden record away."""
        for record in self.hidden.values():
            yield str(record.uid)
            yield from (str(name.uuid) for name in record.stix_names.all())


def make_world() -> World:
    """Make it; it takes some seconds."""
    world = World()
    person("reviewer", "RED")  # to be told when somebody breaks the glass
    kinds = [*ORDER, *sorted({*record_models()} - {*ORDER})]
    for kind in kinds:
        world.hidden[kind] = _make(kind, world, is_hidden=True)
        world.seen[kind] = _make(kind, world, is_hidden=False)
    publish_all(at=NOON)
    for record in world.hidden.values():
        edit(typed(record), LATER, marking="RED", note=f"{HIDDEN} note")
    _downgrade()
    _review(world)
    _unfinished(world)
    _rows(world)
    _briefings(world)
    return world


def person(role: str, cleared_to: str = "CLEAR", **fields: Any) -> User:
    """Return a member of staff in a role; ``superuser`` is one."""
    user = make_user(f"{role} cleared to {cleared_to}", is_staff=True, **fields)
    if role == "superuser":
        User.objects.filter(pk=user.pk).update(is_superuser=True)
    else:
        set_roles(user, [role])
    set_clearance(user, cleared_to)
    return User.objects.get(pk=user.pk)


def _make(kind: str, world: World, *, is_hidden: bool) -> Record:
    model = record_models()[kind]
    word = HIDDEN if is_hidden else "seen"
    fields: dict[str, Any] = {
        "key": f"{word}-{kind}",
        "name": f"{word} {kind}",
        "description": f"A {word} description.",
        "aliases": [_alias(world, word)],
        "citations": _citations(world, word),
    }
    for pointer in (*model._meta.fields, *model._meta.many_to_many):
        if not points_at_a_record(pointer) or pointer.name.endswith("_ptr"):
            continue
        held = _held(kind, pointer, world, is_hidden)
        if held is not None:
            fields[pointer.name] = held
    if kind == "incident" and not is_hidden:
        fields["key"] = INCIDENT
    made: Record = _maker(kind)(**{**fields, **_owned(kind, world, word)})
    return made


def _maker(kind: str) -> Any:
    return getattr(build, MAKERS.get(kind, f"make_{kind.replace('-', '_')}"))


def _held(kind: str, pointer: Any, world: World, is_hidden: bool) -> Any:
    """Return what a field of a record points at: hidden ones, if it is to be seen."""
    if (kind, pointer.name) in LEFT_OUT:
        return None
    target = getattr(pointer.related_model, "KIND", None)
    wanted = POINTS.get((kind, pointer.name)) or (str(target) if target else None)
    if wanted is None or wanted not in world.hidden:
        return None
    hidden, seen = world.hidden[wanted], world.seen.get(wanted)
    if pointer.many_to_many:
        return [each for each in (hidden, seen) if each]
    if pointer.name == "keeper":  # all that is published bears the same one's id
        return seen or hidden
    # The hidden hangs on what is seen where it can, so that pages come upon it.
    return (seen or hidden) if is_hidden else _of_the_seen(pointer, hidden, seen)


def _of_the_seen(pointer: Any, hidden: Record, seen: Record | None) -> Any:
    """Return the seen for what a record hangs on, else the hidden."""
    return seen if seen and pointer.name in ("incident", "about", "source") else hidden


def _alias(world: World, word: str) -> dict[str, Any]:
    namer = world.hidden.get("identity") if word == "seen" else None
    return {"name": f"{word} alias", "alias_kind": "other", "namer": namer}


def _citations(world: World, word: str) -> list[dict[str, Any]]:
    source = world.hidden.get("source")
    return [{"source": source, "locator": f"{word} page"}] if source else []


def _owned(kind: str, world: World, word: str) -> dict[str, Any]:
    if kind == "evidence":
        claims = [world.hidden["claim"], world.seen["claim"]]
        return {"bearings": [{"claim": each, "sign": "C"} for each in claims]}
    if kind == "question":
        sides = [
            {"rank": rank, "position": f"{word} side", "held_in": [half["claim"]]}
            for rank, half in enumerate((world.hidden, world.seen), 1)
        ]
        return {"sides": sides}
    if kind == "assessment":
        named = {"attributed_to": world.hidden["threat-actor"]}
        return {"hypotheses": [{"rank": 1, "text": f"{word} answer", **named}]}
    return {}


def _downgrade() -> None:
    """Have a record that was RED once and is CLEAR now: what it was stays hidden."""
    record = build.make_tool(key="seen-now", name=f"{HIDDEN} tool", marking="RED")
    edit(record, LATER, name="A tool that is seen now", marking="CLEAR")
    break_glass(record, by=make_user("reviewer"), at=LATER, reason="For the test.")


def _review(world: World) -> None:
    tool, hidden = typed(world.seen["tool"]), typed(world.hidden["tool"])
    edit(tool, MUCH_LATER, description="Another.")
    _asked(f"{HIDDEN} request", tool, hidden)
    asked = _asked(f"{HIDDEN} request, returned", hidden)
    reason: dict[str, Any] = {
        "by": make_user("reviewer"),
        "at": MUCH_LATER,
        "reason": f"{HIDDEN}.",
    }
    return_for_changes(asked, **reason)
    seen = _asked("A request that is seen", tool)
    return_for_changes(seen, **{**reason, "reason": "Not yet."})
    break_glass(typed(world.hidden["malware"]), **reason)


def _asked(title: str, *records: Record) -> Request:
    """Return a request, though the rules would stop it: it names what is hidden."""
    asked = Request.objects.create(by=make_user(), at=MUCH_LATER, title=title)
    asked.changes.set(latest_changes(records))
    return asked


def _unfinished(world: World) -> None:
    """Have an import that names hidden records, and a list shared by somebody."""
    by = person("analyst", "RED")
    batch = Batch.objects.create(
        by=by, at=NOON, file_name=f"{HIDDEN}.csv", content=b"", marking="RED"
    )
    named = {"key": f"{HIDDEN}-tool", "name": f"{HIDDEN} tool"}
    BatchRow.objects.create(batch=batch, number=1, outcome="new", **named)
    SavedView.objects.create(
        owner=by, list="incidents.tool", name="Shared", query="q=x", is_shared=True
    )
    world.rows[Batch] = None, batch.pk


def _rows(world: World) -> None:
    for half, place in ((world.seen, 0), (world.hidden, 1)):
        for kind, record in half.items():
            pair = list(world.rows.get(record_models()[kind], (None, None)))
            pair[place] = record.pk
            world.rows[record_models()[kind]] = pair[0], pair[1]
    seen, hidden = world.seen["claim"], world.hidden["claim"]
    for model, path in _TABLES.items():
        found = [
            model._default_manager.filter(**{path: each}).values_list("pk").first()
            for each in _told_by(path, seen, hidden)
        ]
        first, second = (each[0] if each else None for each in found)
        world.rows[model] = first, second
    world.rows[Record] = seen.pk, hidden.pk
    world.rows[Request] = _pair(Request, "title", "A request that is seen", "returned")
    world.rows[Return] = _pair(Return, "reason", "Not yet.", HIDDEN)
    world.rows[Notice] = (
        Notice.objects.exclude(approval__record__clearance__gt=0).values_list("pk")[0][
            0
        ],
        Notice.objects.filter(approval__record__clearance__gt=0).values_list("pk")[0][
            0
        ],
    )
    world.rows |= partner_rows(HIDDEN, at=timezone.now())
    world.rows |= posted_rows(HIDDEN) | erasure_rows(HIDDEN)
    for model in (Release, Collection):
        world.rows[model] = model._default_manager.first().pk, None  # type: ignore[union-attr]


_TABLES: dict[type[Model], str] = {
    Change: "record",
    Approval: "record",
    PublishedRecord: "key",
    Link: "record__key",
    ObjectBody: "record_uid",
    Edge: "body__record_uid",
    Entry: "body__record_uid",
}


def _told_by(path: str, seen: Record, hidden: Record) -> tuple[Any, Any]:
    name = {"record": "pk", "key": "key"}.get(path.rpartition("__")[2], "uid")
    return getattr(seen, name), getattr(hidden, name)


def _briefings(world: World) -> None:
    """Have two briefings let out: one to be seen, one marked RED."""
    for place, (word, marking) in enumerate((("seen", "CLEAR"), (HIDDEN, "RED"))):
        asked = make_released(
            make_edition(
                about=(INCIDENT,),
                title=f"A {word} briefing",
                marking=marking,
                sections=("key",),  # what was published keeps words that are hidden now
            )
        )
        file = asked.files.filter(is_draft=False, format="html").get()
        for model, row in ((Edition, asked.draft.edition_id), (EditionFile, file.pk)):
            pair = list(world.rows.get(model, (None, None)))
            pair[place] = row
            world.rows[model] = pair[0], pair[1]


def _pair(model: type[Model], name: str, value: str, hidden_: str) -> tuple[Any, Any]:
    rows = model._default_manager
    hidden = rows.filter(**{f"{name}__contains": hidden_}).values_list("pk")[0][0]
    return rows.filter(**{name: value}).values_list("pk")[0][0], hidden
