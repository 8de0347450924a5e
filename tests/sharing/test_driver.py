"""The driver beneath Django: what happens to a connection that is lost."""

import pytest
from django.db import OperationalError, connection

from sharing.driver import execute

PID = "select pg_backend_pid()"
END = "select pg_terminate_backend(%s, 5000)"

pytestmark = pytest.mark.usefixtures("fresh_database")


def _lost() -> int:
    """End the server's side of the connection; return which process it was."""
    ((process,),) = execute(PID, [])
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(END, [process])
    finally:
        other.close()
    return int(process)


def test_a_connection_lost_between_two_requests_is_opened_anew() -> None:
    process = _lost()
    connection.close_if_unusable_or_obsolete()  # as at the beginning of a request
    assert execute(PID, []) != [(process,)]


def test_a_connection_lost_within_a_request_is_an_error() -> None:
    _lost()
    with pytest.raises(OperationalError):
        execute(PID, [])
