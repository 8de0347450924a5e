"""Partners at the desk: who gives whom how much, and tokens that are shown once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharing.access import Refused, Scope, authenticate
from sharing.models import Collection, ObjectBody, Partner, ServiceToken
from sharing.services import open_collection
from tests.build import NOON, make_incident, make_tool, make_user
from tests.desk.pages import errors, send
from tests.desk.world import person
from tests.sharing.acts import LATER, edit_and_send, publish_all
from tests.sharing.inbox.posts import malware, post
from tests.sharing.partners import DAY, HOME, MINUTE, make_partner, make_token

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r"cia_[0-9a-f]{12}\.[A-Za-z0-9_-]{43}")


def browser(role: str = "publisher", cleared_to: str = "RED") -> Client:
    client = Client()
    client.force_login(person(role, cleared_to))
    return client


def terms(**changes: Any) -> dict[str, Any]:
    end = timezone.now() + timedelta(days=90)
    return {
        "label": "OpenCTI",
        "scopes": ["taxii:read"],
        "ceiling": "GREEN",
        "addresses": "192.0.2.0/24",
        "expires": f"{end:%Y-%m-%dT%H:%M}",
        "per_minute": "60",
        "per_day": "600",
        **changes,
    }


def written_in(page: Any) -> str:
    (token,) = set(TOKEN.findall(page.content.decode()))
    return str(token)


def let_in(written: str) -> bool:
    at = timezone.now()
    try:
        authenticate(f"Bearer {written}", HOME, scopes=[Scope.TAXII_READ], at=at)
    except Refused:
        return False
    return True


def token_now(**terms: Any) -> Any:
    now = timezone.now()
    return make_token(at=now, not_before=now, expires=now + DAY, **terms)


def test_a_publisher_makes_a_partner() -> None:
    page = send(
        browser(),
        reverse("admin:sharing_partner_add"),
        name="Ministry",
        contact="soc@ministry.example",
        ceiling="AMBER",
    )

    partner = Partner.objects.get()
    assert page.headers["Location"] == reverse("desk:partner", args=[partner.pk])
    assert (partner.ceiling, partner.made_by.username) == (
        "AMBER",
        "publisher cleared to RED",
    )


def test_a_publisher_gives_no_partner_more_than_he_reads_himself() -> None:
    page = send(
        browser(cleared_to="GREEN"),
        reverse("admin:sharing_partner_add"),
        name="Ministry",
        contact="soc@ministry.example",
        ceiling="AMBER",
    )

    assert "AMBER is not one of the available choices" in errors(page)
    assert not Partner.objects.exists()


def test_a_publisher_is_offered_no_collection_above_his_clearance() -> None:
    for key, marking in (("inc-open", "GREEN"), ("inc-secret", "RED")):
        make_incident(key=key, name=f"The {key}", marking=marking)
        publish_all()
        open_collection(key, marking, by=make_user("publisher"), at=LATER)
    partner = make_partner(ceiling="GREEN")

    page = browser(cleared_to="AMBER").get(
        reverse("admin:sharing_partner_change", args=[partner.pk])
    )

    told = page.content.decode()
    assert "inc-open" in told
    assert "inc-secret" not in told


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("desk:token-add", "partner"),
        ("desk:token-replace", "token"),
        ("desk:partner-sees", "partner"),
    ],
)
def test_who_is_cleared_to_less_than_a_partner_cannot_act_for_it(
    name: str, of: str
) -> None:
    token = make_token(make_partner(ceiling="AMBER"), ceiling="AMBER").token
    args = [token.partner_id if of == "partner" else token.pk]

    refused = browser(cleared_to="GREEN").get(reverse(name, args=args))
    shown = browser(cleared_to="AMBER").get(reverse(name, args=args))

    assert (refused.status_code, shown.status_code) == (403, 200)


def test_a_new_token_is_shown_once_and_lets_in() -> None:
    client, partner = browser(), make_partner()
    address = reverse("desk:token-add", args=[partner.pk])

    asked = client.get(address).content.decode()
    page = client.post(address, terms())

    written = written_in(page)
    assert "The token is shown once" in asked
    assert "post by TAXII (taxii:write)" in asked  # and so in docs and refusals
    assert "no-store" in page.headers["Cache-Control"]
    assert let_in(written)
    later = [
        client.get(reverse("desk:partner", args=[partner.pk])),
        client.get(reverse("admin:sharing_servicetoken_changelist")),
        client.get(
            reverse(
                "admin:sharing_servicetoken_change",
                args=[ServiceToken.objects.get().pk],
            )
        ),
        client.get(reverse("desk:partner-kit", args=[partner.pk])),
    ]
    assert [each.status_code for each in later] == [200] * 4
    assert not any(TOKEN.search(each.content.decode()) for each in later)
    secret = written.partition(".")[2]
    assert not any(secret in each.change_message for each in LogEntry.objects.all())
    assert secret not in str(client.session.items())


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("expires", "2001-01-01T00:00"),
        ("addresses", "somewhere"),
        ("ceiling", "AMBER"),
        ("scopes", []),
        ("per_minute", "0"),
    ],
)
def test_wrong_terms_are_told_at_their_field(field: str, typed: Any) -> None:
    partner = make_partner(ceiling="GREEN")

    page = browser().post(
        reverse("desk:token-add", args=[partner.pk]), terms(**{field: typed})
    )

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert not ServiceToken.objects.exists()


def test_all_that_is_wrong_with_terms_is_told_at_once_above_them() -> None:
    end = timezone.now() + timedelta(days=3 * 365)
    wrong = terms(addresses="somewhere elsewhere", expires=f"{end:%Y-%m-%dT%H:%M}")

    page = browser().post(reverse("desk:token-add", args=[make_partner().pk]), wrong)

    _, _, told = page.content.decode().partition('id="error-summary"')
    above, _, fields = told.partition("</section>")
    assert "Nothing was saved yet." in above
    for each in (above, fields):
        assert "“somewhere”, “elsewhere” are no address or network." in each
        assert "At most 365 days after it begins: " in each
        assert "TOKEN_LONGEST_DAYS" not in each


def test_a_successor_is_shown_once_and_the_old_token_stays_good() -> None:
    old = token_now()
    end = timezone.now() + timedelta(days=90)

    page = browser().post(
        reverse("desk:token-replace", args=[old.token.pk]),
        {"expires": f"{end:%Y-%m-%dT%H:%M}"},
    )

    assert written_in(page) != old.written
    assert let_in(written_in(page))
    assert let_in(old.written)


@pytest.mark.parametrize("role", ["publisher", "administrator"])
def test_a_revoked_token_is_out_and_says_why(role: str) -> None:
    issued = token_now()
    client = browser(role)
    address = reverse("desk:token-revoke", args=[issued.token.pk])

    unsaid = client.post(address, {"why": ""})
    assert unsaid.status_code == 200
    assert let_in(issued.written)
    client.post(address, {"why": "Seen in a public log."})

    assert not let_in(issued.written)
    row = ServiceToken.objects.get()
    assert row.revoked_why == "Seen in a public log."
    page = client.get(reverse("desk:partner", args=[row.partner_id]))
    assert "revoked" in page.content.decode()
    assert issued.token.key in LogEntry.objects.latest("pk").change_message


def test_an_administrator_suspends_and_a_publisher_resumes() -> None:
    issued = token_now()
    address = reverse("desk:partner-suspend", args=[issued.token.partner_id])
    administrator, publisher = browser("administrator", "CLEAR"), browser()

    administrator.post(address, {"why": "Breach at theirs."})
    while_suspended = let_in(issued.written)
    refused = administrator.post(address)
    publisher.post(address)

    assert (while_suspended, refused.status_code) == (False, 403)
    assert let_in(issued.written)


def test_a_partner_page_takes_the_same_queries_with_many_tokens(
    django_assert_max_num_queries: Any,
) -> None:
    partner = make_partner()
    for number in range(12):
        make_token(partner, label=f"System {number}")
    client = browser()

    with django_assert_max_num_queries(16):
        client.get(reverse("desk:partner", args=[partner.pk]))


def test_a_sample_is_opened_at_the_desk_and_a_partner_s_kit_begins_with_it() -> None:
    make_incident()
    publish_all()
    publisher = browser()

    sent = {"act": "about", "about": "SAMPLE", "marking": "CLEAR"}
    publisher.post(reverse("desk:collection-open"), sent)

    sample = Collection.objects.get(kind="sample")
    partner = make_partner(collections=(sample,))
    kit = publisher.get(reverse("desk:partner-kit", args=[partner.pk])).content.decode()
    assert f"collections/{sample.uuid}/objects/" in kit


def test_of_an_inbox_a_partner_is_shown_to_get_what_it_posted() -> None:
    for minute in (0, 1):
        post(malware(minute=minute), by="Poster", at=NOON + minute * MINUTE)
    post(malware("ZEROCLEARE"), by="Another")
    partner = Partner.objects.get(name="Poster")

    page = browser().get(reverse("desk:partner-sees", args=[partner.pk]))

    shown = {each.alias: size for each, size in page.context["collections"]}
    assert (shown["inbox"].latest, shown["inbox"].versions) == (1, 2)


def test_objects_are_counted_by_the_marking_that_each_bears() -> None:
    raised, lowered = make_tool(marking="GREEN"), make_tool(marking="AMBER")
    publish_all()
    edit_and_send(raised, LATER, marking="AMBER")
    edit_and_send(lowered, LATER, marking="GREEN")
    partner = make_partner(ceiling="AMBER")

    page = browser().get(reverse("desk:partner-sees", args=[partner.pk]))

    counts = {marking: count for marking, count, _ in page.context["by_marking"]}
    newest = ObjectBody.objects.filter(
        entries__is_last=True, entries__collection__alias="published-red"
    )
    for marking, count in counts.items():
        assert count == newest.filter(marking=marking).count()
    assert counts["GREEN"]
    assert counts["AMBER"]
