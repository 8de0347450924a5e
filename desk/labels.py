"""What kinds, fields and vocabulary words are called on the desk's pages."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.conf.locale import LANG_INFO
from django.contrib.postgres.fields import ArrayField
from django.db.models import Field, Model

from incidents.models import Record
from incidents.snapshot import record_models
from incidents.vocab import RecordKind

# Where the field's own name would not be understood, or not be enough.
LABELS = {
    "about": "About",
    "addressees": "Addressed to",
    "answers": "In answer to",
    "archived_on": "Copy made on",
    "archived_sha256": "SHA-256 of the copy",
    "assessment": "Assessment",
    "attributed_to": "Attributed to",
    "availability_impact": "Availability lost, 0 to 100",
    "basis": "Basis given",
    "body_kind": "Kind of party",
    "cited_via": "Known through",
    "claimant_role": "Speaks as",
    "confidence": "Our confidence",
    "credibility": "Credibility of the item",
    "denial_scope": "What is denied",
    "description": "Description",
    "disclosed": "How far it was shown",
    "disclosure": "How far it was shown",
    "dwell": "Time inside before it",
    "endorsement_ground": "On what the endorsement rests",
    "entity_level": "Level",
    "event_kind": "Kind of event",
    "evidence_kind": "Kind of evidence",
    "external_ids": "Ids elsewhere",
    "field": "Source for",
    "held_in": "Held in",
    "identity_class": "Class in STIX",
    "il_class_assessed": "Class in international law, as we assess it",
    "il_class_claimed": "Class in international law, as claimed",
    "impact_category": "Category",
    "is_cited": "Brought forward by the claimant",
    "is_family": "A family of programs",
    "is_favoured": "The answer we favour",
    "is_flagged": "Flagged",
    "is_relied_on": "Relied on",
    "is_state_level": "Stands for a state",
    "lang": "Language",
    "legal_ground": "Article of law invoked",
    "legal_ref": "Legal text",
    "likelihood": "Likelihood",
    "lineage_group": "Goes back to",
    "located_at": "Located in",
    "namer": "Used by",
    "note": "Our remark",
    "original_words": "Certainty in the claimant's words",
    "outcome": "How it ended",
    "phase_of": "Phase of",
    "position": "Position",
    "question_kind": "Why it is open",
    "quote": "Quotation",
    "quote_lang": "Language of the quotation",
    "relationship_type": "Relation",
    "reliability_reason": "Why this reliability",
    "responders": "Responded",
    "restates": "Says again",
    "response_type": "Kind of response",
    "rests_on": "Rests on",
    "role_in_case": "Role in the case",
    "seen_extent": "How much of it we saw",
    "signs": "Evidence weighed",
    "source_kind": "Kind of document",
    "speakers": "Spoken by",
    "spokespersons": "Voiced by",
    "state": "State of the record",
    "state_at": "Taken back at",
    "state_by": "Taken back by",
    "state_nexus": "Tie to the state",
    "state_of": "Organ or official of",
    "state_reason": "Why",
    "stated_by": "Said by",
    "stated_value": "The source says",
    "time_note": "Remark on the date",
    "url": "Address",
    "uid": "UID",
    "voices": "Claims made in the act",
    "wording": "In our words",
}
# What a form says below a field, where its model says too little or the label again.
HINTS = {
    "basis": "In our words.",
    "country": "Two letters of ISO 3166-1, such as AL.",
    "dwell": "How long the intruders were inside before it, such as 14 months.",
    "field": "Choose a field if the source speaks for that one alone.",
    "is_cited": "",
    "keeper": "The body that answers for this case file; not a party to the case.",
    "lang": "A code of RFC 5646, such as en, sq or fa.",
    "occurred": "",
    "original_words": "Quoted, such as “with high confidence”.",
    "outcome": "",
    "state_of": "A state, itself one of the identities.",
    "voices": "",
    "wording": "",
}
# Where one kind means something of its own by a field that all have.
OF_A_KIND = {
    (RecordKind.INCIDENT, "disclosed"): "Disclosed",
    (RecordKind.SOURCE, "name"): "Title",
    (RecordKind.SOURCE, "lang"): "Language of the document",
    (RecordKind.QUESTION, "name"): "Question",
    (RecordKind.QUESTION, "description"): "Our view",
    (RecordKind.CHECKED_FACT, "name"): "Sentence checked",
    (RecordKind.RESPONSE, "outcome"): "Outcome",
    (RecordKind.EVENT, "status"): "Whether it took place",
}
# Words of open vocabularies: identifiers that say what they mean.
OPEN = frozenset(
    {
        *("incident_types", "event_types", "detection_methods", "malware_types"),
        *("capabilities", "tool_types", "kill_chain_phases", "infrastructure_types"),
        *("indicator_types", "threat_actor_types", "information_type", "impact_type"),
        *("variety", "asset_type", "relationship_type", "region"),
    }
)
LANGUAGES = frozenset({"lang", "quote_lang"})
OWNED = {
    "aliases": "Other names",
    "bearings": "How it bears on claims",
    "citations": "Sources",
    "grounds": "Grounds given",
    "hypotheses": "Hypotheses",
    "sides": "Positions",
    "stix_names": "STIX ids",
    "transitions": "Steps",
}


def kind_in_words(kind: str) -> str:
    """Return what one record of a kind is called: “threat actor”."""
    return str(record_models()[kind]._meta.verbose_name)


def kinds_in_words(kind: str) -> str:
    """Return what several records of a kind are called: “threat actors”."""
    return str(record_models()[kind]._meta.verbose_name_plural)


def label(field: str, kind: str = "") -> str:
    """Return what a field of a record, or of a row it owns, is called."""
    found = OF_A_KIND.get((RecordKind(kind), field)) if kind else None
    words = found or LABELS.get(field) or OWNED.get(field)
    return words or field.replace("_", " ").capitalize()


def hint(field: "Field[Any, Any]") -> str:
    """Return what a form says below a model's field, beyond its label."""
    return HINTS.get(field.name, str(field.help_text))


def word(field: "Field[Any, Any]", value: str) -> str:
    """Return what a value of a field means: its label, where it is a known word."""
    if field.name in LANGUAGES:
        return str(LANG_INFO.get(value.lower(), {}).get("name", value))
    if field.name in OPEN:
        return value.replace("-", " ")
    return _words_of(field).get(value, value)


@cache
def _words_of(field: "Field[Any, Any]") -> dict[str, str]:
    base = field.base_field if isinstance(field, ArrayField) else field
    return {value: plain(value, str(shown)) for value, shown in base.choices or ()}


def plain(value: str, shown: str) -> str:
    """Return a choice's label; one that Django made of the value in small letters."""
    words = value.replace("-", " ")
    return words if shown == words.title() else shown


def choices_of(field: "Field[Any, Any]") -> list[tuple[str, str]]:
    """Return the words of a field's vocabulary with their meanings, in its order."""
    return list(_words_of(field).items())


def declared(model: type[Model]) -> Iterable["Field[Any, Any]"]:
    """Return a model's own fields in the order in which they are declared."""
    meta = model._meta
    own = (*meta.local_fields, *meta.local_many_to_many)
    return sorted(own, key=lambda field: field.creation_counter)


def is_a_kind(model: type[Model]) -> bool:
    """Whether a model is one kind of record."""
    return issubclass(model, Record) and model is not Record
