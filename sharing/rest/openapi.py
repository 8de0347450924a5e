"""The OpenAPI 3.1 document, made from the doors themselves."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import orjson
from django.conf import settings
from django.urls import include, path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.settings import patched_settings
from drf_spectacular.validation import validate_schema

from sharing.rest.resources import RESOURCES

# The first number rises when something is taken away or changes its meaning.
VERSION = "1.0.0"
PREFIX = "/api/v1"
INTRODUCTION = """\
The published record of who is said to have done which cyber-attack, by whom, on what
grounds, and what states did about it. Everything is read from what was published, up
to the ceiling of the reader's token; what lies above it is answered as what does not
exist. Nothing is written here but a partner's own webhook.

A token has scopes: `rest:read` for the record, `reports:read` for briefings, and
`webhooks:manage` for the webhook.

Lists come in pages: follow the `next` link of the `Link` header. Every answer has a
strong `ETag`; send it back in `If-None-Match` and what has not changed is a 304.
Unknown, doubled and unreadable parameters are errors."""
SETTINGS = {
    "TITLE": "Attribution record",
    "DESCRIPTION": INTRODUCTION,
    "VERSION": VERSION,
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": PREFIX,
    "POSTPROCESSING_HOOKS": ["sharing.rest.openapi.as_sent"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "bearer": {"type": "http", "scheme": "bearer"},
            "basic": {"type": "http", "scheme": "basic"},
        }
    },
}


def document() -> dict[str, Any]:
    """Return the OpenAPI document."""
    with patched_settings(SETTINGS):
        doors = [path(f"{PREFIX[1:]}/", include(each)) for each in settings.API_URLS]
        generator: Any = SchemaGenerator(patterns=doors)  # type: ignore[no-untyped-call]
        found: dict[str, Any] = generator.get_schema(request=None, public=True)
    return found


@cache
def as_json() -> bytes:
    """Return the document as JSON: one process makes it once."""
    return orjson.dumps(document())


def as_yaml() -> str:
    """Return the document as the file in docs has it.

    Raises:
        ValidationError: it is no OpenAPI document.
    """
    made = document()
    validate_schema(made)  # type: ignore[no-untyped-call]
    renderer: Any = OpenApiYamlRenderer()
    written: bytes = renderer.render(made, renderer_context={})
    return written.decode()


def as_sent(result: Any, **kwargs: Any) -> Any:
    """Require of a record only its key: with ``fields=`` the rest may be missing."""
    schemas = result["components"]["schemas"]
    schemas["ClaimOn"]["required"] = ["claim"]
    for resource in RESOURCES:
        name = resource.shape.__name__
        for each in (name, f"{name}Alone"):
            schemas[each]["required"] = ["key"]
    return result


def promises(described: dict[str, Any]) -> Iterator[str]:
    """Yield what a client can rely on: every address, parameter and member."""
    for place, operations in described["paths"].items():
        for method, operation in operations.items():
            yield f"{method} {place}"
            for each in operation.get("parameters", ()):
                yield f"{method} {place} {each['in']} {each['name']}"
            for status, response in operation["responses"].items():
                for media_type in response.get("content", ()):
                    yield f"{method} {place} {status} {media_type}"
    for name, schema in described["components"]["schemas"].items():
        for member in schema.get("properties", ()):
            yield f"{name} {member}"
