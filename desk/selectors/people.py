"""Who has an account, how he signs in, and whether he is locked out."""

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Prefetch, Q, QuerySet, Sum

KINDS = {
    Authenticator.Type.TOTP: ("authenticator app", "authenticator apps"),
    Authenticator.Type.WEBAUTHN: ("passkey", "passkeys"),
}


def account_by_name(name: str) -> User | None:
    """Return the account of a user name or e-mail address, in any case of letters."""
    if not name:
        return None
    named = Q(username__iexact=name) | Q(email__iexact=name)
    return User.objects.filter(named).order_by("pk").first()


def second_factors() -> QuerySet[Authenticator]:
    """Return what people show besides their passwords; recovery codes are none."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(type__in=KINDS)
    return found.order_by("type", "pk")


def people() -> QuerySet[User]:
    """Return all accounts with their roles, clearances and second factors."""
    return User.objects.select_related("clearance").prefetch_related(
        "groups", Prefetch("authenticator_set", second_factors(), to_attr="factors")
    )


def in_words(factors: Iterable[Authenticator]) -> str:
    """Return second factors as words: an authenticator app, 2 passkeys."""
    held = [factor.type for factor in factors]
    counts = [(held.count(kind), names) for kind, names in KINDS.items()]
    return ", ".join(
        f"1 {one}" if count == 1 else f"{count} {many}"
        for count, (one, many) in counts
        if count
    )


def is_locked_out(person: User, *, at: datetime) -> bool:
    """Whether some place has guessed the person's password too often to go on."""
    failures = (
        AccessAttempt.objects.filter(
            username=person.get_username(),
            attempt_time__gte=at - settings.AXES_COOLOFF_TIME,
        )
        .values("ip_address")
        .annotate(failures=Sum("failures_since_start"))
    )
    return bool(failures.filter(failures__gte=settings.AXES_FAILURE_LIMIT).exists())
