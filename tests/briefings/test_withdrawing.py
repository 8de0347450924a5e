"""Taking a briefing back at the desk: whoever fetched it is told, and named."""

import pytest
from django.test import Client

from desk.roles import OFFICER
from sharing.models import Event, Partner, Scope
from tests.briefings.desk import make_released
from tests.desk.pages import messages
from tests.desk.world import person
from tests.sharing.rest.asking import asking
from tests.sharing.webhooks.acts import make_webhook


@pytest.mark.usefixtures("published")
def test_a_withdrawal_names_the_partners_that_are_told_of_it(client: Client) -> None:
    edition = make_released().draft.edition
    partner = asking(scopes=[Scope.REPORTS_READ])
    assert partner.get("briefings/BN-2026-001/1/html").status_code == 200
    make_webhook(Partner.objects.get())
    client.force_login(person(OFFICER, "RED"))

    sent = {"act": "withdraw", "reason": "It is wrong."}
    answer = client.post(f"/admin/briefings/{edition.pk}/", sent)

    (told,) = messages(answer)
    assert "Told, since they fetched it: Partner up to CLEAR." in told
    event = Event.objects.get(type="briefing.withdrawn")
    assert b'"number":"BN-2026-001","edition":1' in bytes(event.body)
