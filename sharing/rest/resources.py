"""The sorts of records: their addresses, filters, and what they refer to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from rest_framework import serializers

from attribution.vocab.claims import Stance
from attribution.vocab.responses import ResponseType
from incidents.vocab import EntityLevel, RecordKind, SourceKind
from sharing.rest import filters
from sharing.rest.fields import Number
from sharing.rest.parameters import (
    Common,
    Dated,
    Formatted,
    Viewing,
    key,
    shaping,
    words,
)
from sharing.rest.shapes import records as shapes
from sharing.selectors import View

Parameter = serializers.Field[Any, Any, Any, Any]
Filter = Callable[[View, Mapping[str, Any]], Q]
EVERYWHERE = ("citations.source", "aliases.namer")
NAMING = "Named as culprit by a claim: the key of an actor."


@dataclass(frozen=True, slots=True)
class Resource:
    """One sort of record: its address, its kinds, and what may be asked of its list.

    ``links`` are the fields that refer to other records, ``filters`` the parameters of
    its own, ``where`` what they ask of the store; all of them are given at once.
    """

    name: str
    title: str
    kinds: tuple[str, ...]
    shape: type[serializers.Serializer[Any]]
    links: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    where: Filter
    is_dated: bool = False
    list_query: type[Common] = field(init=False)
    query: type[Viewing] = field(init=False)

    def __post_init__(self) -> None:
        shaped = shaping(self.members, self.links)
        bases = (Dated, Common) if self.is_dated else (Common,)
        own = {**self.parameters, **shaped}
        name = self.name.title()
        listed = type(f"{name}Query", bases, {**own, "__doc__": self.title})
        single = type(f"{name}OneQuery", (Viewing, Formatted), shaped)
        object.__setattr__(self, "list_query", listed)
        object.__setattr__(self, "query", single)

    @property
    def members(self) -> list[str]:
        """The names of the members of such a record."""
        return list(self.shape().fields)


_ON_CLAIMS: dict[str, Parameter] = {
    "actor": key(NAMING),
    "claimant": key("With a claim by this party: its key."),
    "stance": words(Stance.values, "With a claim of this stance."),
}
INCIDENTS = Resource(
    name="incidents",
    title="Incidents",
    kinds=(RecordKind.INCIDENT,),
    shape=shapes.Incident,
    links=("campaign", "victims", "phase_of", "follows", *EVERYWHERE),
    parameters={**_ON_CLAIMS, "campaign": key("Part of this campaign: its key.")},
    where=filters.incidents,
    is_dated=True,
)
CAMPAIGNS = Resource(
    name="campaigns",
    title="Campaigns",
    kinds=(RecordKind.CAMPAIGN,),
    shape=shapes.Campaign,
    links=EVERYWHERE,
    parameters=_ON_CLAIMS,
    where=filters.spoken_of,
)
ACTORS = Resource(
    name="actors",
    title="Actors: threat actors and intrusion sets",
    kinds=(RecordKind.THREAT_ACTOR, RecordKind.INTRUSION_SET),
    shape=shapes.Actor,
    links=("identity", *EVERYWHERE),
    parameters={"level": words(EntityLevel.values, "How deep it reaches.")},
    where=filters.actors,
)
CLAIMS = Resource(
    name="claims",
    title="Claims: who says who was behind what, and who denies it",
    kinds=(RecordKind.CLAIM,),
    shape=shapes.Claim,
    links=(
        *("statement", "claimant", "about", "attributed_to", "restates"),
        *EVERYWHERE,
    ),
    parameters={
        "about": key("About this incident, campaign, actor or claim: its key."),
        "actor": key("Naming this actor as culprit: its key."),
        "claimant": key("By this party: its key."),
        "stance": words(Stance.values, "Of this stance."),
        "level": words(EntityLevel.values, "Naming somebody at this level."),
        "confidence_min": Number(
            required=False,
            min_value=0,
            max_value=100,
            help_text="The claimant states an analytic confidence of at least this: "
            "low is 15, moderate 50, high 85 (STIX 2.1, Appendix A). A claimant that "
            "states none is never listed.",
        ),
    },
    where=filters.claims,
    is_dated=True,
)
EVIDENCE = Resource(
    name="evidence",
    title="Evidence, and which claims it bears on",
    kinds=(RecordKind.EVIDENCE,),
    shape=shapes.Evidence,
    links=("incident", "bearings.claim", *EVERYWHERE),
    parameters={
        "incident": key("Of this incident: its key."),
        "claim": key("Bearing on this claim: its key."),
    },
    where=filters.evidence,
)
RESPONSES = Resource(
    name="responses",
    title="Responses: what states and others did about it",
    kinds=(RecordKind.RESPONSE,),
    shape=shapes.Response,
    links=(
        *("responders", "addressees", "answers", "rests_on", "voices"),
        *EVERYWHERE,
    ),
    parameters={
        "responder": key("By this party: its key."),
        "addressee": key("Addressed to this party: its key."),
        "answers": key("Answering this incident, event, claim or response: its key."),
        "rests_on": key("Resting on this claim: its key."),
        "type": words(ResponseType.values, "Of this type."),
    },
    where=filters.responses,
    is_dated=True,
)
SOURCES = Resource(
    name="sources",
    title="Sources: the documents that records cite",
    kinds=(RecordKind.SOURCE,),
    shape=shapes.Source,
    links=("cited_via", *EVERYWHERE),
    parameters={"source_kind": words(SourceKind.values, "Documents of this sort.")},
    where=filters.sources,
)
RESOURCES = (*(INCIDENTS, CAMPAIGNS, ACTORS, CLAIMS, EVIDENCE, RESPONSES, SOURCES),)
