"""How the doors describe themselves to OpenAPI, from what they declare."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse

from sharing.rest.forms import Form
from sharing.rest.problems import MEDIA_TYPE, SORTS
from sharing.rest.shapes.answers import Bundle, Problem

# What any door may answer, whatever is behind it; the rest it names itself.
ANYWHERE = (400, 401, 403, 404, 405, 406, 422, 429, 500, 503)
TITLES = {
    status: "; or: ".join(
        each.title for each in SORTS.values() if each.status == status
    )
    for status in {each.status for each in SORTS.values()}
}
# Not from here, and so no problem: nobody promises in what form it comes.
TOO_LONG = OpenApiResponse(
    description="The address has more than 8,190 bytes; the server in front of the "
    "interface refuses it by itself, not as a problem"
)


class Description(AutoSchema):
    """Reads a door's query, forms and answers."""

    view: Any

    def get_operation_id(self) -> str:
        """Return a name that clients can make a function of."""
        return str(self.view.operation)

    def get_summary(self) -> str:
        """Return the first line of what the door says of itself."""
        return (type(self.view).__doc__ or "").strip().splitlines()[0].rstrip(".")

    def get_description(self) -> str:  # type: ignore[override]
        """Return the rest of it."""
        lines = (type(self.view).__doc__ or "").strip().splitlines()[1:]
        return "\n".join(line.strip() for line in lines).strip()

    def get_tags(self) -> list[str]:
        """Return the heading that the door stands under."""
        return [str(self.view.heading)]

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Return the two ways of sending a token."""
        return [{"bearer": []}, {"basic": []}]

    def is_deprecated(self) -> bool:
        """Whether the door is going."""
        return self.view.deprecation is not None

    def get_override_parameters(self) -> list[Any]:
        """Return the door's query."""
        return [self.view.query] if self.view.query().fields else []

    def get_request_serializer(self) -> None:
        """Return none: nothing is sent here."""

    def get_response_serializers(self) -> Any:
        """Return what comes back: in each form, unchanged, or a problem."""
        found: dict[Any, Any] = {
            (200, form.media_type): self._answer(form) for form in self.view.forms
        }
        found[304] = OpenApiResponse(description="As the client has it")
        found[414] = TOO_LONG
        for status in sorted({*ANYWHERE, *self.view.statuses}):
            found[status, MEDIA_TYPE] = OpenApiResponse(Problem, TITLES[status])
        return found

    def _answer(self, form: Form) -> OpenApiResponse:
        if form is Form.STIX:
            return OpenApiResponse(Bundle, "A bundle")
        if form is Form.CSV:
            return OpenApiResponse(OpenApiTypes.STR, "A table, header first")
        if form in (Form.PDF, Form.DOCX, Form.HTML):
            return OpenApiResponse(OpenApiTypes.BINARY, "The file, to the byte")
        return OpenApiResponse(self.view.answers, "As plain JSON")

    def _get_parameters(self) -> list[Any]:
        """Return the parameters; several values have commas between them."""
        parameters: list[Any] = super()._get_parameters()
        for each in parameters:
            if each["schema"].get("type") == "array":
                each["explode"] = False
                each["style"] = "form"
        return parameters

    def _is_list_view(self, serializer: Any = None) -> bool:
        """Return that an answer is as its serializer has it: a page is no bare list."""
        return False
