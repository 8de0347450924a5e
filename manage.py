#!/usr/bin/env python
"""The command line: `manage.py help` lists what it can do."""

import os
import signal
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError, connection

from config.checks import unreachable

# These change the schema, or what the application may not change: published bytes. So
# they connect as the role that owns the tables.
# Everything else connects as a role that owns nothing.
OWNER_COMMANDS = {"migrate", "grant_privileges", "erase_body"}


def main() -> None:
    """Run one command, in the database role that fits it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if OWNER_COMMANDS.intersection(sys.argv[1:2]):
        os.environ["DATABASE_ROLE"] = "owner"
    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who read has seen enough, as `| head` has; Python would flush once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
    except OperationalError as error:
        if connection.connection is not None:  # it answered, and failed later
            raise
        sys.exit(str(unreachable(error)))


if __name__ == "__main__":
    main()
