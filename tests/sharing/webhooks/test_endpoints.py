"""Which addresses a partner's endpoint may have."""

import socket
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from incidents.webpages.visit import Limits
from sharing.models import Endpoint, EndpointChange
from sharing.services.endpoints import end, rotate, save_endpoint, switch
from sharing.webhooks import headers
from tests.build import NOON, make_user
from tests.sharing.partners import make_partner, make_token

PUBLIC = "93.184.216.34"


def save(url: str, *addresses: str) -> tuple[Endpoint, str]:
    return save_endpoint(
        make_partner(),
        url,
        by=make_user(),
        at=NOON,
        limits=Limits(resolve=lambda host, port: list(addresses)),
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://hooks.example.org/", PUBLIC),
        ("https://user:word@hooks.example.org/", PUBLIC),
        ("https://hooks.example.org/#part", PUBLIC),
        ("https://hooks.example.org:8443/", PUBLIC),
        ("https://hooks.example.org/\r\nX-Evil: 1", PUBLIC),
        ("https://hooks.example.org/", "127.0.0.1"),
        ("https://hooks.example.org/", "10.1.2.3"),
        ("https://hooks.example.org/", "169.254.169.254"),
        ("https://hooks.example.org/", "::1"),
        ("https://hooks.example.org/", "fe80::1"),
        ("https://hooks.example.org/", "fd00::1"),
        ("https://hooks.example.org/", "::ffff:10.0.0.1"),
        ("https:///nowhere", PUBLIC),
        ("nonsense", PUBLIC),
    ],
)
def test_an_address_that_is_not_public_https_is_refused(url: str, address: str) -> None:
    with pytest.raises(ValidationError) as caught:
        save(url, address)

    assert "url" in caught.value.message_dict
    assert not Endpoint.objects.exists()


@pytest.mark.django_db
def test_the_ports_of_pages_that_sources_lie_at_are_not_those_of_webhooks() -> None:
    with pytest.raises(ValidationError, match=r"port 80 is not asked; only 443 is\."):
        save("https://hooks.example.org:80/", PUBLIC)


@pytest.mark.django_db
def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(ValidationError, match="public"):
        save("https://hooks.example.org/", PUBLIC, "192.168.0.1")


@pytest.mark.django_db
def test_a_name_that_nobody_knows_is_refused() -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise socket.gaierror

    with pytest.raises(ValidationError, match="no server of the name"):
        save_endpoint(
            make_partner(),
            "https://hooks.example.org/",
            by=make_user(),
            at=NOON,
            limits=Limits(resolve=nobody),
        )


@pytest.mark.django_db
def test_another_address_keeps_the_secret_and_shows_none() -> None:
    first, secret = save("https://hooks.example.org/", PUBLIC)
    second, none = save("https://other.example.org/", PUBLIC)

    assert (secret[:6], none) == ("whsec_", "")
    assert (second.pk, second.secret) == (first.pk, first.secret)
    assert Endpoint.objects.get().url == "https://other.example.org/"


@pytest.mark.django_db
def test_each_change_is_kept_with_who_made_it() -> None:
    endpoint, _ = save("https://hooks.example.org/", PUBLIC)
    save("https://hooks.example.org/", PUBLIC)  # the same: no change
    save("https://other.example.org/", PUBLIC)
    partner, person = endpoint.partner, make_user()
    token = make_token(partner).token
    rotate(endpoint, by=person, at=NOON)
    for is_on in (True, False, False, True):  # it is on, and then off
        switch(endpoint, is_on=is_on, by=token, at=NOON)
    end(endpoint, by=token, at=NOON)

    kept = EndpointChange.objects.order_by("pk")
    assert [(each.act, each.by or each.token, each.url[8:13]) for each in kept] == [
        ("made", person, "hooks"),
        ("moved", person, "other"),
        ("secret", person, "other"),
        ("off", token, "other"),
        ("on", token, "other"),
        ("ended", token, "other"),
    ]


def test_the_signature_is_that_of_the_standards_own_example() -> None:
    """Standard Webhooks, libraries' common test vector."""
    found = headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
        secrets=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        at=datetime.fromtimestamp(1614265330, UTC),
    )

    assert found == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
