"""The desk's own pages; the admin's lists and forms have theirs from ``desk.site``."""

from django.urls import URLPattern

app_name = "desk"
urlpatterns: list[URLPattern] = []
