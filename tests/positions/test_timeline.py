"""What happened around an incident, in the order of the dates' bounds."""

from datetime import date

from positions.timeline import Timeline, timeline
from positions.values import Claim, Happening
from tests.positions.build import INCIDENT, IRAN, denial, make_record, naming, when

ATTACK = Happening(INCIDENT, "incident", "The attack", when("2022-07-15"), ())


def happening(key: str, on: str, *about: str, kind: str = "event") -> Happening:
    return Happening(key, kind, key, when(on), about or (INCIDENT,))


def keys(found: Timeline) -> list[str]:
    return [each.key for each in found.items]


def told(*members: Claim | Happening, on: date | None = None) -> Timeline:
    return timeline(make_record(ATTACK, *members), INCIDENT, on)


def test_happenings_come_by_earliest_bound_then_latest_then_key() -> None:
    found = told(
        happening("event-month", "2022-07"),
        happening("event-b", "2022-07-01"),
        happening("event-a", "2022-07-01"),
    )

    assert keys(found) == ["event-a", "event-b", "event-month", INCIDENT]


def test_unknown_dates_come_last_and_say_so() -> None:
    found = told(happening("event-a", ""), happening("event-b", "2026"))

    assert keys(found) == [INCIDENT, "event-b", "event-a"]
    assert [each.when.is_unknown for each in found.items] == [False, False, True]


def test_a_statement_concerns_the_incident_through_its_claims() -> None:
    found = told(
        naming("claim-al", IRAN),
        denial("claim-ir", "claim-al"),
        happening("statement-ir", "2022-09-07", "claim-ir", kind="statement"),
    )

    assert keys(found) == [INCIDENT, "statement-ir"]


def test_a_reply_to_a_response_concerns_the_incident_too() -> None:
    found = told(
        happening("resp-al", "2022-09-07", kind="response"),
        happening("resp-ir", "2022-09-08", "resp-al", kind="response"),
    )

    assert keys(found) == [INCIDENT, "resp-al", "resp-ir"]


def test_what_concerns_another_incident_is_left_out() -> None:
    found = told(
        Happening("inc-other", "incident", "Another", when("2022-09-09"), ()),
        happening("event-both", "2022-08-01", INCIDENT, "inc-other"),
        happening("event-other", "2022-09-09", "inc-other"),
    )

    assert keys(found) == [INCIDENT, "event-both"]


def test_what_we_retracted_leads_nowhere() -> None:
    found = told(
        naming("claim-wrong", IRAN, retracted=True),
        happening("statement-x", "2022-09-07", "claim-wrong", kind="statement"),
    )

    assert keys(found) == [INCIDENT]


def test_happenings_perhaps_not_yet_are_listed_apart() -> None:
    found = told(
        happening("event-month", "2022-09"),
        happening("event-late", "2022-10-01"),
        happening("event-undated", ""),
        on=date(2022, 9, 15),
    )

    assert keys(found) == [INCIDENT]
    assert [each.key for each in found.possibly] == ["event-month", "event-undated"]
