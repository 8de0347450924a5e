"""Every address, and the app that answers it."""

from django.urls import include, path

from config.health import healthz
from desk.site import site

urlpatterns = [
    path("accounts/", include("config.account_urls")),
    path("admin/", include("desk.urls")),
    path("admin/", site.urls),
    path("healthz", healthz, name="healthz"),
]
