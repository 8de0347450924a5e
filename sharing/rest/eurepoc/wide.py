"""EuRepoC's global database: one row for each incident, of all the long tables (e.1).

Several values stand in one cell, parted by "; ", and one for each attribution or
response, so that the cells of a row line up; EuRepoC's own do not always. Receivers,
initiators and sources are lists in a cell, as its file has them. What stands beside a
cell has a value for each of its values, too, blank where there is none.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import orjson

from sharing.rest.eurepoc import attributions, incidents
from sharing.rest.eurepoc.cells import NOT_CODED, NOT_STATED, Row, cell, endings
from sharing.rest.eurepoc.words import joined
from sharing.rest.eurepoc.world import World

COLUMNS = """
ID,name,description,start_date,end_date,inclusion_criteria,inclusion_criteria_subcode,
source_incident_detection_disclosure,incident_type,receiver_name,receiver_country,
receiver_region,receiver_category,receiver_category_subcode,initiator_name,
initiator_country,initiator_category,initiator_category_subcode,
number_of_attributions,attribution_date,attribution_type,attribution_basis,
attributing_actor,attribution_it_company,attributing_country,attributed_initiator,
attributed_initiator_country,attributed_initiator_category,
attributed_initiator_subcategory,sources_attribution,cyber_conflict_issue,
offline_conflict_issue,offline_conflict_name_HIIK,offline_conflict_intensity,
offline_conflict_intensity_subcode,number_of_political_responses,
political_response_date,political_response_type,political_response_type_subcode,
political_response_country,political_response_actor,zero_days,zero_days_subcode,
MITRE_initial_access,MITRE_impact,user_interaction,has_disruption,data_theft,
disruption,hijacking,physical_effects_spatial,physical_effects_temporal,
unweighted_cyber_intensity,target_multiplier,weighted_cyber_intensity,
impact_indicator,impact_indicator_value,functional_impact,intelligence_impact,
political_impact_affected_entities,political_impact_affected_entities_exact_value,
political_impact_third_countries,political_impact_third_countries_exact_value,
economic_impact,economic_impact_exact_value,economic_impact_currency,
state_responsibility_indicator,IL_breach_indicator,IL_breach_indicator_subcode,
evidence_for_sanctions_indicator,number_of_legal_responses,legal_response_date,
legal_response_type,legal_response_type_subcode,legal_response_country,
legal_response_actor,legal_attribution_reference,
legal_attribution_reference_subcode,legal_response_indicator,casualties,sources_url
"""
OF_INCIDENTS = (
    *("name", "description", "description__missing", "start_date", "start_date__edtf"),
    *("start_date__earliest", "start_date__latest", "start_date__missing"),
    *("end_date", "marking"),
)
# Which column is made of which of a long table.
OF_ATTRIBUTIONS = (
    *("attribution_date", "attribution_type", "attribution_basis"),
    *("attributing_actor", "attribution_it_company", "attributing_country"),
    *("attributed_initiator", "attributed_initiator_country"),
    "attributed_initiator_category",
)
BESIDE_ATTRIBUTIONS = {
    "attribution_IDs": "attribution_ID",
    "stance": "stance",
    "denial_scope": "denial_scope",
    "on_attribution_ID": "on_attribution_ID",
}
OF_RESPONSES = {
    "date": "date",
    "type": "type",
    "type_subcode": "subtype",
    "country": "responding_country",
    "actor": "responding_actor",
}
OF_RECEIVERS = ("receiver_name", "receiver_country")
OF_INITIATORS = ("initiator_name", "initiator_country", "initiator_category")

ByIncident = Mapping[str, list[Row]]


def rows(world: World) -> Iterator[Row]:
    """Yield one row for each incident."""
    known = _Known(world)
    for incident in incidents.incidents(world):
        own = incident["incident_id"]
        told = {
            "ID": own,
            **{name: incident[name] for name in OF_INCIDENTS if name in incident},
            **_incident_type(known, incident),
            **_people(known, own),
            **_attributions(known, own),
            **_responses(known, own, "political"),
            **_responses(known, own, "legal"),
            **_list("sources_url", known.urls[own], "source_url"),
        }
        yield {**_not_coded(told), **told}


class _Known:
    """The long tables, by incident."""

    def __init__(self, world: World) -> None:
        self.types = _by_incident(world, incidents.incident_types)
        self.receivers = _by_incident(world, incidents.receiver_dataset, "ID")
        self.attributions = _by_incident(world, attributions.dataset, "incident_ID")
        self.long = _by_incident(world, attributions.long)
        self.initiators = _by_incident(world, attributions.initiators)
        self.sources = _by_incident(world, incidents.attribution_sources)
        self.urls = _by_incident(world, incidents.sources_urls)
        self.responses = {
            "political": _by_incident(world, incidents.political_responses),
            "legal": _by_incident(world, incidents.legal_responses),
        }


def _by_incident(
    world: World, table: Callable[[World], Iterator[Row]], of: str = "incident_id"
) -> ByIncident:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in table(world):
        found[row[of]].append(row)
    return found


def _incident_type(known: _Known, incident: Row) -> Row:
    """Return the components; there are none where there is no one word for them."""
    found = joined(
        each["incident_type"] for each in known.types[incident["incident_id"]]
    )
    return cell("incident_type", found, incident["operation_type__missing"])


def _people(known: _Known, own: str) -> Row:
    """Return who was hit, and who a published rule says did it."""
    picked = [
        each for each in known.initiators[own] if each["settled_initiator"] == "True"
    ]
    found: Row = {}
    for names, table in ((OF_RECEIVERS, known.receivers[own]), (OF_INITIATORS, picked)):
        for name in names:
            found |= _list(name, table, name) | _beside(name, table, name)
    rules = {each["settled_rule"] for each in known.long[own]}
    return found | {"settled_rule": joined(sorted(rules))}


def _attributions(known: _Known, own: str) -> Row:
    table = known.attributions[own]
    found = {"number_of_attributions": str(len(table))}
    for name in OF_ATTRIBUTIONS:
        found |= _joined(name, table, name)
    for name, column in BESIDE_ATTRIBUTIONS.items():
        found[name] = joined(each[column] for each in table)
    found |= _joined(
        "legal_attribution_reference", known.long[own], "attribution_legal_reference"
    )
    return found | _list(
        "sources_attribution", known.sources[own], "attribution_source_url"
    )


def _responses(known: _Known, own: str, sort: str) -> Row:
    table = known.responses[sort][own]
    found = {f"number_of_{sort}_responses": str(len(table))}
    for name, column in OF_RESPONSES.items():
        found |= _joined(f"{sort}_response_{name}", table, f"{sort}_response_{column}")
    return found


def _joined(name: str, table: Sequence[Row], column: str) -> Row:
    """Return a column's values in one cell, each in the place of its row."""
    values = joined(each[column] for each in table)
    return cell(name, values) | _beside(name, table, column)


def _list(name: str, table: Sequence[Row], column: str) -> Row:
    """Return a column's values as EuRepoC's file has lists, and as JSON beside it."""
    values = [each[column] for each in table]
    as_json = {f"{name}__json": orjson.dumps(values).decode()}
    return cell(name, repr(values) if values else "") | as_json


def _beside(name: str, table: Sequence[Row], column: str) -> Row:
    """Return what stands beside a column, each in the place of its row."""
    found = {
        f"{name}{end}": joined(each[f"{column}{end}"] for each in table)
        for end in endings(name)
    }
    return found if table else found | {f"{name}__missing": NOT_STATED}


def _not_coded(told: Row) -> Row:
    """Return the columns of EuRepoC's codings that the record does not have."""
    found: Row = {}
    for name in COLUMNS.replace("\n", "").split(","):
        if name not in told:
            found |= cell(name, "", NOT_CODED)
    return found
