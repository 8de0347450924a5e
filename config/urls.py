"""Every address, and the app that answers it."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from config.health import healthz
from desk.site import site

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="desk:home")),
    re_path(r"^taxii2", include("sharing.taxii.urls")),
    *(path("api/v1/", include(each)) for each in settings.API_URLS),
    path("accounts/", include("config.account_urls")),
    path("admin/", include("desk.urls")),
    path("admin/", site.urls),
    path("healthz", healthz, name="healthz"),
]
