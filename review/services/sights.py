"""Who has a request open, so that two do not do the same work."""

from datetime import datetime

from django.contrib.auth.models import User

from review.models import Request, Sight


def look_at(request: Request, *, by: User, at: datetime) -> None:
    """Note that the person has the request open at this moment."""
    Sight.objects.update_or_create(request=request, by=by, defaults={"at": at})
