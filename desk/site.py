"""The admin site in which analysts work."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from allauth.account.views import logout
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from desk.pages.find import autocomplete

# Links to a record's page outside the admin: there is none, and it would tell of
# records that the reader may not see.
LEFT_OUT = ("view_on_site", "password_change_done")


class DeskSite(AdminSite):
    """The desk: every record, its review and what was published, for staff.

    Signing in and out, and one's password, are not the admin's but allauth's.
    """

    site_header = "Attribution record"
    site_title = "Attribution record"
    index_title = "The desk"

    def get_urls(self) -> list[Any]:
        """Return the addresses of the admin that the desk has a use for."""
        return [
            each
            for each in super().get_urls()
            if not (isinstance(each, URLPattern) and each.name in LEFT_OUT)
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """Return the admin's own list of models once somebody reads it.

        Every page is given it; the desk has ways of its own and shows it nowhere.
        """
        return SimpleLazyObject(partial(super().get_app_list, request, app_label))

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer a keystroke in a field that points at something."""
        return autocomplete(request, super().autocomplete_view)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send a stranger to the sign-in page, from where he comes back.

        Raises:
            PermissionDenied: somebody is signed in, and has no role.
        """
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied("Your account has no role here.")
        wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
        if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
            wanted = reverse("admin:index")
        if request.user.is_authenticated:
            return HttpResponseRedirect(wanted)
        query = urlencode({REDIRECT_FIELD_NAME: wanted})
        return HttpResponseRedirect(f"{reverse('account_login')}?{query}")

    def logout(  # type: ignore[override] # redirects are answers, too
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign out by POST; a GET asks first."""
        answer: HttpResponse = logout(request)
        return answer

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send the person to where passwords are changed."""
        return HttpResponseRedirect(reverse("account_change_password"))


# Named as Django's own, so that its templates find their addresses.
site = DeskSite(name="admin")
