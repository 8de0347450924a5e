"""Partners, their tokens, and the log of what they pulled."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from desk.admin.access import Cleared
from desk.admin.actions import user_of
from desk.admin.base import KeptAdmin, ReadOnlyAdmin
from desk.selectors import partners as selectors
from desk.site import site
from sharing.models import Partner, Pull, ServiceToken
from sharing.services.partners import check_grants, save_partner


class PartnerForm(forms.ModelForm[Partner]):
    """A partner, with what it is granted beside what comes with its ceiling."""

    class Meta:
        model = Partner
        fields = ("name", "contact", "ceiling", "collections", "about")
        widgets = {"collections": forms.CheckboxSelectMultiple}

    def clean(self) -> dict[str, Any]:
        """Refuse grants that the ceiling does not allow."""
        typed = super().clean() or self.cleaned_data
        if "ceiling" in typed and "collections" in typed:
            check_grants(typed["collections"], typed["ceiling"])
        return typed


@admin.register(Partner, site=site)
class PartnerAdmin(KeptAdmin[Partner]):
    """Partners are suspended, not deleted: the log of pulls names them."""

    form = PartnerForm
    list_display = [
        "organisation",
        "ceiling",
        "good_tokens",
        "next_end",
        "last_used",
        "state",
    ]
    list_display_links = None
    list_filter = ["ceiling"]
    search_fields = ["name", "contact", "about"]
    ordering = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Partner]:
        """Return partners with what their tokens come to."""
        return selectors.partners(timezone.now())

    @admin.display(description="Partner", ordering="name")
    def organisation(self, partner: Partner) -> str:
        """Return the name, which leads to the partner's page."""
        address = reverse("desk:partner", args=[partner.pk])
        return format_html('<a href="{}">{}</a>', address, partner.name)

    @admin.display(description="Good tokens", ordering="good")
    def good_tokens(self, partner: Any) -> int:
        """Return how many tokens of it are good."""
        return int(partner.good)

    @admin.display(description="Next one ends", ordering="next_end")
    def next_end(self, partner: Any) -> Any:
        """Return when the first of its good tokens ends."""
        return partner.next_end

    @admin.display(description="Last used", ordering="last_used")
    def last_used(self, partner: Any) -> Any:
        """Return when one of its tokens was last used."""
        return partner.last_used

    @admin.display(description="State", ordering="suspended_at")
    def state(self, partner: Partner) -> str:
        """Return whether it is let in."""
        return "suspended" if partner.suspended_at else "let in"

    def has_change_permission(
        self, request: HttpRequest, obj: Partner | None = None
    ) -> bool:
        """Whether the user may change partners; none that may see more than he."""
        may = super().has_change_permission(request, obj)
        is_within = obj is None or selectors.may_give(user_of(request), obj.ceiling)
        return may and is_within

    def formfield_for_choice_field(
        self, db_field: Any, request: Any, **kwargs: Any
    ) -> Any:
        """Return the choice of a ceiling up to the user's clearance."""
        if db_field.name == "ceiling":
            kwargs["choices"] = [
                ("", "Choose…"),
                *selectors.ceilings(user_of(request)),
            ]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Partner | None = None) -> Any:
        """Return the fields; what it is granted only where all of it may be read."""
        fields = super().get_fields(request, obj)
        is_within = obj is None or selectors.may_give(user_of(request), obj.ceiling)
        return [each for each in fields if is_within or each != "collections"]

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Return the choice of collections whose titles the user may read."""
        if db_field.name == "collections":
            kwargs["queryset"] = selectors.grantable(user_of(request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Partner, form: Any, change: bool
    ) -> None:
        """Save the partner with its grants."""
        save_partner(
            obj,
            collections=form.cleaned_data["collections"],
            by=user_of(request),
            at=timezone.now(),
        )

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        """Do nothing: the grants are saved with the partner."""

    def response_add(
        self, request: HttpRequest, obj: Partner, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Lead to the partner's page."""
        super().response_add(request, obj, post_url_continue)
        return HttpResponseRedirect(reverse("desk:partner", args=[obj.pk]))

    def response_change(self, request: HttpRequest, obj: Partner) -> HttpResponse:
        """Lead to the partner's page."""
        super().response_change(request, obj)
        return HttpResponseRedirect(reverse("desk:partner", args=[obj.pk]))


@admin.register(ServiceToken, site=site)
class ServiceTokenAdmin(ReadOnlyAdmin[ServiceToken]):
    """Tokens; the partner's page makes, replaces and revokes them."""

    list_display = [
        "key",
        "partner",
        "label",
        "state",
        "ceiling",
        "expires",
        "last_used_at",
    ]
    list_select_related = ["partner"]
    list_filter = ["ceiling", "expires"]
    search_fields = ["key", "label", "partner__name"]
    ordering = ["-expires", "key"]
    fields = [
        *("partner", "label", "key", "state", "scopes", "ceiling", "collections"),
        *("addresses", "not_before", "expires", "per_minute", "per_day", "replaces"),
        *("made_at", "made_by", "last_used_at", "warned_days"),
        *("revoked_at", "revoked_by", "revoked_why"),
    ]

    @admin.display(description="State")
    def state(self, token: ServiceToken) -> str:
        """Return how it stands."""
        return selectors.standing(token, timezone.now()).word


@admin.register(Pull, site=site)
class PullAdmin(Cleared[Pull], ReadOnlyAdmin[Pull]):
    """Every answer that was served to a partner; append-only."""

    list_display = [
        *("at", "partner", "system", "outlet", "what", "places", "count"),
        *("volume", "address"),
    ]
    list_filter = ["outlet", "partner", "at"]
    search_fields = ["partner__name", "token__key", "query", "key", "address"]
    search_help_text = "Partner, key of a token, path, key of a record, or address."
    ordering = ["-at", "-pk"]
    date_hierarchy = None
    fields = [
        *("at", "partner", "token", "outlet", "address", "query", "count", "size"),
        *("collection", "places", "head", "ids", "types", "versions"),
        *("release", "marking", "as_of", "key", "records"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pull]:
        """Return the pulls that name nothing above the user's clearance."""
        return selectors.pulls_for(user_of(request))

    @admin.display(description="System", ordering="token__label")
    def system(self, pull: Pull) -> str:
        """Return which system pulled."""
        return pull.token.label

    @admin.display(description="What")
    def what(self, pull: Pull) -> str:
        """Return what was pulled, as short as it can be said."""
        return str(pull.collection or pull.key or pull.query)

    @admin.display(description="Size", ordering="size")
    def volume(self, pull: Pull) -> str:
        """Return how much it was, before compression."""
        return filesizeformat(pull.size)

    @admin.display(description="Positions", ordering="first")
    def places(self, pull: Pull) -> str:
        """Return the range of the collection's positions."""
        return "" if pull.first is None else f"{pull.first} to {pull.last}"
