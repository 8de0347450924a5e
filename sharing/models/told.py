"""A member of a published snapshot, read by the database from the stored bytes."""

from django.db.models import F, Func, TextField


def told(name: str) -> Func:
    """Return what a snapshot says in one of its members, as text.

    Written without parameters, so that an index on the very same words serves it. An
    erased snapshot says nothing. The function is made by a migration.
    """
    return Func(
        F("body"),
        template=f"snapshot_member(%(expressions)s, '{name}')",
        output_field=TextField(),
    )
