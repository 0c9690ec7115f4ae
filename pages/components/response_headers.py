"""Headers of every response: nothing from elsewhere in the app, and the app in no other page."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class ResponseHeaders:
    """ASGI middleware that sets headers on every response, and some on HTML pages only."""

    def __init__(self, app: ASGIApp, *, every: dict[str, str], page: dict[str, str]) -> None:
        self.app = app
        self.every = every
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            # a websocket's handshake that is refused is answered like a request
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                headers.update(self.every | self.page if is_page else self.every)
                headers.setdefault("Cache-Control", "no-store")  # downloads and figures of the server
            await send(message)

        await self.app(scope, receive, send_with_headers)


def security_headers() -> dict[str, str]:
    """Headers that keep the app to itself: nothing from elsewhere in it, and it in no other page."""
    policy = {
        "default-src": "'self'",
        # blob: because Streamlit turns the few lines that load the chart into a blob module
        "script-src": f"'self' blob: {inline_script_hashes()}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "fullscreen=(self), clipboard-write=(self), "
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


def inline_script_hashes() -> str:
    """CSP sources for the inline scripts of the HTML page that the installed Streamlit ships."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in scripts)
