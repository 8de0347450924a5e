"""The partner of the demonstration, with a token that is kept in a private file."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User

from config import state as kept
from incidents.vocab import Marking
from sharing.access import Scope, secrets
from sharing.models import Collection, CollectionKind, Partner, ServiceToken
from sharing.services import open_sample
from sharing.services.partners import save_partner
from sharing.services.tokens import Terms, issue, revoke

NAME = "Demonstration partner"
CONTACT = "partner@example.org"
LABEL = "Client kit"
ABOUT = "Made by the demonstration, so that a client can be tried out."
READS = (Scope.TAXII_READ, Scope.REST_READ, Scope.REPORTS_READ)


def demo_token(state: Path, *, by: User, at: datetime) -> Path:
    """Return the file with the partner's token; make what is missing of the three.

    The file is readable by its owner alone. If the token in it is no longer good,
    another one takes its place.
    """
    path = state / "demo-token"
    if not (path.exists() and _is_good(path.read_text(encoding="ascii"), at)):
        partner = Partner.objects.filter(name=NAME).first() or save_partner(
            Partner(
                name=NAME, contact=CONTACT, ceiling=Marking.GREEN.value, about=ABOUT
            ),
            collections=[_sample(by=by, at=at)],
            by=by,
            at=at,
        )
        for each in partner.tokens.filter(label=LABEL, revoked_at=None):
            revoke(each, by=by, at=at, why="Made anew by the demonstration.")
        terms = Terms(
            label=LABEL,
            scopes=READS,
            ceiling=partner.ceiling,
            not_before=at,
            expires=at + timedelta(days=settings.TOKEN_LONGEST_DAYS),
        )
        written = issue(partner, terms, by=by, at=at).written
        path.unlink(missing_ok=True)
        kept.write_private(path, written)
    return path


def _sample(*, by: User, at: datetime) -> Collection:
    sample = Collection.objects.filter(kind=CollectionKind.SAMPLE).first()
    return sample or open_sample(Marking.CLEAR.value, by=by, at=at)


def _is_good(written: str, at: datetime) -> bool:
    """Whether the token is one of this database, made with this pepper, and good."""
    token = secrets.read(f"Bearer {written}")
    if token is None:
        return False
    row = ServiceToken.objects.filter(
        key=token.key, revoked_at=None, expires__gt=at
    ).first()
    return row is not None and bytes(row.digest) in secrets.digests(token.secret)
