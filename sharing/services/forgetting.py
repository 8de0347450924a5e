"""Thinning out the pull log: who was sent what stays, from where and how often goes."""

from datetime import datetime

from django.db import connection


def forget_pulls(*, before: datetime) -> tuple[int, int]:
    """Forget what of old pulls no recall needs; return how many went, and were bared.

    Entries that name nothing (manifests, empty answers, lists that are no records) go;
    of those that say the same of the same partner the first and the last stay. What
    stays loses the client's address and the words of the query.

    Raises:
        IntegrityError: some of them are of the last 30 days, which the database keeps.
    """
    with connection.cursor() as cursor:
        cursor.execute("select removed, bared from forget_pulls(%s)", [before])
        removed, bared = cursor.fetchone()
    return removed, bared
