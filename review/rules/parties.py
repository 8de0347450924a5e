"""Who acts and who is hit: countries, victims, names that two bear."""

from collections.abc import Iterator

from incidents.reach import fold
from incidents.vocab import BodyKind, EntityLevel, RecordKind
from review.rules.known import Known, names_of
from review.rules.values import Found, Other, Snapshot, found

# What is of one country by its nature; which country a persona or a group is of is
# for somebody to claim.
OF_A_COUNTRY = (
    BodyKind.STATE,
    BodyKind.GOVERNMENT_BODY,
    BodyKind.COMPANY,
    BodyKind.ORGANISATION,
    BodyKind.POLITICAL_ORGANISATION,
    BodyKind.ASSOCIATION,
    BodyKind.MEDIA,
    BodyKind.PERSON,
    BodyKind.FACILITY,
)
LEVELS_OF_A_COUNTRY = (
    EntityLevel.STATE,
    EntityLevel.ORGANISATION,
    EntityLevel.UNIT,
    EntityLevel.INDIVIDUAL,
)


def no_country(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a party, or an actor that is one, whose country is not said."""
    if own["kind"] == RecordKind.IDENTITY:
        if own["body_kind"] in OF_A_COUNTRY and not _country(own, known):
            yield found(
                "state_of",
                "Its country is not known. Give the state that it belongs to, or where "
                "it is.",
            )
    elif own["entity_level"] in LEVELS_OF_A_COUNTRY:
        party = known.get(own["identity"])
        if not party or not _country(party, known):
            yield found(
                "identity",
                "Its country is not known. Name the party that it is, and that "
                "party's country.",
            )


def no_victim(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find an incident that hit nobody."""
    if not own["victims"]:
        yield found(
            "victims", "No victim is named. Name who was hit, be it in general terms."
        )


def namesakes(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find two actors of one name of which nobody has said how they stand."""
    told = {own["key"]}
    for place, name in enumerate(names_of(own)):
        for key in sorted(known.bearers.get(fold(name), set()) - told):
            told.add(key)
            if _is_open(own, key, known):
                yield found(
                    "aliases.name" if place else "name",
                    f"It shares the name “{name}” with ",
                    Other(key),
                    ", and no claim says whether they are one. Record who says so, or "
                    "who says that they are not.",
                    row=place - 1 if place else None,
                )


def _is_open(own: Snapshot, key: str, known: Known) -> bool:
    """Whether nobody says how two actors stand, and it may be told that both are."""
    pair = frozenset((own["key"], key))
    return pair not in known.joined and known.may_tell(own, known.snapshots[key])


def _country(party: Snapshot, known: Known) -> bool:
    """Whether it is known which country a party is of: by place or by its state."""
    seen: set[str] = set()
    at: Snapshot | None = party
    while at and at["key"] not in seen:
        seen.add(at["key"])
        place = known.get(at["located_at"])
        if place and place["country"]:
            return True
        at = known.get(at["state_of"])
    return False
