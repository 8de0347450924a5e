"""What kinds of incident are called: OASIS has keywords for them, English has words."""

from collections.abc import Iterable, Mapping

from briefings.words.labels import listed
from figures.words import say

KINDS: Mapping[str, str] = {
    "compromised-system": "systems taken over",
    "data-exfiltration": "data taken out",
    "deletion-information": "information deleted",
    "destruction": "destruction",
    "dissemination-phishing-emails": "phishing e-mails sent",
    "exploit": "a flaw exploited",
    "unauthorized-access-information": "unauthorised access to information",
    "unauthorized-access-system": "unauthorised access to systems",
    "unauthorized-release": "unauthorised release of information",
    "unauthorized-use": "unauthorised use",
}


def kinds(values: Iterable[str]) -> str:
    """Return the kinds of an incident as a list in words."""
    return listed([say(KINDS.get(each, each.replace("-", " "))) for each in values])
