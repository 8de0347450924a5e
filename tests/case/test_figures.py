"""The figures of the Albanian case: whole and readable."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from attribution.selectors import record_as_it_stands
from config import demo
from desk.selectors.figures import SUBTITLES, Figure, figure_of
from incidents.models import Incident
from positions.standing import Standing
from positions.timeline import timeline
from tests.figures.drawn import labels, overlapping, root

KEY = "inc-2022-07-15"
TODAY = date(2026, 11, 22)


def figure(name: str, key: str = KEY, *, with_responses: bool = False) -> Figure:
    """Return what whoever may read only TLP:CLEAR sees: all of the published case."""
    incident = Incident.objects.get(key=key)
    return figure_of(
        incident, AnonymousUser(), name, today=TODAY, with_responses=with_responses
    )


def drawn_keys(figure: Figure) -> set[str]:
    found = (node.get("id", "") for node in root(figure.svg).iter())
    return {each.removeprefix(f"{figure.name}-") for each in found}


def test_timeline_has_every_event_claim_and_response_of_every_incident(
    albania: demo.Demonstration,
) -> None:
    record = record_as_it_stands()
    standing = Standing(record, None)

    for key in Incident.objects.values_list("key", flat=True):
        acts = timeline(record, key, None).items
        expected = {each.key for each in acts if each.kind != "statement"}
        expected |= {each.key for each in standing.concerning(key)}
        assert expected <= drawn_keys(figure("timeline", key)), key


def test_graph_and_matrix_have_every_claim(albania: demo.Demonstration) -> None:
    claims = Standing(record_as_it_stands(), None).concerning(KEY)
    keys = {each.key for each in claims}

    for name in ("graph", "matrix"):
        rows = figure(name).table.rows
        assert keys <= {cell.key for row in rows for cell in row}
    assert keys <= drawn_keys(figure("matrix"))


@pytest.mark.parametrize("name", SUBTITLES)
def test_no_words_lie_on_one_another(albania: demo.Demonstration, name: str) -> None:
    for key in Incident.objects.values_list("key", flat=True):
        assert not overlapping(labels(figure(name, key).svg)), key


def test_graph_with_all_responses_is_grouped_and_can_be_read(
    albania: demo.Demonstration,
) -> None:
    drawn = figure("graph", with_responses=True)

    assert not overlapping(labels(drawn.svg))
    assert "Grouped to be readable" in " ".join(drawn.notes)
    assert float(root(drawn.svg).attrib["width"]) < 1500


def test_draw_timeline_writes_a_picture(
    albania: demo.Demonstration, tmp_path: Path
) -> None:
    file = tmp_path / "timeline.png"

    call_command("draw_timeline", KEY, "--as-of=2022-09-08", output=file)

    assert file.read_bytes().startswith(b"\x89PNG")
