"""Only the app's own pages may ask it for anything: a request that another page sends is refused."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class OwnOrigin:
    """ASGI middleware that refuses requests and websockets whose Origin is not the host they are sent to.

    Streamlit would accept pages of every port of this machine, and before it refuses any other page it asks a service
    in the internet for the machine's own address.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        foreign = scope["type"] != "lifespan" and _is_foreign(Headers(scope=scope))
        await (PlainTextResponse("Another page asks.", status_code=403) if foreign else self.app)(scope, receive, send)


def _is_foreign(headers: Headers) -> bool:
    """Browsers name the origin of whatever a script or a form sends; what has none is a page being opened."""
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2].lower() != headers.get("host", "").lower()
