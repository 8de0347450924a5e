"""A briefing about records that were chosen in a list, or that a saved view shows."""

from copy import copy
from typing import Any, TypeVar

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from desk.admin.actions import user_of
from desk.forms.briefings import MOST_ABOUT
from desk.models import SavedView
from desk.site import site
from incidents.models import Record

R = TypeVar("R", bound=Record)
CHOSEN = "briefing_about"  # in the session: the keys chosen last


class BriefingAction(admin.ModelAdmin[R]):
    """Leads from a list to a new briefing about its selected records."""

    most_briefed = MOST_ABOUT  # of one kind in a single briefing

    @admin.action(description="New briefing about selected…", permissions=["brief"])
    def brief_selected(
        self, request: HttpRequest, queryset: QuerySet[R]
    ) -> HttpResponse | None:
        """Remember what was selected, and go to the form of a new briefing."""
        keys = list(queryset.values_list("key", flat=True)[: self.most_briefed + 1])
        if len(keys) > self.most_briefed:
            several = "one alone" if self.most_briefed == 1 else self.most_briefed
            messages.error(request, f"A briefing is about {several} of these at most.")
            return None
        request.session[CHOSEN] = keys
        return HttpResponseRedirect(f"{reverse('desk:briefing-new')}?chosen")

    def has_brief_permission(self, request: HttpRequest) -> bool:
        """Whether the user may begin a briefing."""
        return user_of(request).has_perm("briefings.add_edition")


def keys_in(view: SavedView, request: HttpRequest) -> list[str]:
    """Return the keys of the records that a saved view shows to whoever asks.

    One more than a briefing takes at most, so that it is seen that there are more.
    Nothing, if the list has changed and no longer knows how it was filtered.
    """
    model_admin: Any = site.get_model_admin(apps.get_model(view.list))
    asked = copy(request)
    asked.method, asked.GET = "GET", QueryDict(view.query)
    try:
        shown = model_admin.get_changelist_instance(asked)
    except IncorrectLookupParameters:
        return []
    return list(shown.queryset.values_list("key", flat=True)[: MOST_ABOUT + 1])
