"""What stands around every page: the ways, the person's settings and clearance."""

from dataclasses import dataclass
from typing import Self

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse

from desk.clearance import rank_of
from desk.models import Settings
from desk.models.people import Theme
from desk.navigation import Entry, list_of, ways
from incidents.vocab import Marking


@dataclass(frozen=True, slots=True)
class Frame:
    """What one page shows around its own content.

    It takes two reads of whoever is signed in: of his settings and his clearance.
    """

    theme: str = Theme.SYSTEM
    has_shortcuts: bool = True
    clearance: str = ""
    ways: tuple[Entry, ...] = ()
    is_staff: bool = False
    is_home: bool = False
    may_read: bool = False  # records, and so search in them

    @property
    def here(self) -> str:
        """What the list that is shown is called in the navigation, if it is there."""
        entries = [each for way in self.ways for each in (way, *way.below)]
        return next((each.label for each in entries if each.is_here), "")

    @classmethod
    def of(cls, request: HttpRequest, kind: str = "") -> Self:
        """Return the frame for whoever asks; a stranger's has no ways.

        ``kind`` is that of the record that the page is about, if it is about one.
        """
        user = getattr(request, "user", None)
        if not isinstance(user, User):
            return cls()
        settings = settings_of(user)
        names = {request.resolver_match.view_name} if request.resolver_match else set()
        if kind:
            names.add(list_of(kind))
        return cls(
            theme=settings.theme,
            has_shortcuts=settings.has_shortcuts,
            clearance=Marking.values[rank_of(user)],
            ways=tuple(ways(user, request.path, names)) if user.is_staff else (),
            is_staff=user.is_staff,
            is_home=request.path == reverse("admin:index"),
            may_read=user.has_perm("incidents.view_record"),
        )


def settings_of(user: User) -> Settings:
    """Return the person's settings; as they come for whoever never changed any."""
    found: Settings | None = getattr(user, "desk_settings", None)
    return found or Settings(user=user)
