"""Mail that something waits, never what it says: about reviews, and for the desk.

A mail may be read on its way, so it names no record, title or reason; whoever gets it
signs in to read. A worker sends it once the transaction stands, so that nobody waits
for it, and a mail that cannot be sent undoes nothing: the desk shows the same.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django_tasks import task

from review.models import Approval, Return

WHERE = "Sign in to the desk to read what it is about. This mail names no record."


def tell_sender(returned: Return) -> None:
    """Tell whoever sent a request that it came back: one mail for one return.

    Who took it back himself knows.
    """
    sender = returned.request.by
    send_later(
        [sender] if sender != returned.by else [],
        subject="A request of yours was returned",
        body=f"{name_of(returned.by)} returned your request {returned.request.pk} "
        f"for changes on {moment(returned.at)}. {WHERE}",
    )


def tell_of_broken_glass(approval: Approval, reviewers: Iterable[User]) -> None:
    """Tell reviewers that somebody approved a record without a second person."""
    send_later(
        reviewers,
        subject="Break-glass: a record was approved without review",
        body=f"{name_of(approval.by)} approved a record on {moment(approval.at)} "
        f"without a second person. {WHERE}",
    )


@task()
def send(to: str, subject: str, body: str) -> None:
    """Send one mail; a worker does."""
    send_mail(subject, body, None, [to])


def send_later(people: Iterable[User], *, subject: str, body: str) -> None:
    """Send each his own mail after the commit, if he has an address.

    What cannot be sent is logged, and undoes nothing.
    """
    for person in people:
        if person.email:
            queued = partial(send.enqueue, person.email, subject, body)
            # Robust: what fails here is logged and harms nobody.
            transaction.on_commit(queued, robust=True)


def name_of(person: User) -> str:
    """Return what a mail calls a person."""
    return person.get_full_name() or person.get_username()


def moment(at: datetime) -> str:
    """Return an instant as a mail tells it."""
    return f"{at:%d %B %Y, %H:%M} UTC"
