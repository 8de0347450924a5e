"""A claim that takes an earlier one back, saved together with that one's new state."""

from typing import Any
from uuid import uuid4

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from attribution.models import Claim
from attribution.services import take_back
from desk.admin.actions import user_of
from incidents.vocab import Door


class TakesBack(admin.ModelAdmin[Claim]):
    """Marks the earlier claim as withdrawn or superseded, where the form asks so."""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        """Save the claim, then the earlier one as its next version."""
        super().save_related(request, form, formsets, change)
        if not form.asks_to_take_back:
            return
        if not self.has_change_permission(request):
            raise PermissionDenied("You may not change claims.")
        take_back(
            form.instance,
            by=user_of(request),
            at=timezone.now(),
            door=Door.DESK,
            reason=form.cleaned_data.get("reason", ""),
            batch=uuid4(),
        )
