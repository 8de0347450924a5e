"""The STIX objects of an incident as partners have them, from the store."""

from dataclasses import dataclass

import orjson

from desk.clearance import markings_of
from desk.selectors.hidden import WITHHELD, names_hidden
from desk.selectors.incident.dossier import Dossier
from sharing.models import ObjectBody


@dataclass(frozen=True, slots=True)
class Sent:
    """One object in its newest version, laid out to be read."""

    body: ObjectBody
    name: str
    text: str


def sent(dossier: Dossier) -> list[Sent]:
    """Return the newest version of each object of the incident that went out.

    Objects that are marked more strictly than the reader is cleared to are left out;
    what they say is withheld if it may name a record that is hidden by now.
    """
    bodies = (
        ObjectBody.objects.filter(record_uid=dossier.incident.uid)
        .select_related("release")
        .order_by("stix_id", "-modified")
        .distinct("stix_id")
    )
    allowed = markings_of(dossier.user)
    is_withheld = names_hidden(dossier.user, dossier.incident.uid)
    found = [_read(each, is_withheld) for each in bodies if each.marking in allowed]
    return sorted(found, key=lambda each: (each.body.type, each.body.stix_id))


def _read(body: ObjectBody, is_withheld: bool) -> Sent:
    """Return an object with its words; an erased body has none."""
    if is_withheld:
        return Sent(body, "", WITHHELD)
    if not body.body:
        return Sent(body, "erased", "")
    held = orjson.loads(bytes(body.body))
    text = orjson.dumps(held, option=orjson.OPT_INDENT_2).decode()
    return Sent(body, held.get("name", ""), text)
