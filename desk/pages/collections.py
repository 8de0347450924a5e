"""Opening collections: about one record, of every type, or for what partners post."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from desk.admin.actions import user_of
from desk.clearance import markings_of, visible
from desk.pages.base import desk_page, show
from incidents.models import Record
from incidents.vocab import Marking
from sharing.models import Collection, PublishedRecord
from sharing.selection import ROOTS
from sharing.services import open_collection, open_inbox, open_sample

MAY = "sharing.add_release"
# No record has such a key: they are in small letters.
SAMPLE = "SAMPLE"
SIGNS = "Letters, digits, hyphens and underscores"


class AboutForm(forms.Form):
    """Which record a collection is to be about, and how far it goes."""

    about = forms.ChoiceField(
        label="About",
        help_text="An incident, a campaign or a case that is published; or nothing in "
        "particular, but one object of every type, for partners to try a client with.",
    )
    marking = forms.ChoiceField(
        label="Holds up to",
        help_text="Only partners with at least this ceiling can be granted it.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = PublishedRecord.objects.filter(kind__in=ROOTS).values("key")
        rows = visible(Record.objects.filter(key__in=published), user)
        found = rows.order_by("name").values_list("key", "name")
        sample = (SAMPLE, "One object of every type, to try a client with")
        named = [(key, f"{name} ({key})") for key, name in found]
        self._choose("about", [sample, *named])
        labels = dict(Marking.choices)
        self._choose("marking", [(each, labels[each]) for each in markings_of(user)])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose…"), *choices]


class InboxForm(forms.Form):
    """How an inbox is called, by people and in addresses."""

    title = forms.CharField(label="Title", max_length=120)
    alias = forms.SlugField(
        label="Name in addresses",
        max_length=60,
        help_text=f"{SIGNS}; it never changes.",
        error_messages={"invalid": f"{SIGNS} only."},
    )


@desk_page(MAY)
def collection_open(request: HttpRequest) -> HttpResponse:
    """Open a collection of either kind; a refusal stands at its field."""
    user = user_of(request)
    sent = request.POST if request.method == "POST" else None
    is_inbox = bool(sent) and request.POST.get("act") == "inbox"
    about = AboutForm(None if is_inbox else sent, user=user)
    inbox = InboxForm(sent if is_inbox else None)
    form: forms.Form = inbox if is_inbox else about
    if form.is_valid():
        try:
            opened = _opened(form, user)
        except ValidationError as error:
            _tell(form, error)
        else:
            messages.success(request, _what_next(opened))
            return HttpResponseRedirect(reverse("admin:sharing_collection_changelist"))
    context = {"about": about, "inbox": inbox}
    return show(request, "desk/collections/open.html", "Open a collection", context)


def _what_next(opened: Collection) -> SafeString:
    return format_html(
        "Opened: {}. Grant it to its partners now: choose one of the "
        '<a href="{}">partners</a>, then Edit, then Collections.',
        opened,
        reverse("admin:sharing_partner_changelist"),
    )


def _opened(form: forms.Form, user: User) -> Collection:
    given = form.cleaned_data
    if isinstance(form, InboxForm):
        return open_inbox(given["alias"], title=given["title"])
    if given["about"] == SAMPLE:
        return open_sample(given["marking"], by=user, at=timezone.now)
    return open_collection(given["about"], given["marking"], by=user, at=timezone.now)


def _tell(form: forms.Form, error: ValidationError) -> None:
    """Show a service's refusal at the fields that it is about."""
    known = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
    form.add_error(None, error if known else error.messages)
