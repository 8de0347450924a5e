"""From a record to its objects: a table of compilers and the walk over its parts."""

from collections.abc import Mapping

from incidents.snapshot import references
from incidents.vocab import RecordKind
from sharing.compile import (
    actors,
    assessment,
    campaign,
    claim,
    event,
    evidence,
    impact,
    incident,
    means,
    notes,
    parties,
    relationship,
    response,
)
from sharing.compile.acts import acted
from sharing.compile.case_report import case_parts
from sharing.compile.context import Context
from sharing.compile.draft import Draft, Unreadable
from sharing.compile.plan import Part, Planner, nothing
from sharing.compile.values import Compiled, Problem, Snapshot, UnknownKind

PLANNERS: Mapping[str, Planner] = {
    RecordKind.IDENTITY: parties.plan_identity,
    RecordKind.LOCATION: parties.plan_location,
    RecordKind.INCIDENT: incident.plan_incident,
    RecordKind.EVENT: event.plan_event,
    RecordKind.IMPACT: impact.plan_impact,
    RecordKind.CAMPAIGN: campaign.plan_campaign,
    RecordKind.THREAT_ACTOR: actors.plan_threat_actor,
    RecordKind.INTRUSION_SET: actors.plan_intrusion_set,
    RecordKind.MALWARE: means.plan_malware,
    RecordKind.TOOL: means.plan_tool,
    RecordKind.VULNERABILITY: means.plan_vulnerability,
    RecordKind.ATTACK_PATTERN: means.plan_attack_pattern,
    RecordKind.INFRASTRUCTURE: means.plan_infrastructure,
    RecordKind.INDICATOR: means.plan_indicator,
    RecordKind.RELATIONSHIP: relationship.plan_relationship,
    RecordKind.CLAIM: claim.plan_claim,
    RecordKind.EVIDENCE: evidence.plan_evidence,
    RecordKind.QUESTION: notes.plan_question,
    RecordKind.CHECKED_FACT: notes.plan_checked_fact,
    RecordKind.ASSESSMENT: assessment.plan_assessment,
    RecordKind.RESPONSE: response.plan_response,
    # In others' references and texts; a case by its own function, per marking.
    RecordKind.SOURCE: nothing,
    RecordKind.STATEMENT: nothing,
    RecordKind.CASE: nothing,
}


def planned(snapshot: Snapshot, context: Context) -> dict[str, Part]:
    """Return the parts of a record, each with the way to make it.

    Raises:
        UnknownKind: no compiler is known for this kind.
    """
    planner = PLANNERS.get(snapshot["kind"])
    if planner is None:
        raise UnknownKind(f"{snapshot['key']}: no compiler for {snapshot['kind']!r}")
    return planner(snapshot, context)


def parts(snapshot: Snapshot, context: Context) -> dict[str, str]:
    """Return as which STIX objects a record leaves: their type by their part.

    Raises:
        UnknownKind: no compiler is known for this kind.
    """
    if snapshot["kind"] == RecordKind.CASE:
        return case_parts(snapshot)
    found = planned(snapshot, context)
    return {part: each.stix_type for part, each in found.items()}


def compile_record(key: str, context: Context) -> tuple[list[Compiled], list[Problem]]:
    """Return the objects of a record, and all that keeps it from leaving.

    The same context always gives the same bytes. An object with a problem is not
    among those returned; a record with any problem must not leave.

    Raises:
        UnknownKind: no compiler is known for this kind.
    """
    snapshot = context.versions[key].snapshot
    problems = [] if snapshot["marking"] else [Problem(key, "marking", "is not marked")]
    problems += _examined(key, context)
    act, when = acted(snapshot, context)
    objects = []
    for part, each in planned(snapshot, context).items():
        draft = Draft(context, key, part)
        try:
            obj = draft.finish(each.stix_type, each.make(draft))
        except Unreadable:
            obj = {}
        problems += draft.problems
        if draft.problems or not snapshot["marking"]:
            continue
        objects.append(
            Compiled(obj, key, part, snapshot["marking"], act, when, draft.embeds)
        )
    return objects, list(dict.fromkeys(problems))


def _examined(key: str, context: Context) -> list[Problem]:
    """Return what is wrong with what a record points at, told in an object or not.

    Its snapshot is published whole, so a key that no compiler reads leaves, too.
    """
    draft = Draft(context, key, "")
    for field, other in sorted(references(draft.own)):
        _look(draft, field, other)
    return draft.problems


def _look(draft: Draft, field: str, key: str) -> None:
    try:
        draft.read(field, key)
    except Unreadable:
        return  # noted in the draft; the other pointers are still to be looked at
