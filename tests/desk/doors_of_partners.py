"""The doors about partners: their tokens, what they see, what they posted."""

from typing import Any

from sharing.models import Partner, PostedObject, ServiceToken
from tests.desk.door import REVIEW, TOOL, Door
from tests.desk.world import HIDDEN, INCIDENT, World


def of_partners(world: World) -> dict[str, Door]:
    """Return the pages about a partner and its token."""
    partner, token = ((world.rows[each][0],) for each in (Partner, ServiceToken))
    of: dict[str, Any] = {"seen": (partner,)}
    why = {"why": "For the test."}
    return {
        "desk:partner": Door("pm", **of),
        "desk:partner-kit": Door("pm", **of),
        "desk:partner-sees": Door("p", queries=(f"?of={INCIDENT}",), **of),
        "desk:partner-bundle": Door(
            "p",
            seen=((*partner, "seen-campaign"),),
            hidden=((*partner, f"{HIDDEN}-incident"),),
        ),
        "desk:partner-suspend": Door("pm", **of),
        "desk:token-add": Door("p", **of),
        "desk:token-replace": Door("p", seen=(token,)),
        "desk:token-revoke": Door("pm", seen=(token,), data=why),
        "desk:received": Door("p", queries=("?version=1",), **TOOL),
        "desk:recall": Door("p", **TOOL),
    }


def of_posts(world: World) -> dict[str, Door]:
    """Return the pages about what a partner posted, and where it is told of ours."""
    seen, hidden = world.rows[PostedObject]
    both: dict[str, Any] = {"seen": ((seen,),), "hidden": ((hidden,),)}
    partner = world.rows[Partner][0]
    dismissal = {"act": "dismiss", "reason": "For the test."}
    return {
        "desk:posted": Door(REVIEW, "a", data=dismissal, **both),
        "desk:posted-text": Door(REVIEW, **both),
        "desk:webhook": Door("p", seen=((partner,),), data={"act": "save"}),
    }
