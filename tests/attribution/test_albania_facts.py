"""The facts of the Albanian case files: counted, dated as given, nothing left over."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = Path(__file__).parents[2] / "attribution" / "cases"
ALBANIA, NOTPETYA = CASES / "albania-2022", CASES / "notpetya-2017"

Entry = dict[str, Any]


@cache
def files(folder: Path) -> dict[str, list[Entry]]:
    """Return the lists of a case folder by file name, every scalar as text."""
    read = {
        path.stem: yaml.load(path.read_text(), Loader=yaml.CBaseLoader)  # noqa: S506
        for path in folder.glob("*.yaml")
    }
    return {name: each for name, each in read.items() if isinstance(each, list)}


def entries(folder: Path) -> Iterator[Entry]:
    for each in files(folder).values():
        yield from each


@cache
def by_key(folder: Path = ALBANIA) -> dict[str, Entry]:
    return {each["key"]: each for each in entries(folder)}


def texts(value: Any) -> Iterator[str]:
    """Return every scalar inside, so that any key an entry refers to is among them."""
    if isinstance(value, str):
        yield value
    else:
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


def cited(folder: Path) -> Iterator[tuple[str, str]]:
    for entry in entries(folder):
        for each in entry.get("citations", []):
            yield entry["key"], each if isinstance(each, str) else each["source"]


def test_the_files_hold_all_that_the_dossier_holds() -> None:
    count = {name: len(each) for name, each in files(ALBANIA).items()}

    assert count["sources"] == 317
    assert count["identities"] == 122 + 1  # the keeper
    assert (count["incidents"], count["impacts"]) == (11, 27)
    assert (count["events"], count["responses"]) == (107, 69)
    assert count["indicators"] + count["infrastructure"] == 49
    assert (count["attack-patterns"], count["vulnerabilities"]) == (34, 1)
    assert (count["campaigns"], count["malware"], count["tools"]) == (4, 8, 10)


@pytest.mark.parametrize(
    ("key", "field", "date"),
    [
        ("inc-2021-initial-access", "occurred", "2021-05~/2022-06~"),
        ("inc-2022-07-hack-and-leak", "occurred", "2022-07/2022-10"),
        ("inc-2022-12-credins", "occurred", "2022-12"),
        ("inc-2025-08-oman-phishing", "occurred", "2025-08-19~"),
        ("evt-2009-01-eu-delisting", "occurred", "2009-01"),
        ("evt-2013-2016-mek-arrival", "occurred", "2013/2016"),
        ("evt-2021-10-exfiltration", "occurred", "2021-10/2022-01"),
        ("evt-2023-01-balluku-israel", "occurred", "2023-01~"),
        ("evt-2024-law-25", "occurred", "2024"),
        ("resp-us-rfj", "announced", "2026~"),
        ("resp-eu-rapid-response", "effective", "2022-08/2023-07"),
        ("resp-al-law-25-2024", "announced", "2024"),
        ("src-securityweek-ms-2022-09", "published", "2022-09"),
        ("src-jcpa-israel", "published", "2005"),
    ],
)
def test_a_month_or_year_is_not_written_as_its_first_day(
    key: str, field: str, date: str
) -> None:
    assert by_key()[key][field] == date


@pytest.mark.parametrize("folder", [ALBANIA, NOTPETYA])
def test_every_citation_names_a_source_of_the_folder(folder: Path) -> None:
    sources = {each["key"] for each in files(folder)["sources"]}

    assert [pair for pair in cited(folder) if pair[1] not in sources] == []


@pytest.mark.parametrize("folder", [ALBANIA, NOTPETYA])
def test_every_fact_is_cited(folder: Path) -> None:
    facts = ("incidents", "events", "impacts", "relationships", "responses")

    bare = [e["key"] for f in facts for e in files(folder)[f] if not e.get("citations")]
    assert bare == []


def test_a_source_has_one_credibility_wherever_it_is_cited() -> None:
    digits: dict[str, set[str]] = {}
    for entry in entries(ALBANIA):
        for each in entry.get("citations", []):
            digits.setdefault(each["source"], set()).add(each["credibility"])

    assert {source for source, each in digits.items() if len(each) > 1} == set()


def test_nothing_clear_refers_to_an_amber_record() -> None:
    amber = {e["key"] for e in entries(ALBANIA) if e.get("marking") == "AMBER"}
    clear = [e for e in entries(ALBANIA) if e["key"] not in amber]

    assert "id-yahya-hosseini-panjaki" in amber
    assert [e["key"] for e in clear if amber & set(texts(e))] == []


def test_no_two_parties_or_actors_share_a_name() -> None:
    kinds = ("identities", "threat-actors", "intrusion-sets")
    everyone = {
        each["key"]: each["name"]
        for folder in (ALBANIA, NOTPETYA)
        for kind in kinds
        for each in files(folder).get(kind, [])
    }

    assert [n for n, count in Counter(everyone.values()).items() if count > 1] == []


def test_no_two_events_or_responses_share_a_name() -> None:
    names = Counter(
        each["name"]
        for folder in (ALBANIA, NOTPETYA)
        for kind in ("events", "incidents", "responses")
        for each in files(folder)[kind]
    )

    assert [name for name, count in names.items() if count > 1] == []


def test_every_technique_has_its_attack_id_and_a_tactic() -> None:
    for each in files(ALBANIA)["attack-patterns"]:
        assert each["external_ids"][0].startswith("mitre-attack:T")
        assert each["kill_chain_phases"]


def test_every_indicator_holds_its_value_in_its_pattern_and_says_since_when() -> None:
    for each in files(ALBANIA)["indicators"]:
        assert f"= '{each['value']}'" in each["pattern"]
        assert each["valid_from"]
        assert each["note"]


def test_what_sources_state_otherwise_stands_beside_our_value() -> None:
    stated = {
        (each["field"], each["stated_value"])
        for each in by_key()["inc-2021-initial-access"]["citations"]
        if "stated_value" in each
    }

    assert ("dwell", "13 months") in stated
    assert len({value for field, value in stated if field == "dwell"}) == 2


def test_no_response_is_given_a_class_of_law_that_nobody_named() -> None:
    for each in files(ALBANIA)["responses"]:
        assert "il_class_claimed" not in each
        assert "il_class_assessed" not in each


def test_what_both_cases_hold_is_the_same_in_both() -> None:
    here, there = by_key(ALBANIA), by_key(NOTPETYA)

    assert here.keys() & there.keys() == {"id-keeper", "loc-ru"}
    assert all(here[key] == there[key] for key in here.keys() & there.keys())
