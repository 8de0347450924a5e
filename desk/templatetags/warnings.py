"""The panel of warnings on the pages that have one."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.contrib.auth.models import User
from django.template import Context
from django.urls import reverse

from desk.selectors.warnings import of_record
from desk.shown_findings import Panel
from incidents.models import Record

register = template.Library()
PANEL = "desk/warnings/panel.html"


@register.filter
def is_a_kind(opts: Any) -> bool:
    """Whether the admin's form is that of one kind of record."""
    return issubclass(opts.model, Record) and opts.model is not Record


@register.filter
def called(user: User) -> str:
    """Return what a person is called."""
    return user.get_full_name() or user.get_username()


@register.inclusion_tag(PANEL, takes_context=True)
def warnings_panel(context: Context) -> dict[str, Any]:
    """Show what the rules find beside the admin's form of a record, as it is typed."""
    model, record = context["opts"].model, context.get("original")
    asked = {"kind": model.KIND, **({"pk": record.pk} if record else {})}
    live = f"{reverse('desk:warnings')}?{urlencode(asked)}"
    form = f"{context['opts'].model_name}_form"
    is_form = context.get("has_change_permission") or not record
    return _panel(context, record, live=live if is_form else "", form=form)


@register.inclusion_tag(PANEL, takes_context=True)
def record_warnings(context: Context, record: Record) -> dict[str, Any]:
    """Show what the rules find at a record as it is saved."""
    return _panel(context, record)


@register.simple_tag(takes_context=True)
def with_rule(context: Context, rule: str) -> str:
    """Return the page's query with one rule asked for."""
    query = context["request"].GET.copy()
    query["rule"] = rule
    return str(query.urlencode())


def _panel(
    context: Context, record: Record | None, *, live: str = "", form: str = ""
) -> dict[str, Any]:
    request = context["request"]
    user = request.user
    return {
        "panel": of_record(record, user) if record else Panel([]),
        "record": record,
        "live": live,
        "form": form,
        "here": request.get_full_path(),
        "perms": context.get("perms"),
        "may_send": user.has_perm("review.add_request"),
        "csrf_token": context.get("csrf_token"),
    }
