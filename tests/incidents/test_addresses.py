"""Which addresses are one page, and how an address is kept."""

import pytest

from incidents.webpages import NotAnAddress, address_key, tidy

PAGE = "https://www.example.org/news/attack?id=7"


@pytest.mark.parametrize(
    "other",
    [
        "https://www.example.org/news/attack?id=7&utm_source=mail&utm_medium=x",
        "https://www.example.org/news/attack?fbclid=IwAR0&id=7",
        "http://www.example.org/news/attack?id=7",
        "https://example.org/news/attack/?id=7",
        "HTTPS://WWW.EXAMPLE.ORG:443/news/attack?id=7",
        "https://www.example.org./news/attack?id=7#comments",
        "https://www.example.org/news/attack?id=7#:~:text=attack",
        "https://www.example.org/%6Eews/attack?id=7",
        "  www.example.org/news/attack?id=7  ",
    ],
)
def test_addresses_of_one_page_have_one_key(other: str) -> None:
    assert address_key(other) == address_key(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.example.org/news/attack?id=8",
        "https://www.example.org/news/Attack?id=7",
        "https://news.example.org/news/attack?id=7",
        "https://www.example.org:8443/news/attack?id=7",
        "https://www.example.org/news/attack?id=7#!/part/2",
    ],
)
def test_other_pages_have_other_keys(other: str) -> None:
    assert address_key(other) != address_key(PAGE)


@pytest.mark.parametrize("text", ["", "not an address", "ftp://example.org/a"])
def test_what_is_no_web_address_has_no_key(text: str) -> None:
    assert address_key(text) == ""


def test_the_order_of_a_query_tells_no_pages_apart() -> None:
    assert address_key("https://a.org/?b=1&c=2") == address_key(
        "https://a.org/?c=2&b=1"
    )


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (f"{PAGE}&utm_source=mail#top", PAGE),
        ("example.org/a", "https://example.org/a"),
        ("HTTPS://Example.org:443", "https://example.org/"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        (
            "https://müller.example/ü?q=ü",
            "https://xn--mller-kva.example/%C3%BC?q=%C3%BC",
        ),
        ("https://a.org/?a=1+2&b=%20", "https://a.org/?a=1+2&b=%20"),
        ("https://a.org/#!/route", "https://a.org/#!/route"),
    ],
)
def test_an_address_is_kept_without_what_never_matters(pasted: str, kept: str) -> None:
    assert tidy(pasted) == kept


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("javascript:alert(1)", "not the address of a web page"),
        ("ftp://example.org/a", "begins with https://"),
        ("file:/etc/passwd", "not the address of a web page"),
        ("https://user:secret@example.org/", "user name or a password"),
        ("https://example.org:99999/", "not a web address"),
        ("https://exa mple.org/", "not the address of a web page"),
        ("https://[::1/", "not a web address"),
        ("hello", "not the address of a web page"),
    ],
)
def test_what_cannot_be_kept_is_refused(text: str, said: str) -> None:
    with pytest.raises(NotAnAddress, match=said):
        tidy(text)
