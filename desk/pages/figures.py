"""A figure of an incident as a file, the same that its page shows."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils import timezone

from desk.admin.actions import user_of
from desk.pages.base import desk_page, record_or_404
from desk.selectors.figures import SUBTITLES, Figure, figure_of
from figures.png import to_png
from incidents.models import Incident
from incidents.vocab import RecordKind

TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}


@desk_page("incidents.view_incident")
def figure(request: HttpRequest, key: str, name: str, format: str) -> HttpResponse:  # noqa: A002 - the address names it so
    """Return one figure to keep: as_of a day, of a graph with responses if asked."""
    if name not in SUBTITLES or format not in TYPES:
        raise Http404(f"There is no figure {name}.{format}.")
    record = record_or_404(request, key, RecordKind.INCIDENT)
    try:
        as_of = _day(request.GET.get("as_of", ""))
    except ValueError as error:
        return HttpResponseBadRequest(f"as_of: {error}", content_type="text/plain")
    drawn = figure_of(
        Incident.objects.get(pk=record.pk),
        user_of(request),
        name,
        as_of=as_of,
        today=timezone.now().date(),
        with_responses=request.GET.get("responses") == "1",
    )
    content = drawn.svg.encode() if format == "svg" else to_png(drawn.svg)
    response = HttpResponse(content, content_type=TYPES[format])
    response["Content-Disposition"] = f'attachment; filename="{_file(drawn)}.{format}"'
    response["Cache-Control"] = "private, no-cache"  # another reader may see less
    return response


def _day(text: str) -> date | None:
    """Return the day asked about, None where none is.

    Raises:
        ValueError: the text is no day; the message says how to write one.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day; write 2022-09-08") from error


def _file(drawn: Figure) -> str:
    day = f"-as-of-{drawn.as_of.isoformat()}" if drawn.as_of else ""
    return f"{drawn.key}-{drawn.name}{day}"
