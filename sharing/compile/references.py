"""External references: what a record cites, and its ids in others' catalogues."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.utils.encoding import iri_to_uri

from sharing.compile.dates import bounds, in_short
from sharing.compile.draft import Draft
from sharing.compile.values import Snapshot
from sharing.compile.words import sentence

Reference = dict[str, Any]
# A citation, and the field of the compiled record through which it is reached.
Citations = list[tuple[str, Snapshot]]

# MITRE's pages by the letters that its ids begin with, longest first.
_ATTACK_PAGES = (
    ("TA", "tactics"),
    ("T", "techniques"),
    ("G", "groups"),
    ("S", "software"),
    ("C", "campaigns"),
    ("M", "mitigations"),
)


def references(draft: Draft) -> list[Reference]:
    """Return the record's catalogue ids and cited sources, each source once."""
    return catalogue_ids(draft.own) + cited(draft, own_citations(draft))


def own_citations(draft: Draft) -> Citations:
    """Return the record's own citations."""
    return [("citations.source", each) for each in draft.own["citations"]]


def catalogue_ids(own: Snapshot) -> list[Reference]:
    """Return the record's ids in catalogues, those of ATT&CK with their page."""
    found = []
    for each in own["external_ids"]:
        catalogue, _, number = each.partition(":")
        found.append(
            {
                "source_name": catalogue,
                "url": _attack_page(number) if catalogue == "mitre-attack" else None,
                "external_id": number,
            }
        )
    return found


def _attack_page(number: str) -> str | None:
    for letters, page in _ATTACK_PAGES:
        if number.startswith(letters):
            return f"https://attack.mitre.org/{page}/{number.replace('.', '/')}/"
    return None


def cited(
    draft: Draft, citations: Citations, *, with_dates: bool = True
) -> list[Reference]:
    """Return one reference for each cited source, with all that is cited from it.

    Without dates there is no text beside an address: OpenCTI reads a date in the
    references of an edge as the time when the relation held.
    """
    sources: dict[str, Snapshot] = {}
    by_source: dict[str, list[Snapshot]] = {}
    for field, citation in citations:
        sources[citation["source"]] = draft.read(field, citation["source"])
        by_source.setdefault(citation["source"], []).append(citation)
    return [
        _reference(sources[key], found, with_dates=with_dates)
        for key, found in by_source.items()
    ]


def _reference(
    source: Snapshot, citations: list[Snapshot], *, with_dates: bool
) -> Reference:
    url, digest = _uri(source["url"]), source["archived_sha256"]
    if with_dates:
        description = " ".join(
            each
            for each in (_titled(source, citations), *map(_place, citations))
            if each
        )
    else:
        description = "" if url else source["name"]
    return {
        "source_name": source["publisher"],
        "description": description,
        "url": url,
        "hashes": {"SHA-256": digest} if url and digest else {},
    }


def _titled(source: Snapshot, citations: list[Snapshot]) -> str:
    """Return title, date, grade and how much of the source was seen."""
    credibility = min((each["credibility"] or "9" for each in citations), default="9")
    grade = f"{source['reliability']}{credibility.replace('9', '')}"
    remarks = [
        in_short(source["published"]) if source["published"] else "undated",
        f"grade {grade}" if grade else "",
        _SEEN[source["seen_extent"]],
    ]
    return f"{source['name']} ({', '.join(each for each in remarks if each)})."


_SEEN = {
    "full": "",
    "excerpt": "seen in excerpt",
    "not-seen": "not seen, cited by others",
}


def _place(citation: Snapshot) -> str:
    """Return what one citation adds: for which field, where, and what it says."""
    field = str(citation["field"]).replace("_", " ")
    parts = [
        f"on {field}" if field else "",
        citation["locator"],
        f"says “{citation['stated_value']}”" if citation["stated_value"] else "",
        f"quoting {citation['stated_by']}" if citation["stated_by"] else "",
        f"“{citation['quote']}” ({citation['quote_lang']})"
        if citation["quote"]
        else "",
        f"translated “{citation['translation']}”" if citation["translation"] else "",
    ]
    return sentence("Cited", ", ".join(each for each in parts if each))


def earliest_publication(draft: Draft, citations: Citations) -> datetime | None:
    """Return when the first of the cited sources came out, as far as is known."""
    found = [
        moment
        for field, citation in citations
        if (moment := bounds(draft.read(field, citation["source"])["published"])[0])
    ]
    return min(found, default=None)


def gradings(draft: Draft, citations: Citations) -> list[Reference]:
    """Return source grading and lineage of each citation, for our extension."""
    return [
        _grading(draft.read(field, citation["source"]), citation)
        for field, citation in citations
    ]


def _grading(source: Snapshot, citation: Snapshot) -> Reference:
    return {
        "source_key": source["key"],
        "source_title": source["name"],
        "on_field": citation["field"],
        "stated_value": citation["stated_value"],
        "source_reliability": source["reliability"],
        "information_credibility": citation["credibility"],
        "lineage_group": source["lineage_group"],
        "seen_extent": source["seen_extent"],
    }


def _uri(address: str) -> str:
    """Return an address as a URI (RFC 3986), which STIX asks for, not as an IRI.

    Letters outside ASCII are percent-encoded in the path, and IDNA in the host.
    """
    parts = urlsplit(address)
    if parts.hostname and not parts.hostname.isascii():
        host = parts.netloc.replace(
            parts.hostname, parts.hostname.encode("idna").decode("ascii")
        )
        address = urlunsplit(parts._replace(netloc=host))
    return str(iri_to_uri(address))
