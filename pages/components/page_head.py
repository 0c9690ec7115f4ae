"""What the head of Streamlit's HTML page gets besides: our style sheet, and plotly.js.

Sent by the script instead, the style would come after the first elements, which would then move. plotly.js takes the
browser longer to start than anything else; here it does so while it would wait for the server.
"""

import gzip
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.components.served import PLOTLY_PATH

_STYLE = (Path(__file__).parent / "style.css").read_bytes()
_STYLE_PATH = f"assets/style-{sha256(_STYLE).hexdigest()[:12]}.css"

# What the front door serves: path below the app's address, and how to read the file. The path holds a digest of the
# content, so a browser may keep what it has.
STYLES: dict[str, Callable[[], bytes]] = {_STYLE_PATH: partial(bytes, _STYLE)}

HEAD_LINES = (
    f'<link rel="stylesheet" href="./{_STYLE_PATH}"><script async data-plotly src="./{PLOTLY_PATH}"></script>'.encode()
)


class PageHead:
    """ASGI middleware that ends the head of every HTML page with ``lines``."""

    def __init__(self, app: ASGIApp, *, lines: bytes) -> None:
        self.app = app
        self.lines = lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message | None = None  # held back until the page's length is known
        page = b""

        async def send_with_lines(message: Message) -> None:
            nonlocal start, page
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is None:
                await send(message)
            else:
                page += message.get("body", b"")
                if not message.get("more_body", False):
                    headers = MutableHeaders(scope=start)
                    page = gzip.decompress(page) if headers.get("content-encoding") == "gzip" else page
                    page = page.replace(b"</head>", self.lines + b"</head>", 1)
                    _describe(headers, len(page))
                    await send(start)
                    await send({"type": "http.response.body", "body": page})

        await self.app(scope, receive, send_with_lines if scope.get("method") == "GET" else send)


def _is_page(start: Message) -> bool:
    return MutableHeaders(scope=start).get("content-type", "").startswith("text/html")


def _describe(headers: MutableHeaders, length: int) -> None:
    """The headers of the page as it is sent. It names our files, so its age and tag are no longer Streamlit's."""
    headers["Content-Length"] = str(length)
    for name in ("ETag", "Last-Modified", "Accept-Ranges", "Content-Encoding"):
        del headers[name]
