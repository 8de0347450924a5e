"""Templates on the desk: plain values, shown as they are typed, refused in words."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from briefings.models import Template
from desk.roles import OFFICER
from tests.briefings.test_desk_pages import desk_of, previewed

pytestmark = pytest.mark.usefixtures("published")


def test_a_template_prints_what_is_typed_into_it() -> None:
    client = desk_of(OFFICER)
    values = {"accent": "#0c5563", "text_font": "sans", "table_font": "sans"}

    client.post(
        "/admin/briefings/looks/new/",
        {**values, "name": "Plain values", "issuer": "{{ 7*7 }}"},
    )

    told = previewed(client, template=Template.objects.get().pk)
    assert "{{ 7*7 }}" in told["html"]


def test_a_colour_that_cannot_be_read_is_refused() -> None:
    values = {"accent": "#ffff00", "text_font": "sans", "table_font": "sans"}

    answer = desk_of(OFFICER).post(
        "/admin/briefings/looks/new/", {**values, "name": "Yellow"}
    )

    assert "too light to be read" in answer.content.decode()
    assert not Template.objects.exists()


def test_a_template_is_shown_as_it_is_typed_before_it_has_a_name() -> None:
    values = {"accent": "#7a1f5c", "text_font": "sans", "table_font": "sans"}
    sent = {**values, "name": "", "issuer": "{{ 7*7 }}", "closing": "The end."}

    answer = desk_of(OFFICER).post("/admin/briefings/looks/preview/", sent)

    told = json.loads(answer.content)
    assert told["look"]["--accent"] == "#7a1f5c"
    assert "{{ 7*7 }}" in told["html"]
    assert "The end." in told["html"]
    assert not Template.objects.exists()


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"accent": "#ffff00"}, "too light to be read"),
        ({"sections": ["facts", "weather"]}, "weather is not one of"),
        ({"text_font": ""}, "Letters of the text: This field is required."),
    ],
)
def test_the_preview_of_a_template_says_what_cannot_be_used(
    changed: dict[str, str], problem: str
) -> None:
    values = {"accent": "#0c5563", "text_font": "sans", "table_font": "sans"}
    sent = {**values, "name": "New", **changed}

    answer = desk_of(OFFICER).post("/admin/briefings/looks/preview/", sent)

    assert problem in json.loads(answer.content)["problems"][0]


def test_a_logo_that_is_no_png_is_refused_and_the_form_says_so_before() -> None:
    client = desk_of(OFFICER)
    values = {"accent": "#0c5563", "text_font": "sans", "table_font": "sans"}
    svg = SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    page = client.get("/admin/briefings/looks/new/").content.decode()
    answer = client.post(
        "/admin/briefings/looks/new/",
        {**values, "name": "Drawn", "issuer": "The office", "logo": svg},
    )

    assert "no SVG, which can carry programs" in page
    assert "not a PNG picture" in answer.content.decode()
    assert not Template.objects.exists()
