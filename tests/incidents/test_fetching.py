"""A page is fetched within limits, from public addresses, and read as a guess.

A server of the test's own answers on the loopback; that this one port is asked is an
argument of the fetcher, and no setting.
"""

import hashlib
import os
import time
from collections.abc import Iterator

import pytest

from incidents.webpages import Fetcher, NotFetched
from incidents.webpages.guard import is_public
from incidents.webpages.visit import visit
from tests.incidents.pages import ARTICLE, Handler, limits, web_server


@pytest.fixture
def web() -> Iterator[tuple[str, int, type[Handler]]]:
    with web_server() as server:
        yield server


Web = tuple[str, int, type[Handler]]


def refusal(address: str, port: int = 0, **changes: object) -> str:
    with pytest.raises(NotFetched) as refused:
        visit(address, limits(port, **changes))
    return str(refused.value)


def test_a_page_is_fetched_and_what_it_says_of_itself_is_guessed(web: Web) -> None:
    address, port, _ = web

    page = Fetcher(limits(port)).fetch(f"{address}/article?utm_source=mail")

    assert page.address == f"{address}/article"
    assert page.sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert page.guess.title == "Minister names culprit"
    assert page.guess.publisher == "The Daily Example"
    assert (page.guess.published, page.guess.lang) == ("2022-09-07", "en-GB")
    assert "behind the attack" in page.guess.text


def test_what_is_asked_carries_no_cookie_and_no_name(web: Web) -> None:
    address, port, handler = web

    page = visit(f"{address}/cookie", limits(port))

    assert page.address == f"{address}/article"
    assert [path for path, _ in handler.asked] == ["/cookie", "/article"]
    assert not any("Cookie" in headers for _, headers in handler.asked)
    assert not any("Authorization" in headers for _, headers in handler.asked)


def test_proxies_of_the_environment_are_not_used(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, port, handler = web
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    visit(f"{address}/article", limits(port))

    assert os.environ["http_proxy"]
    assert handler.asked[0][0] == "/article"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://192.0.2.1/",
    ],
)
def test_an_address_that_is_not_public_is_not_asked(address: str) -> None:
    assert "is at no public address" in refusal(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111"])
def test_public_addresses_may_be_asked(address: str) -> None:
    assert is_public(address)


def test_a_name_that_leads_inside_is_not_asked() -> None:
    said = refusal("http://intranet.example/", resolve=lambda host, port: ["10.1.2.3"])

    assert said == "intranet.example is at no public address."


def test_one_inner_address_among_public_ones_is_enough_to_refuse() -> None:
    both = ["8.8.8.8", "192.168.1.1"]

    said = refusal("http://mixed.example/", resolve=lambda host, port: both)

    assert "no public address" in said


def test_the_connection_goes_to_the_address_that_was_checked(web: Web) -> None:
    _, port, handler = web
    answers = iter([["127.0.0.1"], ["10.1.2.3"]])

    page = visit(
        f"http://rebinding.example:{port}/article",
        limits(port, resolve=lambda host, port: next(answers)),
    )

    assert page.body == ARTICLE.encode()
    assert handler.asked[0][1]["Host"] == f"rebinding.example:{port}"
    assert next(answers) == ["10.1.2.3"]  # nobody has asked a second time


@pytest.mark.parametrize("port", [22, 8080, 5432])
def test_ports_that_are_not_the_webs_are_not_asked(port: int) -> None:
    said = refusal(f"http://a.example:{port}/", resolve=lambda host, port: ["8.8.8.8"])

    assert said == f"port {port} is not asked; only 80 and 443 are."


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:1/",
        "http://169.254.169.254/",
        "//[::1]/",
        "file:/etc/passwd",
        "ftp://a.example/",
        "http://user:secret@a.example/",
        "http://2130706433:80/",
    ],
)
def test_each_redirect_is_checked_anew(web: Web, target: str) -> None:
    address, port, handler = web

    refusal(f"{address}/to?{target}", port)

    assert [path.split("?")[0] for path, _ in handler.asked] == ["/to"]


def test_redirects_end_after_three(web: Web) -> None:
    address, port, handler = web

    said = refusal(f"{address}/round", port)

    assert said == "It leads on more than 3 times."
    assert len(handler.asked) == 4


@pytest.mark.parametrize("path", ["endless", "bomb"])
def test_a_body_without_end_and_a_gzip_bomb_are_cut_off(web: Web, path: str) -> None:
    address, port, _ = web

    said = refusal(f"{address}/{path}", port)

    assert said == "The page is larger than 5 MB."


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("missing", "The server answers 404 Not Found."),
        ("packed", "The page is packed as br, which was not asked for."),
        ("broken_gzip", "The server cannot be reached: "),
    ],
)
def test_what_goes_wrong_is_told(web: Web, path: str, said: str) -> None:
    address, port, _ = web

    assert refusal(f"{address}/{path}", port).startswith(said)


@pytest.mark.parametrize("path", ["drip", "slow_head"])
def test_a_server_that_drips_is_left_when_the_time_is_over(web: Web, path: str) -> None:
    address, port, _ = web
    started = time.monotonic()

    with pytest.raises(NotFetched, match=r"longer than 1\.5 seconds"):
        Fetcher(limits(port, seconds=1.5)).fetch(f"{address}/{path}")

    assert time.monotonic() - started < 10  # it would have gone on for twenty


def test_a_page_that_takes_minutes_to_read_is_kept_without_a_guess(web: Web) -> None:
    address, port, _ = web
    started = time.monotonic()

    page = Fetcher(limits(port, seconds=3)).fetch(f"{address}/hard")

    assert page.sha256 == hashlib.sha256(b"<p>a</p>" * 600_000).hexdigest()
    assert (page.guess.title, page.remark) == ("", "It is too much to be read.")
    assert time.monotonic() - started < 60


def test_a_packed_page_is_hashed_as_it_reads(web: Web) -> None:
    address, port, _ = web

    assert visit(f"{address}/gzip", limits(port)).body == ARTICLE.encode()


@pytest.mark.parametrize("path", ["latin", "unknown_charset", "nul"])
def test_a_wrong_charset_spoils_letters_and_nothing_else(web: Web, path: str) -> None:
    address, port, _ = web

    page = Fetcher(limits(port)).fetch(f"{address}/{path}")

    assert page.guess.title == "Minister names culprit"
    assert "\0" not in page.guess.text


@pytest.mark.parametrize(
    ("path", "media_type", "text"),
    [
        ("plain", "text/plain", "Only words."),
        ("pdf", "application/pdf", ""),
        ("empty", "text/html", ""),
    ],
)
def test_what_is_no_article_is_kept_without_a_title(
    web: Web, path: str, media_type: str, text: str
) -> None:
    address, port, _ = web

    page = Fetcher(limits(port)).fetch(f"{address}/{path}")

    assert (page.media_type, page.guess.text) == (media_type, text)
    assert "No title was found" in page.remark


def test_a_name_that_is_nowhere_is_told() -> None:
    said = refusal("http://nowhere.invalid/")

    assert said == "No server of that name is known."
