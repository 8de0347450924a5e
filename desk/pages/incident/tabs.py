"""The tabs of the incident page, in order: what each is called and what it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Paginator

from desk.pages.incident.asked import Asked, Context
from desk.pages.incident.claims import claims
from desk.selectors.figures import Figure, figure_of
from desk.selectors.incident import evidence as evidence_of
from desk.selectors.incident import facts as facts_of
from desk.selectors.incident import history as history_of
from desk.selectors.incident import preview as preview_of
from desk.selectors.incident import responses as responses_of
from desk.selectors.incident import sources as sources_of


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab; ``is_dated`` says whether it can be shown as of a day."""

    name: str
    label: str
    context: Callable[[Asked], Context]
    is_dated: bool = False


def facts(asked: Asked) -> Context:
    """Return what is known of the course of events."""
    return {"facts": facts_of.facts(asked.dossier)}


def timeline(asked: Asked) -> Context:
    """Return what happened and was said and done, as a figure and as a table."""
    return {"figure": _figure(asked, "timeline")}


def evidence(asked: Asked) -> Context:
    """Return what claims rest on, and our own judgement."""
    return {"evidence": evidence_of.evidence(asked.dossier)}


def responses(asked: Asked) -> Context:
    """Return what states and others did about it."""
    return {"responses": responses_of.responses(asked.dossier)}


def relations(asked: Asked) -> Context:
    """Return the graph of claims and actors, with what was done about it if asked."""
    return {"figure": _figure(asked, "graph")}


def _figure(asked: Asked, name: str) -> Figure:
    return figure_of(
        asked.dossier.incident,
        asked.user,
        name,
        as_of=asked.dossier.as_of,
        today=asked.today,
        with_responses=asked.get("responses") == "1",
    )


def sources(asked: Asked) -> Context:
    """Return one page of the documents that the record rests on."""
    origins = sources_of.origins(asked.dossier)
    rows = [(origin, each) for origin in origins for each in origin.used]
    page = Paginator(rows, sources_of.A_PAGE).get_page(asked.get("page"))
    return {"origins": len(origins), "page": page}


def history(asked: Asked) -> Context:
    """Return one page of the versions."""
    page, versions = history_of.history(asked.dossier, asked.get("page"))
    return {"page": page, "versions": versions}


def preview(asked: Asked) -> Context:
    """Return the STIX objects that partners have."""
    return {"sent": preview_of.sent(asked.dossier)}


TABS: dict[str, Tab] = {
    tab.name: tab
    for tab in (
        Tab("facts", "Facts", facts),
        Tab("timeline", "Timeline", timeline, is_dated=True),
        Tab("claims", "Claims", claims, is_dated=True),
        Tab("evidence", "Evidence", evidence),
        Tab("responses", "Responses", responses, is_dated=True),
        Tab("relations", "Relations", relations, is_dated=True),
        Tab("sources", "Sources", sources),
        Tab("history", "History", history),
        Tab("preview", "Preview", preview),
    )
}
