"""What can be done with records selected in a list."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from desk.forms import WordsForm
from incidents.models import Record
from review.services import ReviewRefused, request_review
from sharing.services import CannotPublish, publish

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
    ) -> None:
        """Make one request of the latest versions; the words are its title."""
        by, records = user_of(request), list(queryset)

        def act() -> str:
            title = words_of(request) or _title(records)
            request_review(records, by=by, at=timezone.now(), title=title)
            return f"Sent to review: {title}."

        attempt(request, act)

    @admin.action(
        description="Publish selected approved records", permissions=["publish"]
    )
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[R]) -> None:
        """Publish them as one release or not at all; the words are its note."""
        by, records = user_of(request), list(Record.objects.filter(pk__in=queryset))

        def act() -> str:
            note = words_of(request)
            release = publish(records, by=by, at=timezone.now, note=note)
            return f"{release} holds these records as they stand."

        attempt(request, act, CannotPublish)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether the user may publish."""
        return user_of(request).has_perm("sharing.add_release")

    def has_request_review_permission(self, request: HttpRequest) -> bool:
        """Whether the user may ask for reviews."""
        return user_of(request).has_perm("review.add_request")


def _title(records: Sequence[Record]) -> str:
    first = records[0].name[:200]
    return first if len(records) == 1 else f"{first} and {len(records) - 1} more"
