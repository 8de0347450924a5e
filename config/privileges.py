"""What the application role may do to which table."""

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

# Rows are added and never changed: history, approvals, and what partners were sent.
# Triggers refuse it to everybody; the application is not even asked.
APPEND_ONLY = (
    "django_admin_log",
    "incidents_change",
    "incidents_stixname",
    "incidents_sourcecopy",
    "review_approval",
    "review_acknowledgement",
    "sharing_collection",
    "sharing_release",
    "sharing_objectbody",
    "sharing_edge",
    "sharing_link",
    "sharing_publishedrecord",
    "sharing_entry",
    "briefings_edition",
    "briefings_draft",
    "briefings_ask",
    "briefings_return",
    "briefings_release",
    "briefings_withdrawal",
    "briefings_editionfile",
    "sharing_pull",
    "sharing_handling",
    "sharing_attempt",
    "sharing_endpointchange",
)
# Made of those, it may go and be made again; as long as it stands, it stays as it is.
REMADE = ("sharing_segment",)
# The one change to those: a newer version of the object has come.
CHANGEABLE_COLUMNS = (("sharing_entry", "is_last"),)
# The owner's own notes, and what migrations alone fill; what he erased.
READ_ONLY = ("django_migrations", "sharing_erasure")

EVERYTHING = (
    "grant usage on schema public to {role}",
    "grant select, insert, update, delete on all tables in schema public to {role}",
    "grant usage, select on all sequences in schema public to {role}",
)
NO_CHANGE = "revoke update, delete, truncate on {table} from {role}"
NO_UPDATE = "revoke update, truncate on {table} from {role}"
NO_WRITE = "revoke insert, update, delete, truncate on {table} from {role}"
THIS_COLUMN = "grant update ({column}) on {table} to {role}"
# Whoever may not grant gets no error from PostgreSQL, only a warning.
OWNS_ALL = """
    select coalesce(bool_and(pg_has_role(tableowner, 'usage')), false)
    from pg_tables where schemaname = 'public'
"""


class NotGranted(Exception):
    """The privileges could not be given; the text says why."""


def application_role() -> str:
    """Return the name of the role that the application connects as."""
    return str(settings.DATABASE_ROLES["application"]["USER"])


def grant_privileges() -> None:
    """Give the application role its privileges, all or none of them.

    Doing it again changes nothing. To be called as the owner after each migration:
    a new table has no privileges yet.

    Raises:
        NotGranted: a protected table is missing, or this role owns not all tables.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        missing = set(APPEND_ONLY) - set(connection.introspection.table_names(cursor))
        if missing:
            raise NotGranted(f"These tables are missing: {', '.join(sorted(missing))}.")
        cursor.execute(OWNS_ALL)
        if cursor.fetchone() != (True,):
            raise NotGranted("Only the owner of all tables may grant: migrate as one.")
        for line in EVERYTHING:
            cursor.execute(_statement(line))
        for table in APPEND_ONLY:
            cursor.execute(_statement(NO_CHANGE, table=table))
        for table in REMADE:
            cursor.execute(_statement(NO_UPDATE, table=table))
        for table in READ_ONLY:
            cursor.execute(_statement(NO_WRITE, table=table))
        for table, column in CHANGEABLE_COLUMNS:
            cursor.execute(_statement(THIS_COLUMN, table=table, column=column))


def _statement(line: str, **names: str) -> sql.Composed:
    """Return a line of SQL with its names quoted."""
    quoted = {key: sql.Identifier(name) for key, name in names.items()}
    return sql.SQL(line).format(role=sql.Identifier(application_role()), **quoted)
