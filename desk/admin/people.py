"""Who may work here: accounts, the roles they hold, what they are cleared to."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from desk.admin.actions import attempt, user_of
from desk.admin.base import KeptAdmin
from desk.admin.person_acts import ACTS, invite
from desk.admin.person_form import PersonForm
from desk.selectors.people import in_words, is_locked_out, people, second_factors
from desk.services import people as services
from desk.site import site

sure = method_decorator(reauthentication_required(app="desk"))


class SecondFactorFilter(admin.SimpleListFilter):
    """Who has a second factor."""

    title = "second factor"
    parameter_name = "second_factor"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("yes", "has one"), ("no", "has none")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[User]
    ) -> QuerySet[User]:
        """Return the accounts with or without one."""
        has_one = Exists(second_factors().filter(user=OuterRef("pk")))
        if self.value() == "yes":
            return queryset.filter(has_one)
        return queryset.filter(~has_one) if self.value() == "no" else queryset


@admin.register(User, site=site)
class PersonAdmin(KeptAdmin[User]):
    """Accounts are switched off, not deleted: versions and approvals name them.

    Nobody but a superuser changes his own roles and clearance, or a superuser.
    """

    form = PersonForm
    change_form_template = "desk/people/person.html"
    list_display = [
        "username",
        "name",
        "roles",
        "cleared_to",
        "second_factor",
        "last_login",
        "account",
    ]
    list_filter = ["is_active", "groups", "clearance__marking", SecondFactorFilter]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    readonly_fields = ["second_factor", "last_login", "date_joined"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Return accounts with their roles, clearances and second factors."""
        return people()

    def lookup_allowed(
        self, lookup: str, value: Any, request: HttpRequest | None = None
    ) -> bool:
        """Refuse to look for accounts by their passwords."""
        is_safe = not lookup.startswith("password")
        return is_safe and super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    @admin.display(description="Name", ordering="last_name")
    def name(self, person: User) -> str:
        """Return the person's whole name."""
        return person.get_full_name()

    @admin.display(description="Account", ordering="is_active")
    def account(self, person: User) -> str:
        """Return whether the account is on."""
        return "on" if person.is_active else "switched off"

    @admin.display(description="Roles")
    def roles(self, person: User) -> str:
        """Return the roles that the person holds."""
        held = ", ".join(sorted(group.name for group in person.groups.all()))
        return "superuser" if person.is_superuser else held or "none"

    @admin.display(description="Cleared to", ordering="clearance__marking")
    def cleared_to(self, person: User) -> str:
        """Return up to which marking the person reads."""
        return str(getattr(person, "clearance", "TLP:CLEAR"))

    @admin.display(description="Second factor")
    def second_factor(self, person: User) -> str:
        """Return what the person shows besides the password."""
        return in_words(getattr(person, "factors", ())) or "none"

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Return who it is, what he may, and how he signs in."""
        who = ["username", ("first_name", "last_name"), "email"]
        known = [("Signing in", {"fields": self.readonly_fields})] if obj else []
        return [
            (None, {"fields": [*who, "is_active"] if obj else who}),
            ("Rights", {"fields": ["roles", "clearance"]}),
            *known,
        ]

    def get_form(
        self, request: Any, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form; of one's own rights it shows only what they are."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        if obj and obj.pk == request.user.pk and not request.user.is_superuser:
            for name in ("roles", "clearance", "is_active"):
                form.base_fields[name].disabled = True
        return form

    def has_change_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        """Whether the user may change accounts; a superuser's, only another."""
        is_above = obj is not None and obj.is_superuser
        may = super().has_change_permission(request, obj)
        return may and (user_of(request).is_superuser or not is_above)

    @sure
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the account, with what else can be done about it."""
        person = self.get_object(request, object_id) if object_id else None
        more = {
            "acts": [(name, label) for name, (label, _) in ACTS.items()],
            "is_locked_out": person and is_locked_out(person, at=timezone.now()),
            "may_act": person and self.has_change_permission(request, person),
        }
        return super().changeform_view(
            request, object_id, form_url, {**(extra_context or {}), **more}
        )

    def save_model(
        self, request: HttpRequest, obj: User, form: Any, change: bool
    ) -> None:
        """Save the account with its roles and clearance."""
        services.save_person(
            obj,
            roles=form.cleaned_data["roles"],
            marking=form.cleaned_data["clearance"],
        )

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Return what the log keeps: each change with its old and new value."""
        return form.changes()

    def response_add(
        self, request: HttpRequest, obj: User, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Send the new person a link; without an address, show it to be handed over."""
        if obj.email:
            attempt(request, lambda: invite(request, obj), services.PersonRefused)
        else:
            link = request.build_absolute_uri(services.way_in(obj))
            messages.warning(request, f"Give {obj} this link, which works once: {link}")
        return super().response_add(request, obj, post_url_continue)

    def get_urls(self) -> list[Any]:
        """Return the admin's addresses, and one for each further act."""
        act = self.admin_site.admin_view(require_POST(self.act))
        own = [path("<int:pk>/act/<slug:name>/", act, name="auth_user_act")]
        return [*own, *super().get_urls()]

    @sure
    def act(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Do one of the acts about a person, and say what came of it.

        Raises:
            Http404: there is no such person or act.
            PermissionDenied: the user may not change this account.
        """
        person = self.get_object(request, str(pk))
        if person is None or name not in ACTS:
            raise Http404
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        _, do = ACTS[name]
        attempt(request, lambda: do(request, person), services.PersonRefused)
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[pk]))
