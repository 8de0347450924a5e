"""What the roles may do, what was done about accounts, and who signed in."""

from typing import Any

from axes.models import AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from desk.admin.base import ReadOnlyAdmin
from desk.pages.base import show
from desk.roles import ROLES
from desk.selectors.roles import matrix, tasks
from desk.site import site


@admin.register(Group, site=site)
class RoleAdmin(ReadOnlyAdmin[Group]):
    """Roles and what they may do; migrations make them."""

    search_fields = ["name"]
    fields = ["name", "holders", "may"]

    @admin.display(description="Who holds it")
    def holders(self, role: Group) -> str:
        """Return the names of the people."""
        people = role.user_set.order_by("username")
        return ", ".join(person.get_username() for person in people) or "nobody"

    @admin.display(description="What it may do")
    def may(self, role: Group) -> str:
        """Return its permissions in words."""
        names = role.permissions.order_by("name").values_list("name", flat=True)
        return ", ".join(names)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who may do what.

        Raises:
            PermissionDenied: the user may not see roles.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        more = {"roles": ROLES, "tasks": tasks(), "matrix": matrix()}
        return show(request, "desk/people/roles.html", "Roles", more)


@admin.register(LogEntry, site=site)
class AdministrationAdmin(ReadOnlyAdmin[LogEntry]):
    """What was done about accounts, by whom and when; append-only."""

    list_display = ["action_time", "user", "object_repr", "what"]
    list_select_related = ["user", "content_type"]
    list_filter = ["action_time"]
    search_fields = ["user__username", "object_repr", "change_message"]
    ordering = ["-action_time", "-pk"]
    fields = ["action_time", "user", "object_repr", "what"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LogEntry]:
        """Return what is about accounts and partners; records have their versions."""
        rows = super().get_queryset(request)
        partners = Q(
            content_type__app_label="sharing",
            content_type__model__in=("partner", "servicetoken"),
        )
        return rows.filter(Q(content_type__app_label="auth") | partners)

    @admin.display(description="What")
    def what(self, entry: LogEntry) -> str:
        """Return the act in words."""
        return str(entry.get_change_message() or entry)


class SignInLog(ReadOnlyAdmin[Any]):
    """Attempts to sign in."""

    list_filter = ["attempt_time"]
    search_fields = ["username", "ip_address"]
    ordering = ["-attempt_time"]


@admin.register(AccessLog, site=site)
class SignInAdmin(SignInLog):
    """Who signed in, when, from where and with what."""

    list_display = ["attempt_time", "username", "ip_address", "logout_time"]
    fields = ["attempt_time", "username", "ip_address", "user_agent", "logout_time"]


@admin.register(AccessFailureLog, site=site)
class FailedSignInAdmin(SignInLog):
    """Who failed to sign in, and whether it locked the place out."""

    list_display = ["attempt_time", "username", "ip_address", "locked_out"]
    fields = ["attempt_time", "username", "ip_address", "user_agent", "locked_out"]
