"""How briefings look and are numbered: plain values, and never code."""

from base64 import b64encode
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from briefings.assemble import assemble
from briefings.generated import found
from briefings.models import Series, Template
from briefings.request import SECTIONS, BadRequest, Request, Typed
from briefings.services import save_series, save_template
from briefings.theme import FAMILIES, LARGEST_LOGO, BadLook, Theme
from desk.admin.actions import user_of
from desk.forms.briefings import section_rows
from desk.pages.base import desk_page, show
from desk.selectors.briefings import shown

FONTS = [("serif", "With serifs"), ("sans", "Without serifs")]
assert {name for name, _ in FONTS} == set(FAMILIES)
UNPROCESSABLE = 422
LINES = forms.Textarea(attrs={"rows": 2})


class TemplateForm(forms.Form):
    """The values of a template, by the names that the theme has for them."""

    name = forms.CharField(max_length=120, label="Name")
    issuer = forms.CharField(
        max_length=200, required=False, label="Issuer", help_text="On the cover."
    )
    logo = forms.FileField(
        required=False,
        label="Logo",
        help_text="A PNG picture of 500 kB at most; no SVG, which can carry programs. "
        "Who cannot see it reads the issuer's name.",
        widget=forms.FileInput(attrs={"accept": "image/png"}),
    )
    has_no_logo = forms.BooleanField(required=False, label="Take the logo away")
    accent = forms.CharField(
        label="Colour", widget=forms.TextInput(attrs={"type": "color"})
    )
    text_font = forms.ChoiceField(choices=FONTS, label="Letters of the text")
    table_font = forms.ChoiceField(choices=FONTS, label="Letters of tables")
    legal = forms.CharField(required=False, label="On the cover", widget=LINES)
    foot = forms.CharField(required=False, label="At the foot of each page")
    closing = forms.CharField(required=False, label="At the end", widget=LINES)
    sections = forms.MultipleChoiceField(
        choices=list(SECTIONS.items()),
        required=False,
        label="Sections, in their order",
        help_text="Where an officer asks for no others. None chosen means all.",
    )

    @property
    def section_rows(self) -> list[tuple[str, str, bool]]:
        """The sections as they stand: those chosen in their order, then the others."""
        return section_rows(self["sections"].value() or [])

    def look(self, before: dict[str, str]) -> dict[str, str]:
        """Return the values as a template keeps them."""
        given = self.cleaned_data
        logo = before.get("logo", "")
        if given["logo"]:
            logo = b64encode(given["logo"].read(LARGEST_LOGO + 1)).decode()
        names = ("issuer", "accent", "text_font", "table_font", "legal", "foot")
        told = {name: given[name] for name in (*names, "closing")}
        # What is usual is not kept, so that a section made later comes here as well.
        is_usual = given["sections"] in ([], list(SECTIONS))
        told["sections"] = "" if is_usual else ",".join(given["sections"])
        return {**told, "logo": "" if given.get("has_no_logo") else logo}


SAMPLE = Request(
    ("sample",),
    title="How a briefing looks",
    subtitle="Made-up incidents, to show the template",
    number="SAMPLE-2026-001",
    recipients=("Whoever chooses the template",),
    summary="This text was made up. It shows letters, colours and the order of parts.",
    judgements=(
        Typed("It is likely that the template can be read.", "likely", "moderate"),
    ),
)


class SeriesForm(forms.ModelForm[Series]):
    """What a series is called, and what its numbers begin with."""

    class Meta:
        model = Series
        fields = ["name", "code"]


@desk_page("briefings.add_template")
def briefing_looks(request: HttpRequest) -> HttpResponse:
    """List the templates and the series."""
    context = {"templates": Template.objects.all(), "series": Series.objects.all()}
    return show(request, "desk/briefings/looks.html", "Templates and series", context)


@desk_page("briefings.add_template", "briefings.change_template")
def template_page(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Make or change a template."""
    template = get_object_or_404(Template, pk=pk) if pk else Template()
    plain = Theme()
    initial = {name: getattr(plain, name) for name in ("accent", "text_font")}
    initial |= {"table_font": plain.table_font, "name": template.name, **template.look}
    initial["sections"] = Theme.of(tuple(template.look.items())).order or (*SECTIONS,)
    initial.pop("logo", None)
    is_sent = request.method == "POST"
    form = TemplateForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial=initial,
    )
    if is_sent and form.is_valid():
        template.name = form.cleaned_data["name"]
        look = form.look(template.look)
        try:
            save_template(template, look, by=user_of(request), at=timezone.now())
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            return _saved(request)
    has_logo = bool(template.look.get("logo"))
    if not has_logo:
        del form.fields["has_no_logo"]
    title = template.name if pk else "New template"
    return _page(request, form, title, {"is_template": True, "has_logo": has_logo})


@require_POST
@desk_page("briefings.add_template", "briefings.change_template")
def template_preview(request: HttpRequest) -> HttpResponse:
    """Answer what is typed with a made-up briefing that looks so."""
    form = TemplateForm(request.POST, request.FILES)
    # No page shows it, and it may not be typed yet.
    form.fields["name"].required = False
    if not form.is_valid():
        lines = [f"{form[name].label}: {each[0]}" for name, each in form.errors.items()]
        return JsonResponse({"problems": lines})
    told = {name: value for name, value in form.look({}).items() if value}
    asked = replace(SAMPLE, look=tuple(sorted(told.items())))
    try:
        made = assemble(asked, found(incidents=2, claimants=3))
        return JsonResponse(shown(made.briefing).as_json())
    except (BadLook, BadRequest) as error:
        return JsonResponse({"problems": [str(error)]})


@desk_page("briefings.add_series", "briefings.change_series")
def series_page(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Make or change a series; ``?then=briefing`` leads to the briefing it is for."""
    series = get_object_or_404(Series, pk=pk) if pk else Series()
    form = SeriesForm(request.POST or None, instance=series)
    if request.method == "POST" and form.is_valid():
        save_series(form.instance, by=user_of(request), at=timezone.now())
        is_for_one = request.GET.get("then") == "briefing"
        return _saved(request, "briefing-new" if is_for_one else "briefing-looks")
    return _page(request, form, str(series) if pk else "New series", {})


def _saved(request: HttpRequest, page: str = "briefing-looks") -> HttpResponse:
    messages.success(request, "Saved.")
    return redirect(f"desk:{page}")


def _page(
    request: HttpRequest, form: Any, title: str, context: dict[str, Any]
) -> HttpResponse:
    status = UNPROCESSABLE if form.errors else 200
    whole = {"form": form, **context}
    return show(request, "desk/briefings/look.html", title, whole, status)
