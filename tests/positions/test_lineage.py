"""How many independent origins a claim's sources have."""

from positions.lineage import Lineages, independent_lineages
from tests.positions.build import IRAN, make_record, naming

ADVISORY = naming("claim-cisa", IRAN, lineages=("cisa-advisory",))


def test_five_news_stories_on_one_advisory_are_one_lineage() -> None:
    told = naming("claim-us", IRAN, lineages=("cisa-advisory",) * 5)

    found = independent_lineages(make_record(told), "claim-us")

    assert (found.items, found.lineages) == (5, 1)


def test_origins_of_their_own_are_counted_each() -> None:
    told = naming("claim-us", IRAN, lineages=("cisa-advisory", "src-microsoft"))

    assert independent_lineages(make_record(told), "claim-us").lineages == 2


def test_a_restatement_adds_items_and_no_lineage() -> None:
    story = naming("claim-media", IRAN, restates="claim-cisa", lineages=("src-paper",))
    record = make_record(ADVISORY, story)

    found = independent_lineages(record, "claim-media")

    assert found == Lineages(items=1, lineages=0, finding="claim-cisa")


def test_a_restatement_of_a_restatement_leads_to_the_first() -> None:
    story = naming("claim-media", IRAN, restates="claim-cisa")
    echo = naming("claim-echo", IRAN, restates="claim-media")

    found = independent_lineages(make_record(ADVISORY, story, echo), "claim-echo")

    assert found.finding == "claim-cisa"


def test_reports_that_only_quote_each_other_have_no_lineage() -> None:
    one = naming("claim-one", IRAN, restates="claim-other", lineages=("src-one",))
    other = naming("claim-other", IRAN, restates="claim-one", lineages=("src-other",))

    assert independent_lineages(make_record(one, other), "claim-one").lineages == 0


def test_a_restated_claim_that_we_retracted_is_no_finding() -> None:
    ours = naming("claim-wrong", IRAN, retracted=True)
    story = naming("claim-media", IRAN, restates="claim-wrong", lineages=("src-a",))

    found = independent_lineages(make_record(ours, story), "claim-media")

    assert found == Lineages(items=1, lineages=1, finding="claim-media")
