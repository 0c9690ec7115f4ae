"""The door for requests: without a sign-in nothing is answered but the sign-in page and what draws it.

The script behind the websocket asks for itself (``sign_in.admit``); this gate closes what Streamlit serves to
whoever knows the address: downloads, uploads and the server's figures.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

OPEN = re.compile(
    r"/((static|assets)/.+|auth/login|auth/logout|oauth2callback|favicon\.png|_stcore/(health|host-config))?"
)
LINK_COOKIE = "ruxscope_link"
LINK_KEPT_SECONDS = 600
LONGEST_LINK = 2_000


class SignInGate:
    """ASGI middleware that refuses every request without a sign-in, but for the paths in ``OPEN``.

    ``refusal`` says why an identity may not enter. A link that was opened before signing in is followed afterwards.
    """

    def __init__(self, app: ASGIApp, *, refusal: Callable[[Mapping[str, Any]], str], base: str, https: bool) -> None:
        self.app = app
        self.refusal = refusal
        self.base = f"/{base.strip('/')}".rstrip("/")
        self.https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._own_answer(Request(scope)) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, _with_secure_cookies(send) if self.https else send)

    def _own_answer(self, request: Request) -> Response | None:
        """What the gate answers itself; None where the app shall."""
        # not request.url, which is made of the Host header too: a hostile one would change the path
        path, query = request.scope["path"].removeprefix(self.base), request.scope["query_string"].decode("latin-1")
        home = path in ("", "/")
        if not self.refusal(identity_in(request.cookies)):
            link = unquote(request.cookies.get(LINK_COOKIE, ""))
            return self._to_link(link) if link and home else None
        if OPEN.fullmatch(path) and not (home and query):
            return None
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            return self._to_sign_in(quote(request.scope["path"]) + (f"?{query}" if query else ""))
        return PlainTextResponse("Sign in first.", status_code=401)

    def _to_sign_in(self, link: str) -> Response:
        answer = RedirectResponse(f"{self.base}/", status_code=302)
        kept = quote(link, safe="")
        if len(kept) <= LONGEST_LINK:
            path = self.base or "/"
            answer.set_cookie(LINK_COOKIE, kept, max_age=LINK_KEPT_SECONDS, httponly=True, samesite="lax", path=path)
        return answer

    def _to_link(self, link: str) -> Response:
        """Follow the link; one that leads out of the app leads to its first page instead."""
        ours = re.fullmatch(re.escape(self.base) + r"/(?![/\\])[^\\\s]*", link)
        answer = RedirectResponse(link if ours else f"{self.base}/", status_code=302)
        answer.delete_cookie(LINK_COOKIE, path=self.base or "/")
        return answer


def identity_in(cookies: Mapping[str, str]) -> dict[str, Any]:
    """The identity in Streamlit's signed cookie, as ``st.user`` holds it; empty where there is none or it is forged."""

    def signed(name: str) -> bytes | None:
        return decode_signed_value(get_cookie_secret(), name, cookies.get(name, ""))

    identity: dict[str, Any] = json.loads(get_cookie_with_chunks(signed, USER_COOKIE_NAME) or "{}")
    return identity


def _with_secure_cookies(send: Send) -> Send:
    """``send``, but with every cookie kept to HTTPS, which Streamlit leaves out for the sake of plain localhost."""

    def secured(name: bytes, value: bytes) -> tuple[bytes, bytes]:
        is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
        return name, value + b"; Secure" if is_open else value

    async def send_secured(message: Message) -> None:
        if "headers" in message:
            message["headers"] = [secured(name, value) for name, value in message["headers"]]
        await send(message)

    return send_secured
