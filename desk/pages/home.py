"""The first page: what waits for whoever opens it, and what happened lately."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from desk.admin.actions import user_of
from desk.pages.base import desk_page, show
from desk.selectors.briefings_waiting import released_of
from desk.selectors.home import FEW, changed_lately, releases_for, waiting_for

READ = "incidents.view_record"
RELEASES = 5


@desk_page()
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, the last releases, and what changed lately."""
    user, now = user_of(request), timezone.now()
    has_releases = user.has_perm("sharing.view_release")
    context = {
        "waiting": waiting_for(user, at=now),
        "releases": releases_for(user)[:RELEASES] if has_releases else [],
        "briefings_out": released_of(user, at=now)[:FEW],
        "changes": changed_lately(user) if user.has_perm(READ) else [],
    }
    return show(request, "desk/home/page.html", "What waits for you", context)
