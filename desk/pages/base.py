"""What every page of the desk does first: let in who may, and no one else."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from desk.admin.actions import user_of
from desk.clearance import visible
from desk.site import site
from incidents.models import Record

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def desk_page(*permissions: str) -> Callable[[View[P]], View[P]]:
    """Let only members of staff in who have all these permissions.

    Whoever is not signed in is sent to do so; whoever may not is refused by a 403.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(
            request: HttpRequest, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if not user_of(request).has_perms(permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cast(View[P], site.admin_view(guarded))

    return decorate


def show(
    request: HttpRequest,
    template: str,
    title: str,
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return a page of the desk: the template with the frame that all pages have."""
    whole = {**site.each_context(request), "title": title, **(context or {})}
    return render(request, template, whole, status=status)


def record_or_404(request: HttpRequest, key: str, kind: str = "") -> Record:
    """Return the record of that key, if there is one and the user may see it.

    Raises:
        Http404: alike for what is not there and for what is hidden.
    """
    found = visible(Record.objects.filter(key=key), user_of(request))
    if kind:
        found = found.filter(kind=kind)
    record = found.first()
    if record is None:
        raise Http404(f"No record {key}.")
    return record
