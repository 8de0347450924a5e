"""Whether this process can do its work, for whatever restarts it if not."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 if the database answers, else 503; say no more to strangers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except Error:
        return HttpResponse("database unavailable\n", "text/plain", 503)
    return HttpResponse("ok\n", "text/plain")
