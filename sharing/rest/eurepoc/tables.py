"""The tables by name: which columns, in which order, from what."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from sharing.rest.eurepoc import attributions, incidents, wide
from sharing.rest.eurepoc.cells import Row
from sharing.rest.eurepoc.world import World


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``columns`` are EuRepoC's own, what we add stands behind them."""

    name: str
    columns: Sequence[str]
    rows: Callable[[World], Iterator[Row]]


def nothing(world: World) -> Iterator[Row]:
    """Yield no rows: what the table holds is not coded here."""
    return iter(())


def _table(name: str, rows: Callable[[World], Iterator[Row]], columns: str) -> Table:
    return Table(name, columns.replace(",", " ").split(), rows)


TABLES = {
    each.name: each
    for each in (
        _table("global_database", wide.rows, wide.COLUMNS),
        _table(
            "attribution_dataset",
            attributions.dataset,
            "incident_ID,attribution_ID,attribution_date,attribution_type,"
            "attribution_basis,attributing_actor,attribution_it_company,"
            "attributing_country,attributed_initiator,attributed_initiator_country,"
            "attributed_initiator_category",
        ),
        _table(
            "receiver_dataset",
            incidents.receiver_dataset,
            "ID,receiver_country,receiver_region,receiver_name,receiver_category,"
            "receiver_category_subcode",
        ),
        _table(
            "incidents",
            incidents.incidents,
            "incident_id,name,description,added_to_db,start_date,end_date,"
            "operation_type,status,updated_at,number_attributions,"
            "number_political_responses,number_legal_responses,casualties",
        ),
        _table(
            "receivers",
            incidents.receivers,
            "receiver_id,incident_id,receiver_name,receiver_country,"
            "receiver_country_alpha_2_code,receiver_country_alpha_3_code,"
            "receiver_category,receiver_subcategory,receiver_regions",
        ),
        _table(
            "attributions",
            attributions.long,
            "attribution_id,incident_id,settled_attribution,attribution_date,"
            "attribution_updated_at,attribution_created_at,attribution_basis,"
            "attribution_type,attribution_subtype,attributing_country,"
            "attributing_actor,attributing_company,attribution_legal_reference,"
            "attribution_legal_reference_subcode,initiator_id,initiator_name,"
            "initiator_country,initiator_category,initiator_subcategory",
        ),
        _table(
            "initiators",
            attributions.initiators,
            "initiator_id,incident_id,attribution_id,settled_initiator,"
            "initiator_name,initiator_country,initiator_category,"
            "initiator_subcategory",
        ),
        _table(
            "political_responses",
            incidents.political_responses,
            "political_response_id,incident_id,political_response_date,"
            "political_response_responding_country,"
            "political_response_responding_actor,political_response_type,"
            "political_response_subtype",
        ),
        _table(
            "legal_responses",
            incidents.legal_responses,
            "legal_response_id,incident_id,legal_response_date,"
            "legal_response_responding_country,legal_response_responding_actor,"
            "legal_response_type,legal_response_subtype",
        ),
        _table("operation_types", incidents.labels, "incident_id,operation_type"),
        _table("incident_types", incidents.incident_types, "incident_id,incident_type"),
        _table(
            "sources_urls",
            incidents.sources_urls,
            "source_urls_id,incident_id,source_url",
        ),
        _table(
            "attribution_sources",
            incidents.attribution_sources,
            "incident_id,attribution_source_url",
        ),
        # Ours, for what theirs cannot hold (e.5).
        _table("claims", attributions.claims, "claim_id,incident_id,claim"),
        _table(
            "claim_source",
            incidents.claim_source,
            "claim_id,incident_id,source_id,source_url,source_name,source_title,"
            "source_reliability,lineage_group",
        ),
        _table("aliases", incidents.aliases, "initiator_id,initiator_name,alias,namer"),
        # EuRepoC's codings that the record does not have: the header alone.
        _table(
            "inclusion_criteria",
            nothing,
            "incident_id,inclusion_criterion,inclusion_criterion_subcode",
        ),
        _table("sources_of_disclosure", nothing, "incident_id,source_disclosure"),
        _table("cyber_conflict_issues", nothing, "incident_id,cyber_conflict_issue"),
        _table(
            "offline_conflicts",
            nothing,
            "incident_id,offline_conflict_issue,offline_conflict_name,"
            "offline_conflict_intensity,offline_conflict_intensity_subcode",
        ),
        _table(
            "technical_variables",
            nothing,
            "incident_id,zero_days,zero_days_subcode,has_disruption,user_interaction",
        ),
        _table(
            "cyber_intensity_variables",
            nothing,
            "incident_id,disruption,hijacking,data_theft,physical_effects_spatial,"
            "physical_effects_temporal,target_multiplier,unweighted_intensity,"
            "weighted_intensity",
        ),
        _table("mitre_initial_access", nothing, "incident_id,mitre_initial_access"),
        _table("mitre_impact", nothing, "incident_id,mitre_impact"),
        _table(
            "impact_indicator_variables",
            nothing,
            "incident_id,impact_indicator_score,impact_indicator_label,"
            "functional_impact,intelligence_impact,economic_impact,"
            "economic_impact_value,economic_impact_currency,affected_entities,"
            "affected_entities_value,affected_eu_countries,"
            "affected_eu_countries_value,affected_third_countries,"
            "affected_third_countries_value",
        ),
        _table(
            "legal_variables",
            nothing,
            "incident_id,state_responsibility_actor,"
            "evidence_for_sanctions_indicator,response_indicator",
        ),
        _table(
            "il_breach_indicator",
            nothing,
            "incident_id,il_breach_indicator,il_breach_indicator_subcode",
        ),
    )
}


def as_csv(table: Table, world: World) -> tuple[bytes, int]:
    """Return a table as CSV (UTF-8, commas, header first), and how many rows it has.

    EuRepoC's columns come first, in its order; ours follow. Lines end in CR LF, as
    RFC 4180 has it.
    """
    rows = list(table.rows(world))
    ours = dict.fromkeys(name for row in rows for name in row)
    columns = [*table.columns, *(name for name in ours if name not in table.columns)]
    written = StringIO()
    writer = csv.DictWriter(written, columns, lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode(), len(rows)
