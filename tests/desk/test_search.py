"""The search finds any record by any of its words, and marks them where they stand."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from desk.snippets import marked, snippet
from incidents.models import StixName
from tests import build
from tests.build import make_claim, make_identity, make_incident, make_source

pytestmark = pytest.mark.django_db


def found(browser: Client, **query: Any) -> list[str]:
    """Return the names of the hits, group by group."""
    answer = browser.get(reverse("desk:search"), query)
    groups = answer.context["answer"].groups
    return [each.hit.name for group in groups for each in group.found]


def page(browser: Client, **query: Any) -> str:
    return browser.get(reverse("desk:search"), query).content.decode()


@pytest.mark.parametrize(
    "term",
    ["tirana", "wiper", "T1190", "CVE-2019-0604", "kibernetike", "example.org/some"],
)
def test_a_record_is_found_by_whatever_is_in_it(admin: Client, term: str) -> None:
    make_incident(
        name="Attack on Tirana",
        description="A wiper; see https://example.org/some/page.",
        external_ids=["mitre-attack:T1190", "cve:CVE-2019-0604"],
        aliases=[{"name": "Sulmi kibernetikë", "alias_kind": "native"}],
    )

    assert found(admin, q=term) == ["Attack on Tirana"]


def test_names_come_before_text(admin: Client) -> None:
    make_incident(name="Another attack", description="Seen in Tirana.")
    make_incident(name="Attack on Tirana")
    make_incident(name="Tirana")

    assert found(admin, q="tirana") == ["Tirana", "Attack on Tirana", "Another attack"]


def test_hits_are_counted_by_kind(admin: Client) -> None:
    for number in range(3):
        make_source(name=f"Report {number} on Tirana")
    make_incident(name="Attack on Tirana")

    answer = admin.get(reverse("desk:search"), {"q": "tirana"}).context["answer"]

    assert answer.counts == {"source": 3, "incident": 1}
    assert answer.total == 4


def test_it_is_narrowed_by_kind_marking_and_state(admin: Client) -> None:
    taken_back = {"state_reason": "x", "state_by": "x", "state_at": build.NOON}
    make_source(name="Tirana one")
    make_incident(name="Tirana two")
    make_incident(name="Tirana three", state="retracted", **taken_back)

    assert found(admin, q="tirana", kind="source") == ["Tirana one"]
    assert found(admin, q="tirana", state="retracted") == ["Tirana three"]
    assert found(admin, q="tirana", marking="RED") == []


def test_pages_follow_one_another_without_a_gap(admin: Client) -> None:
    for number in range(25):
        make_incident(name=f"Tirana {number:02}")
    for number in range(25):
        make_incident(name=f"Other {number:02}", description="Tirana")

    pages = [found(admin, q="tirana", page=number) for number in (1, 2, 3)]

    assert [len(each) for each in pages] == [20, 20, 10]
    assert len({name for each in pages for name in each}) == 50


def test_the_words_found_are_marked_and_nothing_is_markup(admin: Client) -> None:
    make_incident(name="<b>Tirana</b>", description="<script>wiper</script> tirana")

    told = page(admin, q="tirana wiper")

    assert "&lt;b&gt;<mark>Tirana</mark>&lt;/b&gt;" in told
    assert "&lt;script&gt;<mark>wiper</mark>" in told


@pytest.mark.parametrize("by", ["key", "uid", "stix"])
def test_an_exact_key_or_id_leads_to_the_record(admin: Client, by: str) -> None:
    source = make_source()
    name = StixName.objects.create(
        record=source, part="main", type="report", uuid=source.uid, created=build.NOON
    )
    told = {"key": source.key, "uid": str(source.uid), "stix": str(name)}
    leads_to = ("desk:stix", str(name)) if by == "stix" else ("desk:record", source.key)

    answer = admin.get(reverse("desk:search"), {"q": told[by]})

    assert answer.headers["Location"] == reverse(leads_to[0], args=[leads_to[1]])


def test_a_reader_finds_nothing_above_his_clearance(reader: Client) -> None:
    source = make_source(name="Secret report on Tirana", marking="RED")
    namer = make_identity(name="Secret namer", marking="RED")
    alias = {"name": "Tirana group", "alias_kind": "vendor", "namer": namer}
    build.make_threat_actor(name="Open group", aliases=[alias])

    assert found(reader, q="tirana") == ["Open group"]
    assert "Secret" not in page(reader, q="tirana")
    assert found(reader, q=source.key) == []


def test_a_search_takes_as_many_queries_for_many_hits_as_for_one(
    admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            make_incident(name="Tirana")
            make_claim(wording="In Tirana.")

    fill(1)
    # Session, user, settings; a key, counts, names, text; names, others, versions.
    with django_assert_num_queries(9):
        page(admin, q="tirana")
    fill(9)

    with django_assert_num_queries(9):
        page(admin, q="tirana")


@pytest.mark.parametrize("term", ["", " ", "\x00", "%", "_", "\\", "x" * 500])
def test_any_words_can_be_typed(admin: Client, term: str) -> None:
    assert admin.get(reverse("desk:search"), {"q": term}).status_code == 200


def parts(text: str, *words: str) -> str:
    return "".join(
        f"[{each.text}]" if each.is_found else each.text for each in marked(text, words)
    )


def test_accents_and_sizes_do_not_hide_a_word() -> None:
    assert parts("Sulmi KIBERNETIKË", "kibernetike") == "Sulmi [KIBERNETIKË]"
    assert parts("cafe\u0301 noir", "cafe") == "[cafe\u0301] noir"
    assert parts("none", "other") == "none"
    assert parts("aaa", "aa", "a") == "[a][a][a]"


def test_a_snippet_cuts_no_word() -> None:
    text = f"{'before ' * 40}the wiper came {'after ' * 40}"

    told = "".join(each.text for each in snippet(text, ["wiper"]))

    assert told.startswith("… before ")
    assert told.endswith(" after …")
    assert snippet(text, ["nothing"]) == []
