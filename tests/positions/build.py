"""Small claims, actors and records, valid as they come."""

from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from positions.contest import Contest, contest_state
from positions.values import Actor, Claim, Happening, Record, Response, When

INCIDENT = "inc-2022-07-15"
IRAN = "ta-iran"
RUSSIA = "ta-russia"
MOIS = "ta-mois"
IRGC = "ta-irgc"
PERSONA = "ta-homeland-justice"
APT28 = "is-apt28"
APT29 = "is-apt29"

LEVEL_OF = {
    IRAN: "state",
    RUSSIA: "state",
    MOIS: "organisation",
    IRGC: "organisation",
    PERSONA: "persona",
    APT28: "intrusion-set",
    APT29: "intrusion-set",
}


def when(text: str) -> When:
    """A day, a month, a year, or '' for a date that nobody gave."""
    if not text:
        return When("", None, None)
    year, month = int(text[:4]), int(text[5:7] or 12)
    last = date(year, month, int(text[8:] or monthrange(year, month)[1]))
    earliest = datetime.fromisoformat(f"{text}-01-01"[:10]).replace(tzinfo=UTC)
    latest = datetime.combine(last, time.max, tzinfo=UTC)
    return When(text, earliest, latest)


def make_claim(key: str, stance: str, said: str = "2022-09-07", **fields: Any) -> Claim:
    """A claim that names nobody, each by a claimant of its own."""
    blank = Claim(
        key=key,
        statement=f"statement-{key}",
        claimant=f"id-{key}",
        role="third-state",
        stance=stance,
        about=INCIDENT,
        target=None,
        level="",
        proposition="",
        said=when(said),
        lineages=(),
        restates=None,
        words="",
        likelihood="",
        confidence="",
        retracted=False,
    )
    return replace(blank, **fields)


def naming(key: str, target: str, said: str = "2022-09-07", **fields: Any) -> Claim:
    """A claim that names the target, at the target's own level unless told."""
    proposal = {
        "stance": "asserts",
        "target": target,
        "level": LEVEL_OF[target],
        "proposition": "attributed-to",
    }
    return make_claim(key, said=said, **(proposal | fields))


def denial(key: str, about: str = INCIDENT, said: str = "2022-09-07") -> Claim:
    """A denial by the accused state."""
    return make_claim(key, "denies", said, about=about, role="accused-state")


def withdrawal(key: str, of: Claim, said: str = "2022-10-01") -> Claim:
    """The claimant takes back what it claimed."""
    return make_claim(key, "withdraws", said, about=of.key, claimant=of.claimant)


def revision(key: str, of: Claim, target: str) -> Claim:
    """The claimant puts another claim in the place of what it claimed."""
    return naming(key, target, stance="revises", about=of.key, claimant=of.claimant)


def link(key: str, about: str, target: str, said: str = "2022-09-08") -> Claim:
    """Somebody claims that an actor has another behind it."""
    return naming(key, target, said, about=about)


def make_actor(key: str, **fields: Any) -> Actor:
    actor = Actor(key, "threat-actor", LEVEL_OF.get(key, ""), None, ())
    return replace(actor, **fields)


def make_response(
    key: str, rests_on: tuple[str, ...], announced: str = "2022-09-09", **fields: Any
) -> Response:
    response = Response(
        key=key,
        responders=("id-us",),
        addressees=("id-iran",),
        type="sanctions-listing",
        announced=when(announced),
        rests_on=rests_on,
        answers=(INCIDENT,),
        transitions=(),
    )
    return replace(response, **fields)


def make_record(*members: Claim | Response | Happening | Actor) -> Record:
    """A record of these, and of all actors named above."""
    actors = {key: make_actor(key) for key in LEVEL_OF}
    actors |= {each.key: each for each in members if isinstance(each, Actor)}
    return Record(
        claims={each.key: each for each in members if isinstance(each, Claim)},
        actors=actors,
        responses={each.key: each for each in members if isinstance(each, Response)},
        happenings=tuple(each for each in members if isinstance(each, Happening)),
    )


# Albania blames Iran, Iran denies it, somebody else blames Russia instead.
ALBANIA = naming("claim-al", IRAN, words="beyond doubt")
DENIAL = denial("claim-ir", "claim-al")
RIVAL = naming("claim-vendor", RUSSIA, stance="counter-attributes", about="claim-al")


def contest(
    *members: Claim | Response, level: str = "state", on: str | None = None
) -> Contest:
    """The contest state of the incident in a record of these."""
    day = date.fromisoformat(on) if on else None
    return contest_state(make_record(*members), INCIDENT, level, day)
