"""With every extension deleted the bundle still says who, when, and on what source."""

import pytest

from tests.case.bundles import INCIDENT, IRAN, Reader, exported, objects

pytestmark = pytest.mark.usefixtures("albania")


@pytest.fixture
def reader(albania: object) -> Reader:
    return Reader(objects(exported()))


def test_bundle_says_who_attributed_and_when(reader: Reader) -> None:
    found = reader.attributions(INCIDENT, IRAN)

    assert found["Government of Albania"] == "2022-09-07"
    assert found["US National Security Council"] == "2022-09-07"
    assert found["Microsoft"] == "2022-09-08"
    assert found["Federal Bureau of Investigation"] == "2022-09-21"


def test_bundle_does_not_say_that_the_eu_or_nato_attributed(reader: Reader) -> None:
    found = reader.attributions(INCIDENT, IRAN)

    assert not {"European Union", "North Atlantic Council", "Spain"} & found.keys()


def test_bundle_says_who_denied(reader: Reader) -> None:
    assert "Ministry of Foreign Affairs of Iran" in reader.opinions("denies")


def test_bundle_says_who_endorsed(reader: Reader) -> None:
    assert "Ministry of Foreign Affairs of North Macedonia" in reader.opinions(
        "endorses"
    )


def test_bundle_says_who_named_another_culprit(reader: Reader) -> None:
    assert reader.opinions("counter-attributes") == {
        "Permanent Mission of Iran to the United Nations"
    }


def test_bundle_says_what_was_done_about_it(reader: Reader) -> None:
    done = {
        label
        for response in reader.responses(INCIDENT).values()
        for label in response["labels"]
    }

    assert "response-type:relations-severed" in done
    assert "response-type:sanctions-listing" in done


def test_bundle_says_on_which_source(reader: Reader) -> None:
    [claim] = [
        each
        for each in reader.of_type("report")
        if each["name"].startswith("US Treasury")
        and "MOIS" in each["name"]
        and INCIDENT in each["name"]
    ]

    titles = [each["description"] for each in claim["external_references"]]
    assert any("Treasury Sanctions Iranian Ministry" in title for title in titles)
