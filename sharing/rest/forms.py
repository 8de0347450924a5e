"""In which form an answer is wanted: by parameter or Accept header (RFC 9110)."""

from collections.abc import Sequence
from enum import Enum

from django.http.request import MediaType
from rest_framework.request import Request

from sharing.rest.problems import CONTRADICTION, NOT_ACCEPTABLE, Fault, Problem


class Form(Enum):
    """A form of an answer; the value is its name as a parameter."""

    JSON = "json"
    STIX = "stix"
    CSV = "csv"
    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"

    @property
    def media_type(self) -> str:
        """The Content-Type that it is sent under."""
        return MEDIA_TYPES[self]


MEDIA_TYPES = {
    Form.JSON: "application/json",
    Form.STIX: "application/stix+json;version=2.1",
    Form.CSV: "text/csv; charset=utf-8; header=present",
    Form.PDF: "application/pdf",
    Form.DOCX: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    Form.HTML: "text/html; charset=utf-8",
}


def chosen(request: Request, asked: str | None, offered: Sequence[Form]) -> Form:
    """Return the form to answer in.

    A parameter goes before the header, whose first offered range of the highest
    quality counts; no header accepts all.

    Raises:
        Problem: the header accepts none of what there is.
    """
    if asked is not None:
        return Form(asked)
    accepted = request.headers.get("Accept", "").strip()
    if not accepted:
        return offered[0]
    weights = {form: _weight(accepted, form) for form in offered}
    best = max(offered, key=weights.__getitem__)  # the first of equals
    if weights[best] > 0:
        return best
    forms = ", ".join(form.media_type for form in offered)
    raise Problem(NOT_ACCEPTABLE, f"This address answers in {forms}.")


def _weight(accepted: str, form: Form) -> float:
    """Return the quality of the most specific range that the form is in."""
    own = MediaType(form.media_type)
    found: list[tuple[int, float]] = []
    for each in accepted.split(","):
        wanted = MediaType(each)
        quality = _quality(wanted)
        if _covers(wanted, own):
            specific = (wanted.main_type != "*") + (wanted.sub_type != "*")
            found.append((specific, quality))
    return max(found)[1] if found else 0.0


def _covers(wanted: MediaType, own: MediaType) -> bool:
    """Whether a form is in a range; of parameters only the version is looked at."""
    version = wanted.params.get("version", own.params.get("version"))
    return (
        wanted.main_type.lower() in ("*", own.main_type)
        and wanted.sub_type.lower() in ("*", own.sub_type)
        and version == own.params.get("version")
    )


def _quality(wanted: MediaType) -> float:
    try:
        return float(wanted.params.get("q", "1"))
    except ValueError:
        return 0.0


def must_be_json(form: Form, asked: object, *names: str) -> None:
    """Refuse parameters that only plain JSON can follow.

    Raises:
        Problem: one is there, and another form is wanted.
    """
    assert isinstance(asked, dict)
    given = [name for name in names if name in asked]
    if given and form is not Form.JSON:
        faults = [Fault.at(name, "goes with plain JSON only") for name in given]
        text = f"{' and '.join(given)} cannot go with format={form.value}"
        raise Problem(CONTRADICTION, text, faults)
