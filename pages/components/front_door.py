"""What the app's front door adds to Streamlit: response headers, the chart's files, quiet logs, a warm start."""

import gc
import gzip
import logging
import re
import traceback
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.components.chart import ASSETS, ENTRY_ASSET, PLOTLY_ASSET

SLOW_IMPORTS = ("pandas", "pyarrow.parquet", "scipy.stats")
FAILED = (
    "This page could not be shown. The data are unchanged; choose another page or other filters, or reload. "
    "If it happens again, report the time and what you did."
)


def settings() -> dict[str, Any]:
    """The keyword arguments that turn ``st.App(script)`` into RuxScope's front door."""
    return {
        "routes": asset_routes(st.get_option("server.baseUrlPath") or ""),
        "middleware": [Middleware(ResponseHeaders, every=security_headers(), page={"Link": preloads()})],
        "lifespan": warm_start,
        "on_script_error": show_failure,
    }


class ResponseHeaders:
    """ASGI middleware that sets headers on every response, and some on HTML pages only."""

    def __init__(self, app: ASGIApp, *, every: dict[str, str], page: dict[str, str]) -> None:
        self.app = app
        self.every = every
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                headers.update(self.every | self.page if is_page else self.every)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


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


def preloads() -> str:
    """A Link header by which the browser fetches the chart's scripts while Streamlit still starts."""
    return f"<./{PLOTLY_ASSET}>; rel=preload; as=script, <./{ENTRY_ASSET}>; rel=modulepreload"


def asset_routes(base_path: str) -> list[BaseRoute]:
    """One route per file of the chart component; anything else below ``assets`` is not found.

    Each path carries a version or a digest, so that browsers may keep the file for good.
    """
    folder = f"/{base_path.strip('/')}/assets".replace("//", "/")
    routes = [Route("/" + path.removeprefix("assets/"), script_endpoint(read)) for path, read in ASSETS.items()]
    return [Mount(folder, routes=routes)]


def script_endpoint(read: Callable[[], bytes]) -> Callable[[Request], Response]:
    """Serves one script, compressed once and not, as Streamlit's own middleware would, for every browser."""
    compressed = cache(lambda: gzip.compress(read(), compresslevel=6, mtime=0))

    def endpoint(request: Request) -> Response:
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(read(), media_type="text/javascript", headers=headers)
        headers["Content-Encoding"] = "gzip"
        return Response(compressed(), media_type="text/javascript", headers=headers)

    return endpoint


@asynccontextmanager
async def warm_start(_app: st.App) -> AsyncIterator[None]:
    """Import the slow libraries before the first visitor comes, and take what is loaded out of garbage collection.

    Streamlit collects garbage after every run of the script; walking over the libraries each time took
    three quarters of the server's time with twenty visitors.
    """
    hide_tracebacks()
    for name in SLOW_IMPORTS:
        import_module(name)
    gc.collect()
    gc.freeze()
    yield


def hide_tracebacks() -> None:
    """From now on the log holds a traceback only as "type at file:line": its text can hold patients' values.

    A record factory, and not a filter on Streamlit's loggers, because Streamlit logs a failing script from
    several of them, each with its own handler.
    """
    make = logging.getLogRecordFactory()

    def make_without_traceback(*args: Any, **extra: Any) -> logging.LogRecord:
        record = make(*args, **extra)
        if record.exc_info and record.exc_info[1] is not None:
            record.msg = f"{record.getMessage()}: {place_of(record.exc_info[1])}"
            record.args = ()
            record.exc_info = None
        return record

    logging.setLogRecordFactory(make_without_traceback)


def place_of(error: BaseException) -> str:
    """Where an error arose, innermost call first, without its message: "KeyError at tally.py:31 < safety.py:12"."""
    calls = traceback.extract_tb(error.__traceback__)
    trail = " < ".join(f"{Path(call.filename).name}:{call.lineno}" for call in reversed(calls[-6:]))
    return f"{type(error).__name__} at {trail or 'an unknown line'}"


def show_failure(_error: Exception) -> bool:
    """Tell the reader that the page failed, in words that hold nothing from the data."""
    st.error(FAILED)
    return True
