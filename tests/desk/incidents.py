"""The incident page as a reader gets it: its tabs, what they say, claims to show."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from attribution.models import Claim
from incidents.models import Incident
from tests.build import make_claim, make_identity, make_statement


def tab(client: Client, incident: Incident, name: str = "facts", **query: Any) -> Any:
    answer = client.get(reverse("desk:incident", args=[incident.key, name]), query)
    assert answer.status_code == 200
    return answer


def words(answer: Any) -> str:
    """Return what a page says, without its markup."""
    bare = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.S)
    return " ".join(strip_tags(bare.replace("<", " <")).split())


def said(by: str, day: str, incident: Any, **fields: Any) -> Claim:
    """Return a claim of somebody of that name, said on a day."""
    who = fields.pop("claimant", None) or make_identity(name=by)
    statement = make_statement(said=day, speakers=[who])
    return make_claim(claimant=who, statement=statement, about=incident, **fields)
