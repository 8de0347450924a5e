"""Claims that we recorded wrongly and took back: shown, and counted nowhere."""

from collections import defaultdict
from dataclasses import dataclass

from desk.selectors.incident.dossier import Dossier
from desk.sheets import Known
from positions.reading import OUT
from positions.values import Claim


@dataclass(frozen=True, slots=True)
class TakenBack:
    """One claim that was retracted or rejected, or whose statement was."""

    claim: Known
    state: str
    why: str


def taken_back(dossier: Dossier) -> list[TakenBack]:
    """Return those on the incident and on its claims, as far as the reader may see.

    Whatever the day is: that a record was wrong is no part of what happened.
    """
    on = _leading_to(dossier)
    found = (dossier.record.claims[key] for key in on if key in dossier.names)
    return [_told(dossier, claim) for claim in found if claim.retracted]


def _leading_to(dossier: Dossier) -> list[str]:
    """Return the keys of all claims on the incident and on those, however deep."""
    about: defaultdict[str, list[str]] = defaultdict(list)
    for claim in dossier.record.claims.values():
        about[claim.about].append(claim.key)
    found = [dossier.incident.key]
    for key in found:
        found += about.pop(key, ())
    return found[1:]


def _told(dossier: Dossier, claim: Claim) -> TakenBack:
    own, said = dossier.snapshots[claim.key], dossier.snapshots.get(claim.statement, {})
    from_it = own if own["state"] in OUT else said
    return TakenBack(
        dossier.names[claim.key], from_it["state"], from_it.get("state_reason", "")
    )
