"""What a change reaches: everything that tells of it is compiled again."""

from incidents.models import Record
from incidents.vocab import Marking
from sharing.compile import Context, compile_record
from sharing.selectors import view
from sharing.services.dependents import cases_reached, dependents
from sharing.services.library import shelf
from sharing.services.naming import names
from tests.build import make_case, make_claim, make_incident
from tests.sharing.acts import LATER, publish_all


def test_whatever_an_object_embeds_reaches_its_record(
    scene: dict[str, Record],
) -> None:
    everything = view(marking=Marking.RED)
    found = shelf(scene, items={}, view=everything)
    context = Context(found.versions, names(scene), "id-keeper")
    embedding: dict[str, set[str]] = {}
    for key in scene:
        for made in compile_record(key, context)[0]:
            for other in made.embeds:
                embedding.setdefault(other, set()).add(key)

    for key, telling in embedding.items():
        assert telling <= dependents([key], view=everything) | {key}, key


def test_the_case_is_reached_from_all_that_its_report_lists(
    scene: dict[str, Record],
) -> None:
    everything = view(marking=Marking.RED)

    for key in ("mal-wiper", "ind-wiper", "loc-al", "claim-denial", "resp-reply"):
        assert cases_reached([key], view=everything) == {"case"}, key


def test_another_case_is_not_reached(scene: dict[str, Record]) -> None:
    incident = make_incident(key="inc-other")
    make_case(key="case-other", incidents=[incident], keeper=scene["id-keeper"])
    make_claim(key="claim-other", about=incident)
    publish_all(at=LATER)

    found = cases_reached(["claim-other"], view=view(marking=Marking.RED))

    assert found == {"case-other"}
