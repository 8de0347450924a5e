"""Approving without a second person: apart from all else, and told to everybody."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from desk.admin.actions import user_of
from desk.pages.base import desk_page, record_or_404, show
from desk.selectors.comparison import differences
from incidents.models import Record
from incidents.selectors import latest_changes
from review.selectors import last_approved
from review.services import ReviewRefused
from review.services import break_glass as break_it


class GlassForm(forms.Form):
    """Why, and the record's key, so that nobody does it by a slip."""

    reason = forms.CharField(
        label="Why it cannot wait for a second person",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Every reviewer reads it, and it is kept for good.",
    )
    key = forms.CharField(
        label="The record's key",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, **kwargs)
        self.fields["key"].help_text = f"Type {record.key} to confirm."

    def clean_key(self) -> str:
        """Refuse any other key."""
        key = str(self.cleaned_data["key"]).strip()
        if key != self.record.key:
            raise ValidationError(f"That is not the key. Type {self.record.key}.")
        return key


@desk_page("review.break_glass", "incidents.view_change")
@reauthentication_required(app="desk")  # type: ignore[untyped-decorator]
def break_glass(request: HttpRequest, key: str) -> HttpResponse:
    """Show what would be approved unseen by anybody else; with a POST, approve it."""
    record = record_or_404(request, key)
    form = GlassForm(request.POST or None, record=record)
    if request.method == "POST" and form.is_valid() and _done(request, record, form):
        return HttpResponseRedirect(reverse("desk:history", args=[record.key]))
    return _page(request, record, form)


def _done(request: HttpRequest, record: Record, form: GlassForm) -> bool:
    """Approve it, or say at the form why not."""
    reason = form.cleaned_data["reason"]
    try:
        break_it(record, by=user_of(request), at=timezone.now(), reason=reason)
    except ReviewRefused as error:
        form.add_error(None, str(error))
        return False
    messages.warning(
        request, "Approved without a second person. All reviewers have been told."
    )
    return True


def _page(request: HttpRequest, record: Record, form: GlassForm) -> HttpResponse:
    now = latest_changes([record]).first()
    before = last_approved([record.pk]).get(record.pk)
    found = None
    if now is not None and now != before:
        earlier = before.snapshot if before else {}
        [found] = differences([(earlier, now.snapshot)], user_of(request))
    context: dict[str, Any] = {
        "record": record,
        "form": form,
        "difference": found,
        "before": before,
        "now": now,
    }
    status = 409 if form.errors else 200
    title = f"Break the glass: {record}"
    return show(request, "desk/queue/break_glass.html", title, context, status)
