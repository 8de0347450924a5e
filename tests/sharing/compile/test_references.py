"""What a record cites, and its ids in the catalogues of others."""

import pytest

from tests.sharing.compile.build import cite, context, objects, record
from tests.sharing.compile.scene import RECORDS, scene


@pytest.mark.parametrize(
    ("number", "page"),
    [
        ("T1566.001", "techniques/T1566/001/"),
        ("T1190", "techniques/T1190/"),
        ("TA0001", "tactics/TA0001/"),
        ("G1001", "groups/G1001/"),
        ("S1150", "software/S1150/"),
        ("C0038", "campaigns/C0038/"),
        ("M1036", "mitigations/M1036/"),
    ],
)
def test_attack_id_comes_with_its_page(number: str, page: str) -> None:
    case = context(record("tool", "t", external_ids=[f"mitre-attack:{number}"]))

    assert objects("t", case)["main"]["external_references"] == [
        {
            "source_name": "mitre-attack",
            "url": f"https://attack.mitre.org/{page}",
            "external_id": number,
        }
    ]


def test_id_of_another_catalogue_comes_as_it_is() -> None:
    found = objects("vuln", scene())["main"]["external_references"]

    assert found == [{"source_name": "cve", "external_id": "CVE-2019-0604"}]


def test_source_that_says_otherwise_keeps_its_value_beside_ours() -> None:
    incident = objects("inc", scene())["main"]

    assert (
        "says “17 July”, quoting a clerk"
        in (incident["external_references"][1]["description"])
    )
    assert "Occurred: July 2022" in incident["description"]


def test_source_cited_twice_is_one_reference() -> None:
    cites = [cite("src-note", locator="p. 1"), cite("src-note", locator="p. 9")]
    case = context(*RECORDS, record("tool", "t", citations=cites))

    [reference] = objects("t", case)["main"]["external_references"]

    assert "Cited: p. 1. Cited: p. 9." in reference["description"]


def test_archived_source_comes_with_its_hash() -> None:
    [reference] = objects("claim-north", scene())["report"]["external_references"]

    assert reference["hashes"] == {"SHA-256": "0" * 63 + "1"}


def test_edge_tells_no_date_that_an_importer_could_take_for_its_own() -> None:
    edge = objects("claim-north", scene())["edge"]

    assert "description" not in edge["external_references"][0]


def test_other_names_are_told_and_are_no_aliases() -> None:
    group = objects("is-glass", scene())["main"]

    assert "Burrow 7 (vendor, used by Glasshouse Labs)" in group["description"]
    assert "aliases" not in group


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://a.example/Shqipëria", "https://a.example/Shqip%C3%ABria"),
        ("https://a.example/x|y", "https://a.example/x%7Cy"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://a.example/q?a=1&b=%20#c", "https://a.example/q?a=1&b=%20#c"),
    ],
)
def test_address_leaves_as_a_uri(address: str, uri: str) -> None:
    source = record("source", "s", publisher="P", url=address, seen_extent="full")
    case = context(source, record("tool", "t", citations=[cite("s")]))

    assert objects("t", case)["main"]["external_references"][0]["url"] == uri
