"""Who attributed which incident to whom: a row for each claim EuRepoC can hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from attribution.vocab.claims import (
    FORM_TO_EUREPOC,
    LEVEL_TO_EUREPOC_CATEGORY,
    ROLE_TO_EUREPOC_BASIS,
    STANCE_TO_EUREPOC_BASIS,
    ClaimantRole,
    Proposition,
    Stance,
)
from positions.stances import NAMING, OBJECTING
from positions.values import Claim
from sharing.rest.eurepoc.cells import (
    NOT_CODED,
    NOT_KNOWN,
    Row,
    cell,
    country,
    dated,
    flag,
)
from sharing.rest.eurepoc.settled import RULE, Settled, settled
from sharing.rest.eurepoc.words import CONTESTED
from sharing.rest.eurepoc.world import Snapshot, World

# Backing of a finding is a row; silence, suspicion and the taking back of it are none.
ROWS = NAMING | OBJECTING | {Stance.ENDORSES.value}
COMPANIES = (ClaimantRole.SECURITY_VENDOR, ClaimantRole.RESEARCH_NGO)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A claim that is a row, with the claim whose culprit it is about."""

    snapshot: Snapshot
    claim: Claim
    incident: str
    named: Snapshot | None

    @property
    def target(self) -> str | None:
        """Whom the row names; of an objection whom it denies to be behind it."""
        return self.named["attributed_to"] if self.named else None


def attributions(world: World) -> Iterator[Attribution]:
    """Yield the claims that are rows, in order of time."""
    for snapshot, claim, incident in world.claims():
        is_other = snapshot["proposition"] not in ("", Proposition.ATTRIBUTED_TO)
        if snapshot["stance"] in ROWS and not is_other:
            yield Attribution(snapshot, claim, incident, _named(world, claim))


def dataset(world: World) -> Iterator[Row]:
    """Yield the rows of the attribution dataset (e.2)."""
    for each in attributions(world):
        yield {
            "incident_ID": world.id_of(each.incident),
            "attribution_ID": each.claim.key,
            **_said(world, each),
            **_initiator(world, each, "attributed_initiator"),
            **_besides(world, each, "on_attribution_ID"),
        }


def long(world: World) -> Iterator[Row]:
    """Yield the rows of the long table of attributions (e.4)."""
    chosen = settled(world)
    for each in attributions(world):
        stamp = world.releases[each.claim.key]
        yield {
            "attribution_id": each.claim.key,
            "incident_id": world.id_of(each.incident),
            **_settled(world, each, chosen, "settled_attribution"),
            "attribution_updated_at": stamp,
            "attribution_created_at": stamp,
            **cell("attribution_subtype", "", NOT_CODED),
            **cell("attribution_legal_reference", each.snapshot["legal_ground"]),
            **cell("attribution_legal_reference_subcode", "", NOT_CODED),
            **_said(world, each, company="attributing_company"),
            "initiator_id": each.target or "",
            **_initiator(world, each, "initiator", named="initiator_name"),
            **cell("initiator_subcategory", "", NOT_CODED),
            **_besides(world, each, "on_attribution_id"),
        }


def initiators(world: World) -> Iterator[Row]:
    """Yield whom the attributions name, one row for each (e.4)."""
    chosen = settled(world)
    for each in attributions(world):
        if each.target:
            yield {
                "initiator_id": each.target,
                "incident_id": world.id_of(each.incident),
                "attribution_id": each.claim.key,
                **_settled(world, each, chosen, "settled_initiator"),
                **_initiator(world, each, "initiator", named="initiator_name"),
                **cell("initiator_subcategory", "", NOT_CODED),
                "stance": each.claim.stance,
            }


def claims(world: World) -> Iterator[Row]:
    """Yield every claim on an incident, EuRepoC having a row for it or not."""
    for snapshot, claim, incident in world.claims():
        each = Attribution(snapshot, claim, incident, _named(world, claim))
        yield {
            "claim_id": claim.key,
            "incident_id": world.id_of(incident),
            "claim": snapshot["name"],
            **_said(world, each),
            **_initiator(world, each, "attributed_initiator"),
            **_besides(world, each, "on_claim_id"),
        }


def _named(world: World, claim: Claim) -> Snapshot | None:
    """Return the claim that names the culprit: itself, or what it speaks on."""
    at: Claim | None = claim
    seen: set[str] = set()
    while at and at.key not in seen:
        if at.target:
            return world.known[at.key]
        seen.add(at.key)
        at = world.standing.spoken_on(at)
    return None


def _said(
    world: World, each: Attribution, company: str = "attribution_it_company"
) -> Row:
    """Return who said it, when and in what form."""
    statement = world.known.get(each.snapshot["statement"], {})
    role, stance = each.snapshot["claimant_role"], each.snapshot["stance"]
    objects = stance in OBJECTING
    basis = STANCE_TO_EUREPOC_BASIS.get(stance) or ROLE_TO_EUREPOC_BASIS.get(role, "")
    speaker = world.name(each.claim.claimant)
    return {
        **dated("attribution_date", statement.get("said")),
        **cell("attribution_type", FORM_TO_EUREPOC.get(statement.get("form", ""), "")),
        **cell("attribution_basis", CONTESTED if objects else basis),
        **cell("attributing_actor", speaker),
        **cell(company, speaker if role in COMPANIES else "", "not-applicable"),
        **country("attributing_country", world.country(each.claim.claimant)),
    }


def _initiator(world: World, each: Attribution, name: str, named: str = "") -> Row:
    """Return whom the row names."""
    level = each.named["entity_level"] if each.named else ""
    category = LEVEL_TO_EUREPOC_CATEGORY.get(level, "")
    return {
        **cell(named or name, world.name(each.target)),
        **country(f"{name}_country", world.country(each.target), NOT_KNOWN),
        **cell(f"{name}_category", category),
    }


def _besides(world: World, each: Attribution, on: str) -> Row:
    """Return what EuRepoC has no column for (e.5)."""
    own = each.snapshot
    spoken_on = world.standing.spoken_on(each.claim)
    return {
        "stance": own["stance"],
        "denial_scope": "; ".join(own["denial_scope"]),
        "endorsement_ground": own["endorsement_ground"],
        on: spoken_on.key if spoken_on else "",
        "claimant_role": own["claimant_role"],
        "entity_level": own["entity_level"],
        "state_nexus": own["state_nexus"],
        "original_words": own["original_words"],
        "likelihood": own["likelihood"],
        "analytic_confidence": own["analytic_confidence"],
        "in_force": flag(world.standing.in_force(each.claim)),
        "marking": own["marking"],
    }


def _settled(world: World, each: Attribution, chosen: Settled, name: str) -> Row:
    picked = chosen.get(each.incident)
    return {
        name: flag(picked is not None and picked.claim == each.claim.key),
        "settled_rule": f"{RULE}: {picked.step if picked else 'none'}",
        "settled_by": "rule",
        "settled_at": world.releases[picked.claim] if picked else "",
    }
