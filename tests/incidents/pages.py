"""A web server that behaves, and ones that do not: for tests of fetching."""

import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from incidents.webpages import Limits

ARTICLE = """<!doctype html><html lang="en-GB"><head>
<title>Minister names culprit</title>
<meta property="og:site_name" content="The Daily Example">
<meta property="article:published_time" content="2022-09-07T12:00:00Z"></head>
<body><article><h1>Minister names culprit</h1>
<p>The minister said on Wednesday that another state was behind the attack.</p>
<p>He gave no details, and said that the investigation would go on for a while.</p>
</article></body></html>"""
ZEROES = b"\0" * 1024 * 1024


class Handler(BaseHTTPRequestHandler):
    """Answers by the path; what it was asked is kept for the test to look at."""

    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        type(self).asked.append((self.path, dict(self.headers)))
        getattr(self, f"say_{self.path.split('?')[0].strip('/')}", self.say_missing)()

    def say_article(self) -> None:
        self.give(ARTICLE.encode(), "text/html; charset=utf-8")

    def say_slow(self) -> None:
        time.sleep(1.5)
        self.say_article()

    def say_gzip(self) -> None:
        body = gzip.compress(ARTICLE.encode())
        self.give(body, "text/html", {"Content-Encoding": "gzip"})

    def say_bomb(self) -> None:
        body = gzip.compress(ZEROES * 64)
        self.give(body, "text/html", {"Content-Encoding": "gzip"})

    def say_packed(self) -> None:
        self.give(b"?", "text/html", {"Content-Encoding": "br"})

    def say_broken_gzip(self) -> None:
        self.give(b"not gzip", "text/html", {"Content-Encoding": "gzip"})

    def say_latin(self) -> None:
        body = ARTICLE.replace("Wednesday", "mi\u00e9rcoles").encode("latin-1")
        self.give(body, "text/html; charset=utf-8")

    def say_unknown_charset(self) -> None:
        self.give(ARTICLE.encode(), "text/html; charset=klingon")

    def say_nul(self) -> None:
        self.give(ARTICLE.replace("Wednesday", "\0").encode(), "text/html")

    def say_plain(self) -> None:
        self.give(b"Only words.", "text/plain")

    def say_pdf(self) -> None:
        self.give(b"%PDF-1.7", "application/pdf")

    def say_empty(self) -> None:
        self.give(b"", "text/html")

    def say_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(64):
            self.wfile.write(ZEROES)

    def say_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"a")
            time.sleep(0.2)

    def say_slow_head(self) -> None:
        for letter in b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100:
            self.wfile.write(bytes([letter]))
            time.sleep(0.2)

    def say_hard(self) -> None:
        self.give(b"<p>a</p>" * 600_000, "text/html")

    def say_cookie(self) -> None:
        self.send_response(302)
        self.send_header("Set-Cookie", "a=b")
        self.send_header("Location", "/article")
        self.end_headers()

    def say_to(self) -> None:
        self.send_response(302)
        self.send_header("Location", self.path.partition("?")[2])
        self.end_headers()

    def say_round(self) -> None:
        self.send_response(301)
        self.send_header("Location", "/round")
        self.end_headers()

    def say_missing(self) -> None:
        self.send_error(404)

    def give(self, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(200)
        for name, value in {"Content-Type": kind, **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


class Quiet(ThreadingHTTPServer):
    """A server that says nothing of clients that hang up."""

    def handle_error(self, *args: object) -> None:
        """Keep quiet: hanging up is what the client is tested for."""


@contextmanager
def web_server() -> Iterator[tuple[str, int, type[Handler]]]:
    """Serve the pages above; give the address, its port and the handler."""
    handler = type("Asked", (Handler,), {"asked": []})
    server = Quiet(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        port = server.server_port
        yield f"http://127.0.0.1:{port}", port, handler
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def limits(port: int, **changes: object) -> Limits:
    """Return limits that let this one server be asked, and no other on this machine."""
    given = {"also": frozenset({("127.0.0.1", port)}), **changes}
    return Limits(**given)  # type: ignore[arg-type]
