"""What happens at real commits: several processes, and nobody waits for the disk."""

from contextlib import suppress
from threading import Barrier, Thread

from django.db import connection

from sharing.access import Outlet, Served, TooMany, note_pull
from sharing.models import Pull
from tests.build import NOON
from tests.sharing.partners import HOME, ask, make_token

SERVED = Served(outlet=Outlet.TAXII, query="/objects/", count=2, size=3200)


def test_processes_side_by_side_give_out_no_request_too_many(
    fresh_database: None,
) -> None:
    issued = make_token(per_minute=50, per_day=1000)
    served: list[int] = []
    together = Barrier(4)

    def client() -> None:
        try:
            together.wait()
            for _ in range(25):
                with suppress(TooMany):
                    served.append(ask(issued).token)
        finally:
            connection.close()

    threads = [Thread(target=client) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(served) == 50


def test_what_tokens_spend_is_written_to_no_log(fresh_database: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relpersistence from pg_class where relname = 'sharing_spending'"
        )
        assert cursor.fetchone() == ("u",)


def test_only_the_line_of_the_log_does_not_wait_for_the_disk(
    fresh_database: None,
) -> None:
    who = ask(make_token())

    note_pull(who, SERVED, at=NOON, address=HOME)

    with connection.cursor() as cursor:
        cursor.execute("show synchronous_commit")
        assert cursor.fetchone() == ("on",)  # for whatever comes next
    assert Pull.objects.count() == 1
