"""Which incidents are contested, computed as on their pages.

SQL leaves out those that cannot be; the rest is computed exactly, all at once. What was
found is good until somebody changes or approves anything, and for a minute at most.
"""

from collections.abc import Collection

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q

from attribution.models import Claim
from attribution.models.claims import LINKS_BACK
from attribution.selectors import headlines
from desk.clearance import Person, rank_of
from incidents.models import Change, Incident
from positions.contest import PRECEDENCE
from review.models import Approval

NOBODY, ALONE = "unattributed", "single-claim"
# What is meant by "contested": somebody else is named, or somebody objects.
CONTESTED = ("rival", "disputed", "denied-only")
HEADLINES = PRECEDENCE
A_MINUTE = 60


def with_headline(wanted: Collection[str], user: Person) -> set[int]:
    """Return which incidents have one of these headlines at any level, by row number.

    As the reader may know; ``unattributed`` is what has that headline at every level.
    """
    clearance = rank_of(user)
    asked = ",".join(sorted(wanted))
    key = f"contested:{_last_act()}:{clearance}:{asked}"
    found: set[int] | None = cache.get(key)
    if found is None:
        found = _with_headline(wanted, clearance)
        cache.set(key, found, A_MINUTE)
    return found


def _last_act() -> str:
    """Return what the last version and the last approval are."""
    change = Change.objects.order_by("-pk").values_list("pk", flat=True).first()
    approval = Approval.objects.order_by("-pk").values_list("pk", flat=True).first()
    return f"{change}-{approval}"


def _with_headline(wanted: Collection[str], clearance: int) -> set[int]:
    """Compute it in four queries, however many incidents there are."""
    spoken_of = Incident.objects.order_by().filter(_spoken_of())
    if not {NOBODY, ALONE} & {*wanted}:
        spoken_of = spoken_of.filter(_in_company())
    candidates = set(spoken_of.values_list("pk", flat=True))
    found = headlines(candidates, clearance=clearance)
    matching = {pk for pk, levels in found.items() if _has(levels.values(), wanted)}
    if NOBODY in wanted:
        silent = Incident.objects.order_by().exclude(pk__in=candidates)
        matching |= set(silent.values_list("pk", flat=True))
    return matching


def _has(levels: Collection[str], wanted: Collection[str]) -> bool:
    said = {*levels} - {NOBODY}
    return bool(said & {*wanted}) if said else NOBODY in wanted


def _spoken_of() -> Exists:
    return Exists(Claim.objects.filter(about=OuterRef("pk")))


def _in_company() -> Q:
    """Return the condition that a claim on it does not stand alone.

    There is another claim on the incident, one on that claim, or one that ties the
    actor named to others.
    """
    claims = Claim.objects.filter(about=OuterRef("pk"))
    others = Claim.objects.filter(about=OuterRef("about")).exclude(pk=OuterRef("pk"))
    answers = Claim.objects.filter(about=OuterRef("pk"))
    links = Claim.objects.filter(about=OuterRef("attributed_to"))
    links_back = Claim.objects.filter(
        attributed_to=OuterRef("attributed_to"), proposition__in=LINKS_BACK
    )
    company = Exists(others) | Exists(answers) | Exists(links) | Exists(links_back)
    return Q(Exists(claims.filter(company)))
