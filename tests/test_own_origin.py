"""Requests of other pages are refused before Streamlit sees them."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from pages.components.own_origin import OwnOrigin
from tests.asgi import answer

SEEN = []


async def _inside(request):
    SEEN.append(request.url.path)
    return PlainTextResponse("inside")


APP = Starlette(routes=[Route("/", _inside, methods=["GET", "PUT"])], middleware=[Middleware(OwnOrigin)])


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("ruxscope.hospital.example", "https://ruxscope.hospital.example"),
        ("RuxScope.hospital.example", "https://ruxscope.hospital.example"),
        ("127.0.0.1:8501", "http://127.0.0.1:8501"),
        ("[::1]:8501", "http://[::1]:8501"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_the_apps_own_page_may_ask(host, origin, method):
    assert answer(APP, "/", method=method, host=host, origin=origin)[0] == 200


def test_opening_a_page_names_no_origin():
    assert answer(APP, "/")[0] == 200


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://ruxscope.hospital.example.evil.example",
        "https://evil.example/ruxscope.hospital.example",
        "https://ruxscope.hospital.example:8443",
        "http://localhost",
        "null",
        "",
        "http://[",
        "ruxscope.hospital.example",
    ],
)
def test_another_page_is_refused_unheard(origin):
    SEEN.clear()
    status, _, _ = answer(APP, "/", host="ruxscope.hospital.example", origin=origin)
    assert (status, SEEN) == (403, [])
