"""A partner's endpoint: a real HTTPS server in a thread, with its own certificate."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import sleep
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from incidents.webpages.visit import Limits
from sharing.webhooks import Way

HERE = "127.0.0.1"
HOST = "hooks.partner.example"


@dataclass
class Got:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """What the endpoint was told; ``status`` is what it answers next."""

    port: int = 0
    status: int = 200
    retry_after: str = ""
    seconds: float = 0
    got: list[Got] = field(default_factory=list)
    authority: Path = Path()

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}/hook?of=us"

    def way(self, **limits: Any) -> Way:
        """The way to it: the guard is told to allow this one address."""
        return Way(
            Limits(
                **{"seconds": 5, **limits},
                also=frozenset({(HERE, self.port)}),
                resolve=lambda host, port: [HERE],
            ),
            partial(ssl.create_default_context, cafile=str(self.authority)),
        )


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Run one while the test lasts."""
    told = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.got.append(Got(self.path, dict(self.headers), body))
            sleep(told.seconds)
            self.send_response(told.status)
            self.send_header("Location", "https://elsewhere.example/")
            if told.retry_after:
                self.send_header("Retry-After", told.retry_after)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Keep the tests quiet."""

    with TemporaryDirectory() as folder:
        told.authority = _certificate(Path(folder))
        server = ThreadingHTTPServer((HERE, 0), Handler)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(told.authority)
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        told.port = server.server_port
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _certificate(folder: Path) -> Path:
    """Write a key and a certificate of the host into one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = timezone.now()
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    written = folder / "endpoint.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    written.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return written
