"""What will go, told ahead: in the answers, in the OpenAPI document, in the changelog.

Six months before, at the least. RFC 9745 has ``Deprecation``, RFC 8594 ``Sunset``.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http.response import HttpResponseBase
from django.utils.http import http_date


@dataclass(frozen=True, slots=True)
class Deprecation:
    """Since when a door is going, when it will be gone, and where to read about it."""

    since: datetime
    gone: datetime
    about: str  # an address

    def tell(self, response: HttpResponseBase) -> None:
        """Say so in an answer."""
        response.headers["Deprecation"] = f"@{int(self.since.timestamp())}"
        response.headers["Sunset"] = http_date(self.gone.timestamp())
        link = f'<{self.about}>; rel="deprecation"; type="text/html"'
        held = response.headers.get("Link")
        response.headers["Link"] = f"{held}, {link}" if held else link
