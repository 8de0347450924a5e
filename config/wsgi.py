"""The application, for a WSGI server; it does not start on wrong settings."""

import os
import sys
from typing import Final, NoReturn

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connections

from config.checks import unreachable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# gunicorn starts a worker that fails again and again, unless it ends with this.
CANNOT_START: Final = 4


def checked_application() -> WSGIHandler:
    """Return the application, or end the process with what is wrong."""
    application = get_wsgi_application()
    try:
        deploy = settings.PROFILE == "production"
        call_command("check", deploy=deploy, databases=["default"], stdout=sys.stderr)
    except SystemCheckError as error:
        _refuse(str(error))
    except OperationalError as error:
        _refuse(str(unreachable(error)))
    connections.close_all()  # a process that forks must not share one
    return application


def _refuse(fault: str) -> NoReturn:
    sys.stderr.write(f"{fault}\n")
    sys.exit(CANNOT_START)


application = checked_application()
