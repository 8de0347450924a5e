"""Released briefings by REST: who gets which, to the byte, and what is taken back."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.utils.http import http_date

from briefings.models import EditionFile
from briefings.services import NewDraft, correct, save_draft, withdraw
from incidents.models import Record
from sharing.access import Scope
from sharing.access.received import received
from sharing.models import Pull
from tests.briefings.desk import (
    LATER,
    make_ask,
    make_edition,
    make_files,
    make_released,
    officer,
    request,
)
from tests.sharing.acts import edit_and_send
from tests.sharing.rest.asking import Asking, asking, problem

pytestmark = pytest.mark.usefixtures("published")
FIRST = "briefings/BN-2026-001/1"
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


def reading(ceiling: str = "CLEAR", **terms: Any) -> Asking:
    return asking(ceiling, scopes=[Scope.REPORTS_READ], **terms)


def listed(partner: Asking, **query: Any) -> list[tuple[str, int]]:
    items = partner.json("briefings", query)["items"]
    return [(each["number"], each["edition"]) for each in items]


def test_an_edition_is_told_with_its_files_and_their_hashes() -> None:
    make_released(make_edition(as_of="2022-09-10"))

    (told,) = reading().json("briefings")["items"]

    assert told == reading().json(FIRST)
    assert (told["number"], told["edition"], told["state"]) == (
        *("BN-2026-001", 1, "in-use"),
    )
    assert told["title"] == "What is known"
    assert told["series"] == {"code": "BN", "name": "Series BN"}
    assert (told["marking"], told["about"]) == ("CLEAR", ["inc-one"])
    assert told["as_of"] == "2022-09-10"
    assert told["corrects"] is told["corrected_by"] is told["withdrawn"] is None
    kept = {each.format: each for each in EditionFile.objects.filter(is_draft=False)}
    assert {each["format"]: each["sha256"] for each in told["files"]} == {
        name: file.sha256 for name, file in kept.items()
    }


def test_a_number_is_found_in_small_letters_and_asks_for_its_edition() -> None:
    make_released()
    partner = reading()

    assert partner.json(FIRST.lower())["number"] == "BN-2026-001"
    assert listed(partner, number="bn-2026-001", series="bn") == [("BN-2026-001", 1)]
    for number in ("BN-2026-001", "BN-2026-999"):
        told = problem(partner.get(f"briefings/{number}"), 404)
        assert "by number and edition" in told["detail"]


def test_a_file_is_sent_as_it_was_released() -> None:
    make_released()
    partner = reading()

    for kept in EditionFile.objects.filter(is_draft=False):
        sent = partner.get(f"{FIRST}/{kept.format}", **{"accept-encoding": "gzip"})
        assert sent.status_code == 200
        assert sent.content == bytes(kept.content)
        assert sent.headers["ETag"] == f'"{sha256(sent.content).hexdigest()}"'
        assert sent.headers["Content-Type"].startswith(TYPES[kept.format])
        named = f'attachment; filename="{kept.name}"'
        assert sent.headers["Content-Disposition"] == named
        assert sent.headers["X-Content-Type-Options"] == "nosniff"
        assert sent.headers["Content-Security-Policy"].startswith("sandbox; default-")
        assert "Content-Encoding" not in sent.headers


def test_a_file_or_list_that_is_as_before_is_304() -> None:
    make_released()
    partner = reading()

    for address in ("briefings", FIRST, f"{FIRST}/html"):
        tag = partner.get(address).headers["ETag"]
        again = partner.get(address, **{"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")


def test_a_withdrawal_changes_the_etag_of_lists() -> None:
    asked = make_released()
    partner = reading()
    tag = partner.get("briefings").headers["ETag"]

    withdraw(asked.release, by=officer("second"), at=LATER, reason="It is wrong.")

    assert partner.get("briefings", **{"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("path", ["briefings", FIRST])
def test_editions_say_when_anything_about_them_last_changed(path: str) -> None:
    asked, partner = make_released(), reading()
    before = partner.get(path).headers["Last-Modified"]
    later = LATER + timedelta(days=1)

    withdraw(asked.release, by=officer("second"), at=later, reason="It is wrong.")

    after = partner.get(path).headers["Last-Modified"]
    assert before == http_date(LATER.timestamp())
    assert after == http_date(later.timestamp())


def test_what_is_above_the_ceiling_is_not_there() -> None:
    make_released(make_edition(marking="AMBER"))

    assert listed(reading("GREEN")) == []
    problem(reading("GREEN").get(FIRST), 404)
    problem(reading("GREEN").get(f"{FIRST}/pdf"), 404)
    assert listed(reading("AMBER")) == [("BN-2026-001", 1)]
    assert listed(reading("AMBER"), marking="GREEN") == []
    problem(reading("AMBER").get(FIRST, {"marking": "GREEN"}), 404)


def test_what_is_not_released_is_not_there() -> None:
    make_files(make_ask(), is_draft=True)

    assert listed(reading("RED")) == []
    problem(reading("RED").get(FIRST), 404)


def test_an_edition_that_tells_of_what_is_marked_more_strictly_now_is_held_back(
    published: dict[str, Record],
) -> None:
    make_released()
    partner = reading("GREEN")
    before = partner.get("briefings")
    assert len(before.json()["items"]) == 1  # type: ignore[attr-defined]

    edit_and_send(published["resp-break"], marking="AMBER")

    after = partner.get("briefings", **{"if-none-match": before.headers["ETag"]})
    assert after.json()["items"] == []  # type: ignore[attr-defined]
    problem(partner.get(FIRST), 404)
    problem(partner.get(f"{FIRST}/html"), 404)
    assert reading("AMBER").get(f"{FIRST}/html").status_code == 200


def test_a_withdrawn_edition_says_so_and_hands_out_no_file() -> None:
    asked = make_released()
    withdraw(asked.release, by=officer("second"), at=LATER, reason="It is wrong.")

    told = reading().json(FIRST)
    gone = problem(reading().get(f"{FIRST}/pdf"), 410)

    assert told["state"] == "withdrawn"
    assert told["withdrawn"]["reason"] == "It is wrong."
    assert {len(each["sha256"]) for each in told["files"]} == {64}
    assert gone["type"].endswith("/problems/withdrawn")
    assert listed(reading(), state="withdrawn") == [("BN-2026-001", 1)]
    assert listed(reading(), state="in-use,corrected") == []


def corrected(marking: str = "CLEAR") -> None:
    first = make_released().draft.edition
    second = correct(first, by=officer(), at=LATER)
    draft = NewDraft(request(marking=marking), correction="A date was wrong.")
    save_draft(second, draft, base=1, by=officer(), at=LATER)
    make_released(second)


def test_a_correction_names_what_it_replaces_and_is_named_there() -> None:
    corrected()

    first, second = reading().json("briefings")["items"]

    assert first["state"] == "corrected"
    assert first["corrected_by"] == {"number": "BN-2026-001", "edition": 2}
    assert second["corrects"] == {"number": "BN-2026-001", "edition": 1}
    assert second["correction"] == "A date was wrong."
    assert listed(reading(), state="corrected") == [("BN-2026-001", 1)]
    assert listed(reading(), state="in-use") == [("BN-2026-001", 2)]


def test_nothing_hints_at_a_later_edition_above_the_ceiling() -> None:
    corrected("AMBER")

    (first,) = reading("GREEN").json("briefings")["items"]

    assert (first["state"], first["corrected_by"]) == ("in-use", None)
    assert listed(reading("GREEN"), state="in-use") == [("BN-2026-001", 1)]
    assert listed(reading("AMBER"), state="in-use") == [("BN-2026-001", 2)]


def test_the_list_comes_in_pages_of_any_size() -> None:
    for _ in range(3):
        make_released()
    partner = reading()

    found, address = [], "/api/v1/briefings?limit=1"
    while address:
        page = partner.get(address)
        found += [each["number"] for each in page.json()["items"]]  # type: ignore[attr-defined]
        links = page.headers["Link"]
        following = [each for each in links.split(", ") if 'rel="next"' in each]
        address = following[0].partition(">")[0][1:] if following else ""

    assert found == ["BN-2026-001", "BN-2026-002", "BN-2026-003"]


def test_the_list_is_cut_down_by_what_is_asked() -> None:
    make_released(make_edition("BN"))
    make_released(make_edition("WEEKLY", about=("inc-two",)))
    partner = reading()

    assert listed(partner, series="WEEKLY") == [("WEEKLY-2026-001", 1)]
    assert listed(partner, number="BN-2026-001") == [("BN-2026-001", 1)]
    assert listed(partner, record="inc-two") == [("WEEKLY-2026-001", 1)]
    assert listed(partner, released_after="2030-01-01T00:00:00Z") == []


def test_a_parameter_that_is_not_known_is_refused() -> None:
    told = problem(reading().get("briefings?serie=BN"), 400)

    assert told["errors"][0]["pointer"] == "#/query/serie"


def test_an_address_that_cannot_be_one_is_404() -> None:
    partner = reading()

    for address in ("BN-2026-001/x", "BN-2026-001/99999999", "%00/1", "no/1"):
        problem(partner.get(f"briefings/{address}"), 404)


def test_a_token_for_records_reads_no_briefings() -> None:
    make_released()

    told = problem(asking().get(f"{FIRST}/pdf"), 403)

    assert "reports:read" in told["detail"]


def test_the_log_says_which_record_versions_left_with_a_file(
    published: dict[str, Record],
) -> None:
    make_released()
    reading().get(f"{FIRST}/html")

    pull = Pull.objects.get(outlet="briefing")
    (receipt,) = received(published["claim-first"].uid)

    assert (pull.key, pull.marking, pull.count) == ("BN-2026-001/1", "CLEAR", 1)
    assert (receipt.partner, receipt.versions) == (pull.partner, {1})
