"""How a person wants to see the desk; anybody's own, and nobody else's."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from desk.admin.actions import user_of
from desk.frame import settings_of
from desk.models import Settings
from desk.models.people import Theme
from desk.pages.base import desk_page, show
from desk.services.settings import keep_settings

THEMES = {
    Theme.SYSTEM: "As the system has it",
    Theme.LIGHT: "Light",
    Theme.DARK: "Dark",
}


class SettingsForm(forms.ModelForm[Settings]):
    """The settings, as they are shown and checked."""

    theme = forms.ChoiceField(
        label="Colours", choices=list(THEMES.items()), widget=forms.RadioSelect
    )

    class Meta:
        model = Settings
        fields = ["theme", "has_shortcuts"]
        labels = {"has_shortcuts": "Keys of a single letter"}
        help_texts = {
            "has_shortcuts": "Such as / for the search and g i for the incidents. "
            "Keys with Ctrl or Alt always work."
        }


@desk_page()
def settings(request: HttpRequest) -> HttpResponse:
    """Show the person's settings and change them.

    The switch of the colours in the head sends nothing but the colours.
    """
    user = user_of(request)
    current = settings_of(user)
    if request.method != "POST":
        return _page(request, SettingsForm(instance=current))
    sent = request.POST.copy()
    is_switch = "whole" not in sent
    if is_switch and current.has_shortcuts:
        sent["has_shortcuts"] = "on"
    form = SettingsForm(sent)
    if not form.is_valid():
        return _page(request, form, status=400 if is_switch else 200)
    keep_settings(user, **form.cleaned_data)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"theme": form.cleaned_data["theme"]})
    messages.success(request, "Your settings are kept.")
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Return the page that the switch was pressed on, else the settings."""
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return came_from
    return reverse("desk:settings")


def _page(request: HttpRequest, form: SettingsForm, status: int = 200) -> HttpResponse:
    user = user_of(request)
    context: dict[str, Any] = {"form": form, "roles": user.groups.order_by("name")}
    return show(request, "desk/settings/page.html", "Your settings", context, status)
