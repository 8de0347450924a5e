"""What the pages of signing in show: the ways there are, and where one may go."""

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def sign_in_ways() -> dict[str, Any]:
    """Return whether people sign in here, and the identity provider's name if any."""
    return {
        "local": settings.LOCAL_SIGN_IN,
        "provider": settings.OIDC_NAME,
        "requires_second_factor": settings.REQUIRE_MFA,
    }
