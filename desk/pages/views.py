"""Saved views of lists: kept, thrown away, and where a person starts."""

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from desk.admin.actions import user_of
from desk.pages.base import desk_page
from desk.selectors.views import start_of
from desk.services.views import remove_view, save_view
from desk.site import site


@require_POST
@desk_page()
def views(request: HttpRequest) -> HttpResponse:
    """Keep the list's present query under a name, or throw a view away."""
    sent, user = request.POST, user_of(request)
    address = list_address(sent.get("list", ""))
    query = sent.get("query", "")
    if sent.get("act") == "remove" and sent.get("view", "").isdigit():
        remove_view(user, int(sent["view"]))
        messages.success(request, "The view is gone.")
        return HttpResponseRedirect(f"{address}?{query}")
    try:
        view = save_view(
            user,
            sent["list"],
            sent.get("name", ""),
            query,
            is_shared="is_shared" in sent,
            is_start="is_start" in sent,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(f"{address}?{query}")
    messages.success(request, f"Kept as “{view.name}”.")
    return HttpResponseRedirect(f"{address}?{view.query}")


@desk_page()
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the view that the user wants to start with, else to the first page."""
    view = start_of(user_of(request))
    if view is None:
        return HttpResponseRedirect(reverse("desk:home"))
    return HttpResponseRedirect(f"{list_address(view.list)}?{view.query}")


def list_address(label: str) -> str:
    """Return where the list of a model is.

    Raises:
        Http404: the desk has no such list.
    """
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404("No such list.") from None
    if not site.is_registered(model):
        raise Http404("No such list.")
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
