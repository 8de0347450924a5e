"""Several programs of one partner post at one time, in transactions of their own."""

from threading import Thread

import pytest
from django.db import connection

from sharing.inbox import receive
from sharing.models import Tray
from tests.build import NOON
from tests.sharing.inbox.posts import (
    envelope,
    make_inbox,
    malware,
    read,
    reader,
    url,
)


@pytest.mark.usefixtures("fresh_database")
def test_posts_at_one_time_get_distinct_dates_and_all_their_room() -> None:
    sender, inbox = reader(), make_inbox()

    def send(name: str) -> None:
        for number in range(10):
            raw = envelope(malware(f"{name} {number}"), url())
            receive(sender, inbox, raw, at=NOON)
        connection.close()

    threads = [Thread(target=send, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    dates = [each.added for each in read()]
    assert len(set(dates)) == len(dates) == 31
    assert Tray.objects.get().size == sum(len(each.body) for each in read())
