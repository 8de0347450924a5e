"""How people, kinds and decisions are written on the pages of the review."""

from typing import Any

from django import template
from django.contrib.auth.models import User
from django.template import Context

from desk.clearance import may_see
from desk.labels import kind_in_words
from desk.selectors.queue import name_of
from desk.selectors.waiting import waiting_about
from desk.standing import standing_of
from incidents.models import Record
from incidents.vocab import RecordKind

register = template.Library()


@register.filter
def person(user: User) -> str:
    """Return what a person is called."""
    return name_of(user)


@register.filter
def people(users: Any) -> str:
    """Return what several people are called, one after the other."""
    return ", ".join(name_of(user) for user in users)


@register.filter
def kind_words(kind: str) -> str:
    """Return what one record of a kind is called."""
    return kind_in_words(kind)


@register.filter
def is_seen_by(record: Record, user: User) -> bool:
    """Whether the person may see the record."""
    return may_see(user, record)


@register.inclusion_tag("desk/queue/bar.html", takes_context=True)
def review_bar(context: Context, record: Record) -> dict[str, Any]:
    """Show what waits for a decision about a record, to approve or to return it.

    Of a draft it offers to send it. Where the record stands approved nothing is read
    that ``standing_of`` has read before.
    """
    request = context["request"]
    user, known = request.user, standing_of(record)
    is_waiting: bool = known.is_latest_in_review  # type: ignore[attr-defined]
    is_approved: bool = known.is_latest_approved  # type: ignore[attr-defined]
    is_followed = is_waiting and user.has_perm("review.view_request")
    return {
        "record": record,
        "waiting": waiting_about(record, user) if is_followed else [],
        "may_send": not (is_waiting or is_approved)
        and record.kind != RecordKind.INCIDENT  # whose page sends all that it holds
        and user.has_perm("review.add_request"),
        "may_break_glass": is_followed and user.has_perm("review.break_glass"),
        "here": request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }
