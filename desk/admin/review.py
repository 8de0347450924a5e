"""Requests, approvals, returns and notices: decisions are rows."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from desk.admin.access import Cleared
from desk.admin.actions import attempt, user_of, words_of
from desk.admin.base import ReadOnlyAdmin
from desk.forms import WordsForm
from desk.selectors.hidden import without_hidden_requests
from desk.site import site
from review.models import Approval, ApprovalKind, Notice, Request, Return
from review.selectors import open_requests, review_queue
from review.services import approve, return_for_changes


class OpenFilter(admin.SimpleListFilter):
    """Whether a request still waits."""

    title = "whether it waits"
    parameter_name = "open"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("yes", "waits for a decision"), ("mine", "waits for me")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Request]
    ) -> QuerySet[Request]:
        """Return the requests that wait, for anybody or for the user."""
        if self.value() == "yes":
            return queryset.filter(pk__in=open_requests().values("pk"))
        if self.value() == "mine":
            return queryset.filter(pk__in=review_queue(user_of(request)).values("pk"))
        return queryset


@admin.register(Request, site=site)
class RequestAdmin(Cleared[Request], ReadOnlyAdmin[Request]):
    """Bundles of versions; a second person approves or returns them here."""

    list_display = ["title", "by", "at", "asked", "waiting", "returned"]
    list_select_related = ["by"]
    list_filter = [OpenFilter, "at"]
    search_fields = ["title", "note", "by__username"]
    ordering = ["-at", "-pk"]
    actions = ["approve_selected", "return_selected"]
    action_form = WordsForm
    fields = ["title", "note", "by", "at", "versions"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Request]:
        """Return requests with how much they ask, how much waits, and returns."""
        waits = Q(changes__approval__isnull=True, changes__isnull=False)
        rows = ReadOnlyAdmin.get_queryset(self, request).annotate(
            asked_count=Count("changes", distinct=True),
            waiting_count=Count("changes", filter=waits, distinct=True),
            returned_count=Count("returns", distinct=True),
        )
        return without_hidden_requests(rows, user_of(request))

    @admin.display(description="Versions")
    def asked(self, request: Any) -> int:
        """Return how many versions it holds."""
        return int(request.asked_count)

    @admin.display(description="Waiting")
    def waiting(self, request: Any) -> int:
        """Return how many of them nobody has approved."""
        return int(request.waiting_count)

    @admin.display(description="Returned", boolean=True)
    def returned(self, request: Any) -> bool:
        """Whether it was sent back."""
        return bool(request.returned_count)

    @admin.display(description="Versions")
    def versions(self, request: Request) -> str:
        """Return the versions, each with a link to it whole, and whether it waits."""
        changes = request.changes.select_related("record", "approval").defer("snapshot")
        rows = [
            (
                reverse("admin:incidents_change_change", args=[change.pk]),
                change.record.key,
                change.version,
                "approved" if hasattr(change, "approval") else "waits",
            )
            for change in changes
        ]
        return format_html_join(
            mark_safe("<br>"), '<a href="{}">{} version {}</a>: {}', rows
        )

    @admin.action(description="Approve selected requests", permissions=["approve"])
    def approve_selected(
        self, request: HttpRequest, queryset: QuerySet[Request]
    ) -> None:
        """Approve all that waits in each request, each whole or not at all."""
        for asked in queryset:

            def act(asked: Request = asked) -> str:
                given = approve(asked, by=user_of(request), at=timezone.now())
                versions = "1 version" if len(given) == 1 else f"{len(given)} versions"
                return f"Approved {versions} of: {asked}."

            attempt(request, act)

    @admin.action(
        description="Return selected requests (give the reason)",
        permissions=["return"],
    )
    def return_selected(
        self, request: HttpRequest, queryset: QuerySet[Request]
    ) -> None:
        """Send each request back with the words as reason."""
        reason = words_of(request)
        for asked in queryset:

            def act(asked: Request = asked) -> str:
                return_for_changes(
                    asked, by=user_of(request), at=timezone.now(), reason=reason
                )
                return f"Returned: {asked}."

            attempt(request, act)

    def has_approve_permission(self, request: HttpRequest) -> bool:
        """Whether the user may approve what others wrote."""
        return user_of(request).has_perm("review.add_approval")

    def has_return_permission(self, request: HttpRequest) -> bool:
        """Whether the user may send requests back."""
        return user_of(request).has_perm("review.add_return")


@admin.register(Approval, site=site)
class ApprovalAdmin(Cleared[Approval], ReadOnlyAdmin[Approval]):
    """Which versions were approved, by whom and how."""

    record = "record"

    list_display = ["change", "how", "by", "at", "reason"]
    list_select_related = ["change__record", "by"]
    list_filter = ["kind", "at"]
    search_fields = ["record__key", "record__name", "by__username"]
    ordering = ["-at", "-pk"]
    fields = ["change", "how", "reason", "by", "at", "authors"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Approval]:
        """Return approvals without the bodies of their versions."""
        return super().get_queryset(request).defer("change__snapshot")

    @admin.display(description="How", ordering="kind")
    def how(self, approval: Approval) -> str:
        """Return the kind; break-glass stands out by colour and by word."""
        words = approval.get_kind_display()
        if approval.kind == ApprovalKind.BREAK_GLASS:
            return format_html('<strong class="break-glass">{}</strong>', words)
        return words


@admin.register(Return, site=site)
class ReturnAdmin(Cleared[Return], ReadOnlyAdmin[Return]):
    """Which requests were sent back, and why."""

    list_display = ["request", "reason", "by", "at"]
    list_select_related = ["request", "by"]
    search_fields = ["request__title", "reason", "by__username"]
    ordering = ["-at", "-pk"]
    fields = ["request", "reason", "by", "at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Return]:
        """Return those of requests that hold nothing hidden."""
        rows = ReadOnlyAdmin.get_queryset(self, request)
        return without_hidden_requests(rows, user_of(request), "request")


@admin.register(Notice, site=site)
class NoticeAdmin(Cleared[Notice], ReadOnlyAdmin[Notice]):
    """Who was told of a break-glass approval."""

    record = "approval__record"

    list_display = ["version", "to", "seen_at"]
    list_select_related = ["approval__change__record", "to"]
    ordering = ["-pk"]
    fields = ["approval", "to", "seen_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        """Return notices without the bodies of the versions they tell of."""
        return super().get_queryset(request).defer("approval__change__snapshot")

    @admin.display(description="Approved without review")
    def version(self, notice: Notice) -> str:
        """Return the version that nobody else has seen."""
        return str(notice.approval.change)
