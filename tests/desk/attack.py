"""An attack that several speak of, and what its figures show of it."""

from datetime import date
from typing import Any

from attribution.models import Claim
from desk.models import Clearance
from desk.selectors.figures import Figure, figure_of
from incidents.models import Identity, Incident, Record
from tests.build import (
    make_claim,
    make_event,
    make_identity,
    make_incident,
    make_response,
    make_statement,
    make_threat_actor,
    make_user,
)
from tests.figures.drawn import root, titles, words

TODAY = date(2026, 1, 5)


def make_attack() -> Incident:
    """An attack: Albania says Iran, Rome endorses, Tehran denies, Doha says others."""
    incident = make_incident(key="inc", name="The attack", occurred="2022-07-15")
    iran = make_threat_actor(
        key="ta-iran", name="State actor Iran", entity_level="state"
    )
    others = make_threat_actor(key="ta-others", name="The others")
    make_event(key="evt", name="The leak", incident=incident, occurred="2022-08")
    says = said("2022-09-07", "Albania", "asserts", incident, iran, key="says")
    said("2022-09-08", "Rome", "endorses", says, key="backs")
    said(
        "2022-09-10",
        "Tehran",
        "denies",
        says,
        key="denies",
        claimant_role="accused-state",
    )
    said("2022-10~", "Doha", "counter-attributes", incident, others, key="counters")
    make_response(
        key="resp",
        name="Relations severed",
        answers=[says],
        responders=[make_identity(name="Tirana")],
        announced="2022-09-09",
    )
    return incident


def said(
    when: str,
    who: str,
    stance: str,
    about: Record,
    named: Record | None = None,
    **fields: Any,
) -> Claim:
    """Return what somebody of that name said on a day about something."""
    if named is not None:
        level = "state" if named.key == "ta-iran" else "organisation"
        fields = {"attributed_to": named, "entity_level": level, **fields}
    return make_claim(
        about=about,
        stance=stance,
        claimant=Identity.objects.filter(name=who).first() or make_identity(name=who),
        statement=make_statement(said=when),
        **fields,
    )


def figure(
    incident: Incident, name: str, clearance: str = "CLEAR", **more: Any
) -> Figure:
    user = make_user(f"reader-{clearance}")
    user.clearance = Clearance(marking=clearance)
    return figure_of(incident, user, name, today=TODAY, **more)


def everything(drawn: Figure) -> str:
    """Return all words of a figure and of its table."""
    cells = [cell.text for row in drawn.table.rows for cell in row]
    return "\n".join([*words(drawn.svg), *titles(drawn.svg), *cells, *drawn.notes])


def ids(drawn: Figure) -> set[str]:
    """Return the keys of the records that a figure draws."""
    found = (node.get("id", "") for node in root(drawn.svg).iter())
    return {each.removeprefix(f"{drawn.name}-") for each in found if each}


def keys(drawn: Figure) -> set[str]:
    """Return the keys of the records that a figure's table has."""
    return {cell.key for row in drawn.table.rows for cell in row if cell.key}
