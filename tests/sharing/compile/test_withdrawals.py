"""A claim that was taken back says so, by the claim that takes it back alone."""

from typing import Any

from tests.sharing.compile.build import context, objects, record
from tests.sharing.compile.scene import RECORDS

STATEMENT = record(
    "statement", "st-later", speakers=["id-north-gov"], said="2023-03-14"
)


def withdrawal(key: str = "claim-back", **fields: Any) -> dict[str, Any]:
    """Return a claim by which Northland takes its own claim back."""
    given = {
        "statement": "st-later",
        "claimant": "id-north-gov",
        "stance": "withdraws",
        "about": "claim-north",
        "proposition": "",
        "attributed_to": None,
        "entity_level": "",
    }
    return record("claim", key, **{**given, **fields})


def taken_back(*more: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the objects of Northland's claim beside some withdrawals."""
    return objects("claim-north", context(*RECORDS, STATEMENT, *more))


def ours(obj: dict[str, Any]) -> dict[str, Any]:
    (extension,) = obj["extensions"].values()
    return dict(extension)


def test_edge_of_a_withdrawn_claim_ends_on_the_day_of_the_withdrawal() -> None:
    edge = taken_back(withdrawal())["edge"]

    assert edge["stop_time"] == "2023-03-14T00:00:00.000Z"
    assert "Withdrawn by its claimant: 14 March 2023." in edge["description"]
    assert "claim-status:withdrawn" in edge["labels"]


def test_report_of_a_withdrawn_claim_says_so_in_text_and_extension() -> None:
    report = taken_back(withdrawal())["report"]

    assert "Withdrawn by its claimant: 14 March 2023." in report["description"]
    assert ours(report)["claim_status"] == "withdrawn"
    assert ours(report)["withdrawn_on"] == "2023-03-14T00:00:00.000Z"


def test_an_imprecise_withdrawal_ends_the_edge_at_its_first_moment() -> None:
    vague = record("statement", "st-later", speakers=["id-north-gov"], said="2023-03")
    case = context(*RECORDS, vague, withdrawal())

    edge = objects("claim-north", case)["edge"]

    assert edge["stop_time"] == "2023-03-01T00:00:00.000Z"
    assert "March 2023 (month precision)" in edge["description"]


def test_an_undated_withdrawal_is_told_without_a_stop_time() -> None:
    undated = record("statement", "st-later", speakers=["id-north-gov"], said=None)
    case = context(*RECORDS, undated, withdrawal())

    edge = objects("claim-north", case)["edge"]

    assert "stop_time" not in edge
    assert "Withdrawn by its claimant: date not known." in edge["description"]


def test_the_earliest_of_several_withdrawals_counts() -> None:
    earlier = record("statement", "st-first", speakers=["id-north-gov"], said="2022-12")
    again = withdrawal("claim-again", statement="st-first")

    edge = taken_back(earlier, withdrawal(), again)["edge"]

    assert edge["stop_time"] == "2022-12-01T00:00:00.000Z"


def test_somebody_elses_withdrawal_takes_nothing_back() -> None:
    assert "stop_time" not in taken_back(withdrawal(claimant="id-vendor"))["edge"]


def test_a_withdrawal_that_we_retracted_takes_nothing_back() -> None:
    gone = withdrawal(state="retracted", state_reason="Ours.", state_by="Us")

    assert "stop_time" not in taken_back(gone)["edge"]


def test_a_withdrawal_that_was_withdrawn_takes_nothing_back() -> None:
    undone = withdrawal("claim-undone", about="claim-back")

    assert "stop_time" not in taken_back(withdrawal(), undone)["edge"]


def test_a_stricter_withdrawal_is_not_told_to_those_who_get_the_claim() -> None:
    secret = withdrawal(marking="RED")

    assert taken_back(secret) == taken_back()


def test_the_withdrawal_counts_before_a_state_that_was_set_by_hand() -> None:
    by_hand = [
        each | {"state": "withdrawn", "state_at": "2023-05-01T00:00:00+00:00"}
        if each["key"] == "claim-north"
        else each
        for each in RECORDS
    ]

    alone = objects("claim-north", context(*by_hand))["edge"]
    with_claim = objects("claim-north", context(*by_hand, STATEMENT, withdrawal()))

    assert alone["stop_time"] == "2023-05-01T00:00:00.000Z"
    assert with_claim["edge"]["stop_time"] == "2023-03-14T00:00:00.000Z"


def test_a_withdrawal_changes_the_objects_of_no_other_claim() -> None:
    before = context(*RECORDS)
    after = context(*RECORDS, STATEMENT, withdrawal())

    changed = {
        key
        for key in before.versions
        if key != "registry-2022" and objects(key, before) != objects(key, after)
    }

    assert changed == {"claim-north"}
