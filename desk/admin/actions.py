"""What can be done with records selected in a list."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from desk.forms import WordsForm
from desk.publishing import publishing_page
from desk.sending import sending_page, title_of
from incidents.models import Record
from review.services import (
    ErrorsFound,
    ReviewRefused,
    WarningsOpen,
    request_review,
)

R = TypeVar("R", bound=Record)
MOST_LINES = 20  # of a refusal, so that they fit into a session


def user_of(request: HttpRequest) -> User:
    """Return who is asking; the admin lets no one in without an account."""
    assert isinstance(request.user, User)
    return request.user


def words_of(request: HttpRequest) -> str:
    """Return what the user wrote beside the choice of the action."""
    return request.POST.get("words", "").strip()


def attempt(
    request: HttpRequest,
    act: Callable[[], str],
    refusals: type[Exception] | tuple[type[Exception], ...] = ReviewRefused,
) -> None:
    """Do it and show what it says; a refusal is shown, too, as an error."""
    try:
        messages.success(request, act())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except refusals as error:
        show_refusal(request, error)


def show_refusal(request: HttpRequest, error: Exception) -> None:
    """Show why something was refused, line by line."""
    for line in str(error).splitlines()[:MOST_LINES]:
        messages.error(request, line.strip())


class RecordActions(admin.ModelAdmin[R]):
    """Send selected records to review, and publish those that are approved."""

    action_form = WordsForm
    actions = ["request_review_of_selected", "publish_selected"]

    @admin.action(
        description="Request review of selected", permissions=["request_review"]
    )
    def request_review_of_selected(
        self, request: HttpRequest, queryset: QuerySet[R]
    ) -> HttpResponse | None:
        """Make one request of the latest versions; the words are its title.

        Where the rules warn of something, the page on which it is explained.
        """
        by, records = user_of(request), list(queryset)
        title = words_of(request) or title_of(records)

        try:
            request_review(records, by=by, at=timezone.now(), title=title)
        except (ErrorsFound, WarningsOpen):
            return sending_page(request, records, by, title=title)
        except ReviewRefused as error:
            show_refusal(request, error)
        else:
            messages.success(request, f"Sent to review: {title}.")
        return None

    @admin.action(
        description="Publish selected approved records", permissions=["publish"]
    )
    def publish_selected(
        self, request: HttpRequest, queryset: QuerySet[R]
    ) -> HttpResponse:
        """Show what publishing them would change, to be confirmed."""
        keys = list(queryset.values_list("key", flat=True))
        note = words_of(request)
        return publishing_page(request, keys, user_of(request), note=note)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the user may publish."""
        return user_of(request).has_perm("sharing.add_release")

    def has_request_review_permission(self, request: HttpRequest) -> bool:
        """Whether the user may ask for reviews."""
        return user_of(request).has_perm("review.add_request")
