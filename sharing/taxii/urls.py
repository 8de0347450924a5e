"""Every address below ``/taxii2``, with or without a slash behind it."""

from django.urls import re_path

from sharing.taxii.views import taxii

urlpatterns = [re_path(r"^(?:/(?P<rest>(?s:.*)))?\Z", taxii)]
