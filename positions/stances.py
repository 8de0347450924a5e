"""What each stance does in the views (domain study b.1, architecture "Claims")."""

from positions.values import Claim

# Propose a culprit. All other stances name nobody, `suspects` and `acknowledges` too.
NAMING = frozenset(
    {
        "asserts",
        "corroborates",
        "counter-attributes",
        "claims-responsibility",
        "revises",
    }
)
# Speak against an attribution without naming anybody else.
OBJECTING = frozenset({"denies", "distances", "doubts", "disputes"})
# Only the accused, or someone speaking for it, denies or distances itself.
OF_THE_ACCUSED = frozenset({"denies", "distances"})
ACCUSED = frozenset({"accused-state", "accused-entity"})
# Speak on somebody else's finding and have none of their own.
LEANING = frozenset({"endorses", "acknowledges"})


def culprit(claim: Claim) -> str | None:
    """Return whom the claim itself says to be behind what it is about, if anybody."""
    if claim.stance in NAMING and claim.proposition == "attributed-to":
        return claim.target
    return None


def is_of_the_accused(claim: Claim) -> bool:
    """Whether the accused speaks, by the stance or by the role."""
    return claim.stance in OF_THE_ACCUSED or claim.role in ACCUSED
