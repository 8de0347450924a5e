"""Responses: on what law and on whose claims they rest."""

from collections.abc import Iterator

from attribution.vocab.responses import RESPONSES, ILClass
from review.rules.known import Known
from review.rules.values import Found, Other, Snapshot, found

# Acts that need a basis in law: speech, help and what a state does at home need none.
IN_LAW = (
    ILClass.RETORSION,
    ILClass.COUNTERMEASURE,
    ILClass.NECESSITY,
    ILClass.SELF_DEFENCE,
    ILClass.UNSC_MEASURE,
    ILClass.JUDICIAL_NATIONAL,
    ILClass.JUDICIAL_INTERNATIONAL,
    ILClass.UNDETERMINED,
)
# Acts that are against nobody, so that they need nobody to be named.
AGAINST_NOBODY = (ILClass.COOPERATION, ILClass.INTERNAL)


def no_legal_basis(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a measure with no law named for it."""
    if _class(own) in IN_LAW and not own["legal_basis"]:
        yield found(
            "legal_basis",
            "No legal basis is given for it. Name the act or article, or say in the "
            "reason that none was published.",
        )


def rests_on_none(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find an act against somebody that rests on no claim about anybody."""
    if _class(own) in AGAINST_NOBODY or own["rests_on"] or own["voices"]:
        return
    yield found(
        "rests_on",
        "It rests on no claim. Say whose attribution it answers, or that it names "
        "nobody.",
    )


def lost_its_ground(own: Snapshot, known: Known) -> Iterator[Found]:
    """Find a response whose ground was taken back under it."""
    for key in own["rests_on"]:
        if known.is_taken_back(key, own):
            yield found(
                "rests_on",
                "It rests on ",
                Other(key),
                ", which was withdrawn or revised. Record whether the response stands.",
            )


def _class(own: Snapshot) -> str:
    """Return what the act is in law: as claimed, else as its type usually is."""
    usual = RESPONSES.get(own["response_type"])
    return own["il_class_claimed"] or (usual.usual_il_class if usual else "")
