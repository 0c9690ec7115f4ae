"""The front door: what it sends with every response, what it serves, and what it keeps out of the log."""

import asyncio
import gzip
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route

from pages.components import front_door
from pages.components.chart import ASSETS, ENTRY_ASSET, PLOTLY_ASSET


async def _page(_request):
    return HTMLResponse("<p>a page</p>")


def server(base_path=""):
    """The front door's own routes and middleware around a stand-in for Streamlit's page."""
    settings = front_door.settings()
    routes = [*front_door.asset_routes(base_path), Route("/", _page)]
    return Starlette(routes=routes, middleware=settings["middleware"])


def get(app, path, **headers):
    """Status, headers and body of one GET request."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    with ThreadPoolExecutor(1) as own_loop:  # playwright keeps a loop running in the main thread
        own_loop.submit(asyncio.run, app(scope, receive, send)).result()
    answer = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answer, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.mark.parametrize("path", ["/", f"/{PLOTLY_ASSET}", "/assets/none.js"])
def test_every_response_carries_the_security_headers(path):
    _, headers, _ = get(server(), path)
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "fullscreen=(self)" in headers["permissions-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_content_policy_allows_no_outside_source_and_no_eval():
    policy = front_door.security_headers()["Content-Security-Policy"]
    assert "http" not in policy
    assert "*" not in policy
    assert "unsafe-eval" not in policy
    assert policy.count("'unsafe-inline'") == 1
    assert "style-src 'self' 'unsafe-inline'" in policy


def test_the_inline_script_of_streamlits_page_is_allowed_by_its_hash():
    assert front_door.inline_script_hashes().startswith("'sha256-")


def test_only_html_pages_preload_the_charts_scripts():
    _, page, _ = get(server(), "/")
    _, script, _ = get(server(), f"/{ENTRY_ASSET}")
    assert f"<./{PLOTLY_ASSET}>; rel=preload; as=script" in page["link"]
    assert "link" not in script


@pytest.mark.parametrize("path", ASSETS)
def test_an_asset_may_be_kept_for_good(path):
    status, headers, body = get(server(), f"/{path}")
    assert status == 200
    assert headers["content-type"].startswith("text/javascript")
    assert "immutable" in headers["cache-control"]
    assert body == ASSETS[path]()


def test_an_asset_is_compressed_for_browsers_that_can_read_it():
    _, headers, body = get(server(), f"/{PLOTLY_ASSET}", accept_encoding="gzip, br")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == ASSETS[PLOTLY_ASSET]()


def test_the_path_of_plotly_names_its_version():
    assert f"plotly-{version('plotly')}/" in PLOTLY_ASSET


@pytest.mark.parametrize("path", ["/assets/none.js", "/assets/", "/assets/../app.py", f"/{PLOTLY_ASSET}/x"])
def test_nothing_else_is_served_beside_the_assets(path):
    assert get(server(), path)[0] == 404


@pytest.mark.parametrize("base_path", ["outcomes", "/outcomes/"])
def test_assets_follow_the_apps_base_path(base_path):
    assert get(server(base_path), f"/outcomes/{ENTRY_ASSET}")[0] == 200


def test_assets_work_behind_a_mount():
    app = Starlette(routes=[Mount("/below", app=server())])
    assert get(app, f"/below/{ENTRY_ASSET}")[0] == 200


@pytest.fixture
def tracebacks_hidden():
    before = logging.getLogRecordFactory()
    front_door.hide_tracebacks()
    yield
    logging.setLogRecordFactory(before)


def failed():
    secret = "Jane Doe, 1990-01-01"
    try:
        raise KeyError(secret)
    except KeyError:
        return sys.exc_info()


def test_a_logged_error_names_its_place_and_holds_no_value(tracebacks_hidden, caplog):
    logging.getLogger("any.library").error("Uncaught %s", "run", exc_info=failed())
    assert "Uncaught run: KeyError at test_front_door.py:" in caplog.text
    assert "Jane" not in caplog.text
    assert "1990" not in caplog.text


def test_other_log_entries_are_left_alone(tracebacks_hidden, caplog):
    logging.getLogger("any.library").warning("%d rows", 3)
    logging.getLogger("any.library").warning("no error", exc_info=True)
    assert caplog.messages == ["3 rows", "no error"]


def test_an_error_without_a_traceback_has_no_place():
    assert front_door.place_of(ValueError("Jane Doe")) == "ValueError at an unknown line"
