"""What the desk says of partners and briefings: who gets which, who is told what."""

import pytest
from django.test import Client
from django.urls import reverse

from desk.roles import OFFICER, PUBLISHER
from desk.selectors import partners
from sharing.models import Event, Partner, Scope, ServiceToken
from tests.briefings.desk import make_edition, make_released
from tests.desk.pages import messages
from tests.desk.world import person
from tests.sharing.partners import make_partner
from tests.sharing.rest.asking import asking
from tests.sharing.webhooks.acts import make_webhook

pytestmark = pytest.mark.usefixtures("published")


def test_as_a_partner_sees_it_there_are_the_briefings_that_its_tokens_get(
    client: Client,
) -> None:
    make_released(make_edition(title="For everybody"))
    make_released(make_edition(title="For few", marking="AMBER"))
    reader = asking("GREEN", scopes=[Scope.REPORTS_READ])
    asking("GREEN", label="Records alone")
    (got,) = reader.json("briefings")["items"]
    client.force_login(person(PUBLISHER, "RED"))
    page = reverse("desk:partner-sees", args=[Partner.objects.get().pk])
    other = ServiceToken.objects.get(label="Records alone")

    whole = client.get(page).content.decode()
    cut = client.get(page, {"token": other.pk}).content.decode()

    assert got["title"] == "For everybody"
    assert "For everybody" in whole
    assert "For few" not in whole
    assert "For everybody" not in cut


def test_as_a_partner_sees_it_briefings_come_in_pages(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partners, "A_PAGE", 1)
    make_released(make_edition(title="The older one"))
    make_released(make_edition(title="The newer one"))
    partner = make_partner("Reader", ceiling="GREEN")
    client.force_login(person(PUBLISHER, "RED"))
    address = reverse("desk:partner-sees", args=[partner.pk])

    first = client.get(address).content.decode()
    second = client.get(address, {"page": 2}).content.decode()

    assert "The newer one" in first
    assert "The older one" not in first
    assert 'rel="next"' in first
    assert "The older one" in second


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
