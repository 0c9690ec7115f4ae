"""An OpenID Connect identity provider on this machine: the code flow, signed tokens, and sign-out.

Endpoints and claims after OpenID Connect Core 1.0, Discovery 1.0 and RP-Initiated Logout 1.0. It asks which of its
accounts signs in and takes nobody's word for the rest: client, redirect address and PKCE are checked.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

ACCOUNTS = {
    "ada": {"sub": "1", "email": "ada@hospital.example", "email_verified": True, "groups": ["dermatology"]},
    "bob": {"sub": "2", "email": "bob@hospital.example", "email_verified": True, "groups": ["dermatology"]},
    "eve": {"sub": "3", "email": "eve@elsewhere.example", "email_verified": True, "groups": ["dermatology"]},
}
CLIENT, CLIENT_SECRET = "ruxscope", "a secret between the app and the provider"


@dataclass
class Provider:
    """The provider's keys and open codes. ``claims`` overrides those of the next tokens, ``sign_with`` their key."""

    url: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    sign_with: RSAKey | None = None
    unsigned: bool = False
    claims: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)

    def honest(self) -> None:
        """From now on the tokens are true again."""
        self.sign_with, self.unsigned, self.claims = None, False, {}

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "end_session_endpoint": f"{self.url}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims |= ACCOUNTS[asked["account"]] | self.claims
        told = {name: value for name, value in claims.items() if value is not None}
        if self.unsigned:
            parts = [json.dumps(part).encode() for part in ({"alg": "none"}, told)]
            return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."
        return jwt.encode({"alg": "RS256", "kid": "one"}, told, self.sign_with or self.key)


class Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        path, asked = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query))
        match path:
            case "/.well-known/openid-configuration":
                self._json(self.provider.metadata())
            case "/keys":
                self._json({"keys": [self.provider.key.as_dict(private=False)]})
            case "/authorize" if asked.get("account") in ACCOUNTS:
                code = secrets.token_urlsafe()
                self.provider.codes[code] = asked
                self._redirect(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
            case "/authorize":
                links = [f'<p><a href="{self.path}&account={name}">{name}</a></p>' for name in ACCOUNTS]
                self._answer(200, "text/html", "".join(["<h1>Who are you?</h1>", *links]).encode())
            case "/end":
                hint = jwt.decode(asked["id_token_hint"], self.provider.key)
                self.provider.ended.append(hint.claims["email"])
                self._redirect(asked["post_logout_redirect_uri"])
            case _:
                self._answer(404, "text/plain", b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        given = dict(parse_qsl(body))
        asked = self.provider.codes.pop(given.get("code", ""), None)
        password = base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or self.headers["authorization"] != f"Basic {password}"
            or given.get("redirect_uri") != asked["redirect_uri"]
            or challenge.rstrip(b"=").decode() != asked["code_challenge"]
        ):
            self._answer(400, "application/json", b'{"error": "invalid_grant"}')
            return
        self._json({"access_token": "none", "token_type": "Bearer", "id_token": self.provider.token(asked)})

    def _json(self, content: dict[str, Any]) -> None:
        self._answer(200, "application/json", json.dumps(content).encode())

    def _redirect(self, to: str) -> None:
        self._answer(302, "text/plain", b"", location=to)

    def _answer(self, status: int, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content-type": kind, "content-length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def identity_provider() -> Iterator[Provider]:
    """A provider that answers on a free port of this machine."""
    provider = Provider()
    handler = type("Answers", (Handler,), {"provider": provider})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        provider.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()
