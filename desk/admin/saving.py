"""How a record's form is saved: as one version, over nobody's head, and recovered.

A form says which version it was opened on. If a later one stands when it is sent,
nothing is written; the page shows three versions and lets the person choose.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from desk import autosaved
from desk.admin.actions import user_of
from desk.clearance import may_see
from desk.merging import Unchosen
from desk.selectors.conflicts import Conflict, conflict
from desk.services.autosaves import discard_autosave
from desk.services.joining import save_joined
from incidents import snapshot
from incidents.models import Record
from incidents.services import (
    EditedMeanwhile,
    NotKept,
    clear_rows,
    keep_change,
    write_row,
)
from incidents.vocab import Door

R = TypeVar("R", bound=Record)
REFUSAL = "desk_refusal"
TRIAL = "desk_trial"
SALT = "desk.conflict"
NOT_HELD = (ValidationError, IntegrityError, DataError)


class VersionedForm(forms.Form):
    """A form that says which version of a record it was opened on."""

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        record: Record = self.instance  # type: ignore[attr-defined]
        self.fields["base"].initial = record.version or None

    def clean(self) -> dict[str, Any] | None:
        """Refuse a form that does not say it: it might save over somebody's head."""
        cleaned = super().clean()
        if self["base"].initial and self.cleaned_data.get("base") is None:
            fault = "The form does not say which version it shows; open it again."
            self.add_error(None, fault)
        return cleaned


class Tried(Exception):
    """A form would save like this; raised so that nothing of it is written."""

    def __init__(self, taken: snapshot.Snapshot) -> None:
        self.snapshot = taken
        super().__init__(taken["key"])


class RecordSaving(admin.ModelAdmin[R]):
    """Saves a form as one version, or says why not and keeps what was typed."""

    def get_form(
        self, request: Any, obj: R | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form; after a refusal by the database one that says so."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        refusal = {"refusal": getattr(request, REFUSAL, "")}
        return type(form.__name__, (VersionedForm, form), refusal)

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the form with the unfinished work that there is of it."""
        context |= autosaved.offers(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what the database refuses in the form, which keeps what was typed."""
        if request.method == "POST" and "_joined" in request.POST:
            return self._save_joined(request)
        if said := autosaved.recover(request):
            setattr(request, REFUSAL, said)
        try:
            # Its rows may be gone, so this form would be refused for another reason.
            _look_ahead(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)
        except EditedMeanwhile as edited:
            return self._show_conflict(request, object_id, edited)
        except NOT_HELD as error:
            if getattr(request, REFUSAL, ""):
                raise
            setattr(request, REFUSAL, refusal_in_words(error))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: R, form: Any, change: bool) -> None:
        """Save the record's own row; the version is kept with its owned rows."""
        is_checked = change and not getattr(request, TRIAL, False)
        write_row(obj, base=form.cleaned_data["base"] if is_checked else None)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        """Save links and owned rows, then keep the whole as one version."""
        super().save_related(request, form, formsets, change)
        if getattr(request, TRIAL, False):
            raise Tried(snapshot.take(form.instance))
        keep_change(
            form.instance,
            by=user_of(request),
            at=timezone.now(),
            door=Door.DESK,
            reason=form.cleaned_data.get("reason", ""),
        )
        discard_autosave(user_of(request), autosaved.address(request))
        # What is only checked at the commit is refused here, where a form can show it.
        connection.check_constraints()

    def _show_conflict(
        self, request: HttpRequest, object_id: str | None, edited: EditedMeanwhile
    ) -> HttpResponse:
        """Show what was typed beside what was saved meanwhile, to choose from."""
        record = snapshot.typed(Record.objects.get(key=edited.key))
        if not may_see(user_of(request), record):
            raise PermissionDenied("It was marked more strictly meanwhile.")
        reason = request.POST.get("reason", "")
        tried = self._try(request, object_id, record)
        if isinstance(tried, HttpResponse):
            return tried
        found = conflict(record, edited.base, tried, reason)
        if not found.differences:
            messages.info(request, "Somebody else saved the very same meanwhile.")
            return HttpResponseRedirect(request.path)
        return self._conflict_page(request, found)

    def _try(
        self, request: Any, object_id: str | None, record: Record
    ) -> snapshot.Snapshot | HttpResponse:
        """Return the record as the form would save it, or the form with its errors."""
        request.POST = as_new_rows(request.POST)
        setattr(request, TRIAL, True)
        try:
            with transaction.atomic():
                clear_rows(record)
                page = super().changeform_view(request, object_id)
                if isinstance(page, TemplateResponse):
                    page.render()  # while its rows are as the form knows them
                transaction.set_rollback(True)
                return page
        except Tried as tried:
            return tried.snapshot

    def _save_joined(self, request: HttpRequest) -> HttpResponse:
        """Save what was chosen on the page of a conflict."""
        try:
            sent = signing.loads(request.POST["_joined"], salt=SALT)
        except signing.BadSignature:
            raise Http404("This page is too old; open the record again.") from None
        record = snapshot.typed(Record.objects.get(key=sent["key"]))
        if not self.has_change_permission(request, record):  # type: ignore[arg-type]
            raise PermissionDenied
        found = conflict(record, sent["base"], sent["mine"], sent["reason"])
        if found.theirs.version != sent["theirs"]:
            messages.warning(request, "It was saved once more meanwhile; look again.")
            return self._conflict_page(request, found)
        choices = {
            each.field: request.POST.get(f"choose-{each.field}", "")
            for each in found.differences
        }
        return self._take(request, found, choices)

    def _take(
        self, request: HttpRequest, found: Conflict, choices: Mapping[str, str]
    ) -> HttpResponse:
        try:
            change = save_joined(
                (found.base, found.theirs),
                found.mine,
                choices,
                by=user_of(request),
                at=timezone.now(),
                reason=found.reason,
            )
        except (Unchosen, EditedMeanwhile, NotKept, *NOT_HELD) as error:
            messages.error(request, refusal_in_words(error))
            return self._conflict_page(request, found, choices)
        discard_autosave(user_of(request), autosaved.address(request))
        messages.success(request, f"Saved as version {change.version}.")
        meta = self.model._meta
        name = f"admin:{meta.app_label}_{meta.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[found.theirs.record_id]))

    def _conflict_page(
        self,
        request: HttpRequest,
        found: Conflict,
        choices: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        sent = {
            "key": found.mine["key"],
            "base": found.base.version,
            "theirs": found.theirs.version,
            "mine": found.mine,
            "reason": found.reason,
        }
        context = {
            **self.admin_site.each_context(request),
            "title": f"Saved by somebody else meanwhile: {found.mine['name']}",
            "found": found,
            "rows": found.rows(user_of(request), choices or {}),
            "joined": signing.dumps(sent, salt=SALT, compress=True),
        }
        return TemplateResponse(request, "desk/conflict/page.html", context, status=409)


def _look_ahead(request: HttpRequest, object_id: str | None) -> None:
    """Raise EditedMeanwhile if a form is sent that shows an earlier version."""
    base = request.POST.get("base", "")
    pk = unquote(object_id) if object_id else ""
    if not pk.isdigit() or not base.isdigit() or hasattr(request, REFUSAL):
        return
    record = Record.objects.filter(pk=pk).first()
    if record and record.version != int(base):
        raise EditedMeanwhile(record.key, int(base), record.version)


def as_new_rows(sent: Any) -> Any:
    """Return a sent form with all its inline rows as new ones.

    Rows that were there when the form was opened may be gone by now.
    """
    changed = sent.copy()
    prefixes = [
        name.removesuffix("-INITIAL_FORMS")
        for name in sent
        if name.endswith("-INITIAL_FORMS")
    ]
    for prefix in prefixes:
        changed[f"{prefix}-INITIAL_FORMS"] = "0"
        for number in range(int(sent.get(f"{prefix}-TOTAL_FORMS") or 0)):
            if sent.get(f"{prefix}-{number}-id"):
                changed[f"{prefix}-{number}-id"] = ""
    return changed


def refusal_in_words(error: Exception) -> str:
    """Return what the database or the model refused, for people to read."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if not isinstance(error, IntegrityError | DataError):
        return str(error)
    diag = getattr(error.__cause__, "diag", None)
    said = getattr(diag, "message_primary", None) or str(error)
    detail = getattr(diag, "message_detail", None) or ""
    return f"The database refused this: {said} {detail}".strip()
