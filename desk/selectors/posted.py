"""What partners posted, as one reader may see it, told so that it can do no harm."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import Count, Q, QuerySet

from desk.clearance import Person, markings_of, rank_of
from incidents.vocab import CLOSED
from sharing.inbox.text import shown
from sharing.models import PostedObject, PostedState

LONGEST = 2000
MOST = 12  # of one member
SUMMED_UP = (
    *("name", "description", "abstract", "content", "opinion", "explanation", "value"),
    *("pattern", "relationship_type", "source_ref", "target_ref", "object_refs"),
    *("aliases", "labels", "confidence", "first_seen", "last_seen", "valid_from"),
    *("valid_until", "published", "revoked", "lang", "created_by_ref", "created"),
    "modified",
)
# What the page tells elsewhere, or says in the order above.
TOLD = {*SUMMED_UP, "type", "id", "spec_version", "object_marking_refs"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One member of an object in plain texts; ``more`` values are left out."""

    name: str
    values: tuple[str, ...]
    more: int = 0


def visible_posts(user: Person) -> QuerySet[PostedObject]:
    """Return what the person may see; the unmarked is closed like an unmarked record.

    Without their bytes, which only one page shows.
    """
    unmarked = [""] if rank_of(user) >= CLOSED else []
    rows = PostedObject.objects.filter(marking__in=[*markings_of(user), *unmarked])
    return rows.select_related("partner", "collection").defer("body")


def chosen_posts(user: Person, *, state: str, partner: str) -> QuerySet[PostedObject]:
    """Return those in a state, of a partner; with neither, all."""
    rows = visible_posts(user).order_by("-added", "-pk")
    if state in PostedState.values:
        rows = rows.filter(state=state)
    return rows.filter(partner=int(partner)) if partner.isdecimal() else rows


def count_by_state(user: Person) -> dict[str, int]:
    """Return how many there are in each state."""
    named = {
        state.value: Count("pk", filter=Q(state=state.value)) for state in PostedState
    }
    return dict(visible_posts(user).aggregate(**named))


def partners_who_posted(user: Person) -> list[tuple[int, str]]:
    """Return the partners whose posts the person may see, by name."""
    rows = visible_posts(user).order_by("partner__name")
    return list(rows.values_list("partner", "partner__name").distinct())


def with_what_they_refer_to(posted: Iterable[PostedObject]) -> list[PostedObject]:
    """Return these with all that the same partners posted and they refer to, in turn.

    Of each object the newest version that is there, but of those given that one.
    """
    found: dict[tuple[int, str], PostedObject] = {}
    waiting = list(posted)
    while waiting:
        found |= {(each.partner_id, each.stix_id): each for each in waiting}
        wanted = {
            (each.partner_id, ref)
            for each in waiting
            for ref in _refs(orjson.loads(bytes(each.body)))
        }
        waiting = _newest(wanted - found.keys())
    return list(found.values())


def _newest(wanted: set[tuple[int, str]]) -> list[PostedObject]:
    rows = PostedObject.objects.filter(
        partner__in={partner for partner, _ in wanted},
        stix_id__in={stix_id for _, stix_id in wanted},
        removed_at__isnull=True,
    )
    newest = {
        (each.partner_id, each.stix_id): each for each in rows.order_by("version_at")
    }
    return [each for key, each in newest.items() if key in wanted]


def _refs(thing: Mapping[str, Any]) -> Iterator[str]:
    for name, value in thing.items():
        if name.endswith("_ref") and isinstance(value, str):
            yield value
        elif name.endswith("_refs") and isinstance(value, list):
            yield from (each for each in value if isinstance(each, str))


def summary(posted: PostedObject) -> list[Fact]:
    """Return what an object says in plain texts; nothing of it is a link or markup."""
    if not posted.body:
        return []
    thing = orjson.loads(bytes(posted.body))
    others = [name for name in thing if name not in TOLD and _is_plain(thing[name])]
    facts = [
        _fact(name, thing[name]) for name in (*SUMMED_UP, *others) if name in thing
    ]
    references = [
        " · ".join(str(each[name]) for name in REFERENCE if each.get(name))
        for each in thing.get("external_references", ())
    ]
    return [*facts, _fact("external_references", references)] if references else facts


def _is_plain(value: Any) -> bool:
    values = value if isinstance(value, list) else [value]
    return not any(isinstance(each, dict | list) for each in values)


REFERENCE = ("source_name", "external_id", "description", "url")


def _fact(name: str, value: Any) -> Fact:
    values = value if isinstance(value, list) else [value]
    told = tuple(shown(_text(each))[:LONGEST] for each in values[:MOST])
    return Fact(name, told, max(0, len(values) - MOST))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def verbatim(posted: PostedObject) -> str:
    """Return the object's text as it came, with what cannot be seen spelled out."""
    return shown(bytes(posted.body).decode())


def laid_out(posted: PostedObject) -> str:
    """Return the object's content on lines of its own, for reading."""
    if not posted.body:
        return ""
    content = orjson.loads(bytes(posted.body))
    return shown(orjson.dumps(content, option=orjson.OPT_INDENT_2).decode())
