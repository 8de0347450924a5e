"""What belongs to a case or an incident, at which marking, on which day."""

from datetime import date
from itertools import product
from typing import Any

import orjson
import pytest

from incidents.models import Record
from incidents.vocab import Marking
from sharing.models import ObjectBody
from sharing.objects import references
from sharing.selection import NotPublished, select
from sharing.selectors import view
from sharing.services import retract
from tests.build import (
    make_claim,
    make_identity,
    make_incident,
    make_statement,
    make_user,
)
from tests.sharing.acts import LATER, edit_and_send, objects_of, publish_all
from tests.sharing.scene import records

DAYS = ("", "2022-07-31", "2022-09-07", "2022-09-08", "2022-09-10")


def found(marking: str = "CLEAR", day: str = "", key: str = "case") -> dict[str, Any]:
    """Return the selected objects by id."""
    as_of = date.fromisoformat(day) if day else None
    members = select(view(marking=marking, as_of=as_of), key)
    bodies = ObjectBody.objects.filter(pk__in=[each.body for each in members])
    return {each.stix_id: orjson.loads(each.body) for each in bodies}


def shown(objects: dict[str, Any]) -> set[str]:
    """Return the keys of the records whose objects are among these."""
    bodies = ObjectBody.objects.filter(stix_id__in=objects)
    uids = set(bodies.values_list("record_uid", flat=True))
    return {key for key, record in records().items() if record.uid in uids}


def test_a_case_holds_what_happened_was_said_and_was_done_about_it(
    scene: dict[str, Record],
) -> None:
    keys = shown(found())

    assert keys >= {"inc", "event", "impact", "id-al", "loc-al", "id-keeper", "case"}
    assert keys >= {"claim-first", "claim-link", "claim-denial", "claim-vague"}
    assert keys >= {"ta-persona", "ta-state", "id-ir", "resp-severed", "resp-reply"}
    assert keys >= {"question", "fact"}


def test_the_means_come_along_and_who_else_uses_them_does_not(
    scene: dict[str, Record],
) -> None:
    keys = shown(found())

    assert keys >= {"mal-wiper", "ind-wiper", "tool-shared", "rel-ind-wiper-mal-wiper"}
    assert not keys & {"mal-stranger", "rel-mal-stranger-tool-shared"}


def test_another_incident_does_not_come_along(scene: dict[str, Record]) -> None:
    make_claim(key="claim-other", about=make_incident(key="inc-other"))
    publish_all(at=LATER)

    assert not shown(found()) & {"claim-other", "inc-other"}


def test_an_incident_alone_has_no_case_file_report(scene: dict[str, Record]) -> None:
    assert shown(found()) - shown(found(key="inc")) == {"case"}


def test_nothing_dangles_at_any_marking_on_any_day(scene: dict[str, Record]) -> None:
    for marking, day in product(Marking.values, DAYS):
        objects = found(marking, day)

        needed = {
            target
            for each in objects.values()
            for name, target in references(each)
            if name != "extensions"
        }
        assert needed <= objects.keys(), (marking, day)


def test_nothing_is_shown_above_the_marking(scene: dict[str, Record]) -> None:
    clear = shown(found("CLEAR"))
    green = {"claim-secret", "id-spy"}

    assert shown(found("GREEN")) - clear == green
    assert shown(found("AMBER")) - clear == {*green, "evidence"}
    assert shown(found("RED")) - clear == {*green, "evidence", "assessment"}


def test_as_of_a_day_shows_the_acts_that_certainly_took_place(
    scene: dict[str, Record],
) -> None:
    eve = shown(found(day="2022-09-06"))
    first = shown(found(day="2022-09-07"))
    next_day = shown(found(day="2022-09-08"))

    assert eve >= {"inc", "event", "mal-wiper"}
    assert not any(key.startswith(("claim", "resp")) for key in eve)
    assert first - eve >= {"claim-first", "claim-link", "ta-state", "resp-severed"}
    assert next_day - first == {
        *("claim-denial", "question", "event-about-reply"),
        *("ind-wiper", "rel-ind-wiper-mal-wiper"),  # valid from the 8th on
    }


def test_as_of_a_day_leaves_out_what_only_perhaps_took_place(
    scene: dict[str, Record],
) -> None:
    assert "claim-vague" not in shown(found(day="2022-09-29"))
    assert "claim-vague" in shown(found(day="2022-09-30"))


def test_as_of_a_day_leaves_out_what_tells_of_later_acts(
    scene: dict[str, Record],
) -> None:
    """The event took place on the 8th; the reply that it concerns, on the 10th."""
    edges = [
        each for each in objects_of(scene["event-about-reply"]) if "source_ref" in each
    ]

    def concerns(day: str) -> int:
        return sum(edge["id"] in found(day=day) for edge in edges)

    assert (concerns("2022-09-08"), concerns("2022-09-10")) == (1, 2)


def test_as_of_a_day_has_no_case_file_report(scene: dict[str, Record]) -> None:
    assert "case" not in shown(found(day="2030-01-01"))


def test_before_the_incident_there_is_nothing(scene: dict[str, Record]) -> None:
    with pytest.raises(NotPublished, match="had certainly begun by that day"):
        found(day="2022-07-14")


def test_only_a_case_or_an_incident_is_selected(scene: dict[str, Record]) -> None:
    for key in ("nobody", "claim-first"):
        with pytest.raises(NotPublished, match=key):
            found(key=key)


def test_a_retracted_claim_is_shown_only_as_what_others_spoke_on(
    scene: dict[str, Record],
) -> None:
    for key in ("claim-first", "claim-link"):
        retract(scene[key], by=make_user("chief"), at=LATER, reason="Misread.")

    objects = found()

    assert "claim-link" not in shown(objects)
    first = {each["id"] for each in objects_of(scene["claim-first"])}
    assert all(objects[each]["revoked"] for each in first & objects.keys())
    assert first & objects.keys()


def test_a_raised_claim_leaves_the_mild_selection(scene: dict[str, Record]) -> None:
    edit_and_send(scene["claim-link"], marking="AMBER")

    assert "claim-link" not in shown(found())
    assert "claim-link" in shown(found("AMBER"))


def test_who_spoke_belongs_to_what_was_said(scene: dict[str, Record]) -> None:
    speaker = make_identity(key="id-speaker")
    make_claim(about=scene["inc"], statement=make_statement(spokespersons=[speaker]))

    publish_all(at=LATER)

    assert "id-speaker" in shown(found())
