"""A small identity provider: discovery, consent, tokens signed with its own key."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT_ID, SECRET, KEY_ID = "record", "shared with the provider", "key-1"


@dataclass
class Provider:
    """What the provider says of whoever asks, and what it was asked."""

    server: ThreadingHTTPServer
    claims: dict[str, Any] = field(default_factory=dict)
    token_claims: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    exchanged: list[dict[str, str]] = field(default_factory=list)
    key: Any = field(
        default_factory=lambda: rsa.generate_private_key(
            public_exponent=65537, key_size=2048
        )
    )

    @property
    def issuer(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.server.server_port}"

    def configuration(self) -> dict[str, Any]:
        """Return the discovery document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def jwks(self) -> dict[str, Any]:
        """Return its public key."""
        public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": KEY_ID, "alg": "RS256", "use": "sig"}]}

    def tokens(self) -> dict[str, Any]:
        """Return what a code is exchanged for."""
        now = int(time.time())
        said = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 60,
            **self.claims,
            **self.token_claims,
        }
        signed = jwt.encode(said, self.key, "RS256", headers={"kid": KEY_ID})
        return {"access_token": "access", "token_type": "Bearer", "id_token": signed}


@contextmanager
def running_provider(**claims: Any) -> Iterator[Provider]:
    """Run a provider that says this of everybody, until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    provider = Provider(server, claims)
    server.provider = provider  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Door(BaseHTTPRequestHandler):
    """Answers as OpenID Connect says."""

    @property
    def provider(self) -> Provider:
        """Return whose door it is."""
        return self.server.provider  # type: ignore[attr-defined, no-any-return]

    def do_GET(self) -> None:
        """Tell what it is, send back who agreed, say who somebody is."""
        address = urlsplit(self.path)
        if address.path == "/authorize":
            self._send_back(first_of(address.query))
        elif address.path == "/userinfo":
            self._say(self.provider.claims)
        elif address.path == "/jwks":
            self._say(self.provider.jwks())
        else:
            self._say(self.provider.configuration())

    def do_POST(self) -> None:
        """Exchange a code for tokens."""
        length = int(self.headers["Content-Length"])
        self.provider.exchanged.append(first_of(self.rfile.read(length).decode()))
        self._say(self.provider.tokens())

    def _send_back(self, asked: dict[str, str]) -> None:
        self.provider.asked.append(asked)
        query = urlencode({"code": "agreed", "state": asked["state"]})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{query}")
        self.end_headers()

    def _say(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


def first_of(query: str) -> dict[str, str]:
    """Return the first value of each parameter."""
    return {name: values[0] for name, values in parse_qs(query).items()}
