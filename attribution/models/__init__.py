"""The records of attribution: claims, what they rest on, what was done about them."""

from attribution.models.claims import Claim, ClaimGround, Statement
from attribution.models.evidence import (
    Assessment,
    Bearing,
    Evidence,
    Hypothesis,
    Question,
    QuestionSide,
)
from attribution.models.responses import DiplomaticResponse, ResponseTransition

__all__ = [
    "Assessment",
    "Bearing",
    "Claim",
    "ClaimGround",
    "DiplomaticResponse",
    "Evidence",
    "Hypothesis",
    "Question",
    "QuestionSide",
    "ResponseTransition",
    "Statement",
]
