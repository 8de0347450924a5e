"""Incidents, receivers, responses and sources in EuRepoC's long tables (e.3, e.4)."""

from collections import Counter
from collections.abc import Iterator

from attribution.vocab.responses import RESPONSES, ResponseType
from incidents.vocab import BodyKind, RecordKind
from sharing.rest.eurepoc.attributions import attributions
from sharing.rest.eurepoc.cells import NOT_CODED, NOT_STATED, Row, cell, country, dated
from sharing.rest.eurepoc.words import EU, operation_label, operation_types
from sharing.rest.eurepoc.world import Snapshot, World

OF_THE_EU = (ResponseType.DECLARATION_HR, ResponseType.COUNCIL_CONCLUSIONS)


def incidents(world: World) -> Iterator[Row]:
    """Yield one row for each incident."""
    attributed = Counter(each.incident for each in attributions(world))
    political = Counter(row["incident_id"] for row in _responses(world, "political"))
    legal = Counter(row["incident_id"] for row in _responses(world, "legal"))
    for each in world.incidents():
        own = world.id_of(each["key"])
        yield {
            "incident_id": own,
            "name": each["name"],
            **cell("description", each["description"]),
            "added_to_db": world.releases[each["key"]],
            **_begun_and_ended(each),
            **_operation_type(each),
            "status": "Sent to database",
            "updated_at": world.releases[each["key"]],
            "number_attributions": str(attributed[each["key"]]),
            "number_political_responses": str(political[own]),
            "number_legal_responses": str(legal[own]),
            **cell("casualties", "", NOT_CODED),
            "marking": each["marking"],
        }


def incident_types(world: World) -> Iterator[Row]:
    """Yield the components of each incident."""
    for each in world.incidents():
        for component in operation_types(each["incident_types"]):
            yield {
                "incident_id": world.id_of(each["key"]),
                "incident_type": component,
                "incident_types__oasis": "; ".join(each["incident_types"]),
            }


def labels(world: World) -> Iterator[Row]:
    """Yield the one word for each incident."""
    for each in world.incidents():
        yield {"incident_id": world.id_of(each["key"]), **_operation_type(each)}


def receiver_dataset(world: World) -> Iterator[Row]:
    """Yield one row for each victim of an incident (e.3)."""
    for incident, victim in _victims(world):
        yield {
            "ID": world.id_of(incident["key"]),
            **country("receiver_country", world.country(victim["key"])),
            **cell("receiver_region", "", NOT_CODED),
            **cell("receiver_name", victim["name"]),
            **_category(victim, "receiver_category_subcode"),
            "receiver_id": victim["key"],
        }


def receivers(world: World) -> Iterator[Row]:
    """Yield one row for each victim of an incident (e.4)."""
    for incident, victim in _victims(world):
        where = country("receiver_country", world.country(victim["key"]))
        yield {
            "receiver_id": victim["key"],
            "incident_id": world.id_of(incident["key"]),
            **cell("receiver_name", victim["name"]),
            "receiver_country": where["receiver_country"],
            "receiver_country_alpha_2_code": where["receiver_country__alpha2"],
            "receiver_country_alpha_3_code": where["receiver_country__alpha3"],
            "receiver_country__missing": where["receiver_country__missing"],
            **_category(victim, "receiver_subcategory"),
            **cell("receiver_regions", "", NOT_CODED),
        }


def political_responses(world: World) -> Iterator[Row]:
    """Yield one row for each party to a political response."""
    return _responses(world, "political")


def legal_responses(world: World) -> Iterator[Row]:
    """Yield one row for each party to a legal response."""
    return _responses(world, "legal")


def aliases(world: World) -> Iterator[Row]:
    """Yield the other names of the actors named; EuRepoC joins them with slashes."""
    for key in sorted({each.target for each in attributions(world) if each.target}):
        for alias in world.known.get(key, {}).get("aliases", ()):
            yield {
                "initiator_id": key,
                "initiator_name": world.name(key),
                "alias": alias["name"],
                "namer": world.name(alias["namer"]),
            }


def sources_urls(world: World) -> Iterator[Row]:
    """Yield the addresses of all that an incident and the claims on it rest on."""
    for incident in world.incidents():
        cited = {each["key"]: each for each in world.cited(incident)}
        for snapshot, _, about in world.claims():
            if about == incident["key"]:
                cited |= {each["key"]: each for each in world.cited(snapshot)}
        for key, source in cited.items():
            if source["url"]:
                yield {
                    "source_urls_id": key,
                    "incident_id": world.id_of(incident["key"]),
                    "source_url": source["url"],
                }


def attribution_sources(world: World) -> Iterator[Row]:
    """Yield the addresses that the attributions of an incident rest on, once each."""
    seen: set[tuple[str, str]] = set()
    for row in claim_source(world):
        pair = row["incident_id"], row["source_url"]
        if pair[1] and pair not in seen:
            seen.add(pair)
            yield {"incident_id": pair[0], "attribution_source_url": pair[1]}


def claim_source(world: World) -> Iterator[Row]:
    """Yield which claim rests on which source: EuRepoC has one list per incident."""
    for each in attributions(world):
        for source in world.cited(each.snapshot):
            yield {
                "claim_id": each.claim.key,
                "incident_id": world.id_of(each.incident),
                "source_id": source["key"],
                "source_url": source["url"],
                "source_name": source["publisher"],
                "source_title": source["name"],
                "source_reliability": source["reliability"],
                "lineage_group": source["lineage_group"],
            }


def _operation_type(incident: Snapshot) -> Row:
    """Return the one word for an incident; EuRepoC may have none for its types."""
    types = incident["incident_types"]
    label = operation_label(operation_types(types))
    return cell("operation_type", label, NOT_CODED if types else NOT_STATED)


def _begun_and_ended(incident: Snapshot) -> Row:
    """Return when an incident began and ended; an open end is blank (b.11)."""
    when = incident["occurred"]
    begun = dated("start_date", when)
    lasted = "/" in (when or {}).get("edtf", "") and when["latest"]
    end = when["latest"][: len("2022-07-15")] if lasted else ""
    return begun | {"end_date": end}


def _victims(world: World) -> Iterator[tuple[Snapshot, Snapshot]]:
    for incident in world.incidents():
        for key in incident["victims"]:
            if key in world.known:
                yield incident, world.known[key]


def _category(victim: Snapshot, subcode: str) -> Row:
    """Return that EuRepoC's category is not coded here, and what we say instead."""
    return {
        **cell("receiver_category", "", NOT_CODED),
        **cell(subcode, "", NOT_CODED),
        "receiver_body_kind": victim["body_kind"],
        "receiver_sectors": "; ".join(victim["sectors"]),
    }


def _responses(world: World, sort: str) -> Iterator[Row]:
    """Yield the responses of a sort, one row for each incident and party.

    In order of time, by the first instant that a date can mean; without one, last.
    """
    for each in sorted(world.of(RecordKind.RESPONSE), key=_begun):
        equivalent = RESPONSES[each["response_type"]]
        if equivalent.eurepoc_field != sort:
            continue
        for incident in _answered(world, each):
            for party in each["responders"]:
                yield {
                    f"{sort}_response_id": each["key"],
                    "incident_id": world.id_of(incident),
                    **dated(f"{sort}_response_date", _day(each)),
                    **country(
                        f"{sort}_response_responding_country", world.country(party)
                    ),
                    **cell(f"{sort}_response_responding_actor", world.name(party)),
                    **_measure(world, each, sort, party),
                    "response_type": each["response_type"],
                    "marking": each["marking"],
                }


def _day(response: Snapshot) -> Snapshot | None:
    """Return when a response was announced; if that is not known, took effect."""
    found: Snapshot | None = response["announced"] or response["effective"]
    return found


def _begun(response: Snapshot) -> tuple[bool, str]:
    begun = (_day(response) or {}).get("earliest") or ""
    return not begun, begun


def _measure(world: World, response: Snapshot, sort: str, party: str) -> Row:
    equivalent = RESPONSES[response["response_type"]]
    measure = equivalent.eurepoc_measure or ""
    if measure and sort == "political":
        measure = f"{_class(world, response, party)}: {measure}"
    subcode = equivalent.eurepoc_subcode or ""
    return {
        **cell(f"{sort}_response_type", measure),
        **cell(f"{sort}_response_subtype", subcode, "not-applicable"),
    }


def _class(world: World, response: Snapshot, party: str) -> str:
    """Return EuRepoC's class of whoever responds (b.8)."""
    if response["response_type"] in OF_THE_EU:
        return "EU"
    body = world.known.get(party, {}).get("body_kind")
    if body == BodyKind.INTERNATIONAL_ORGANISATION:
        return "International organizations"
    return "EU member states" if world.country(party) in EU else "State Actors"


def _answered(world: World, response: Snapshot) -> list[str]:
    """Return the incidents that a response is about, through whatever it answers."""
    found: list[str] = []
    waiting = [*response["answers"], *response["rests_on"], *response["voices"]]
    seen: set[str] = set()
    while waiting:
        key = waiting.pop(0)
        if key in seen or key not in world.known:
            continue
        seen.add(key)
        record = world.known[key]
        if world.is_wanted(key):
            found.append(key)
        waiting += [
            *([record["about"]] if record["kind"] == RecordKind.CLAIM else ()),
            *record.get("answers", ()),
            *record.get("rests_on", ()),
        ]
    return found
