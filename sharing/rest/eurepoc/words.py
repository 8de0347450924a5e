"""What EuRepoC 1.1 says for what we record, letter by letter (domain study b and e)."""

from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import get_global

NOT_AVAILABLE = "Not available"
UNKNOWN = "Unknown"
CONTESTED = "Contested attribution"
EU = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR"),
        *("HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO"),
        *("SE", "SI", "SK"),
    }
)
# EuRepoC has these in the long form, all others as people say them.
LONG_FORMS = {
    "IR": "Iran, Islamic Republic of",
    "KP": "Korea, Democratic People's Republic of",
    "KR": "Korea, Republic of",
}
NAMES = Locale("en").territories
# Codes of states that are no more, which CLDR keeps for old data.
FORMER = frozenset({"BUR", "DDR", "FXX", "ROM", "TMP", "YMD", "ZAR"})


@cache
def _alpha_3() -> dict[str, str]:
    return {
        now[0]: code
        for code, now in get_global("territory_aliases").items()
        if len(code) == len("ALB") and code.isalpha() and len(now) == 1
        if code not in FORMER
    }


def alpha_3(alpha_2: str) -> str:
    """Return the ISO 3166-1 code of three letters; '' for none."""
    return _alpha_3().get(alpha_2, "")


def country_name(alpha_2: str) -> str:
    """Return a country's name as EuRepoC writes it; '' for none."""
    return LONG_FORMS.get(alpha_2) or str(NAMES.get(alpha_2, ""))


def joined(values: Iterable[str]) -> str:
    """Return several values in one cell; none may hold what parts them."""
    return "; ".join(each.replace("; ", ", ") for each in values)


def operation_types(oasis: Iterable[str]) -> list[str]:
    """Return EuRepoC's components for OASIS incident types (b.10)."""
    types = set(oasis)
    found = []
    if types & {"data-exfiltration", "unauthorized-access-information"}:
        doxed = "unauthorized-release" in types
        found.append("Data theft & Doxing" if doxed else "Data theft")
    if types & {"denial-of-service", "vandalism", "destruction"}:
        found.append("Disruption")
    if types & {"compromised-system", "unauthorized-use", "destruction"}:
        misuse = types & {"unauthorized-use", "destruction"}
        found.append(f"Hijacking {'with' if misuse else 'without'} Misuse")
    if "ransomware" in types:
        found.append("Ransomware")
    return found


# The first that is wholly there gives the label; all but these are ``Other``.
LABELS = (
    ({"Ransomware"}, "Ransomware"),
    ({"Disruption", "Hijacking with Misuse"}, "Wiper"),
    ({"Data theft & Doxing"}, "Hack and leak"),
    ({"Data theft"}, "Data theft"),
)


def operation_label(components: Iterable[str]) -> str:
    """Return EuRepoC's one word for the components; '' if there are none (b.10)."""
    held = set(components)
    if not held:
        return ""
    if held == {"Disruption"}:
        return "DDoS/Defacement"
    return next((label for needed, label in LABELS if needed <= held), "Other")
