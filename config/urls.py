"""Every address, and the app that answers it."""

from django.urls import path

from config.health import healthz
from desk.site import site

urlpatterns = [
    path("admin/", site.urls),
    path("healthz", healthz),
]
