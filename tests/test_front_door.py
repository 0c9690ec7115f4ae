"""The front door: what it sends with every response, what it serves, and what it keeps out of the log."""

import gzip
import logging
import sys
from importlib.metadata import version

import pytest
from starlette.applications import Starlette
from starlette.formparsers import MultiPartParser
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Mount, Route

from pages.components import front_door, response_headers
from pages.components.page_head import HEAD_LINES, STYLES, PageHead
from pages.components.served import PLOTLY_PATH, SERVED, served_path
from tests.asgi import answer

CHARTS_PATH = served_path("charts")


async def _page(_request):
    return HTMLResponse("<head></head><p>a page</p>", headers={"ETag": "Streamlit's"})


def server_of_pages():
    return Starlette(routes=[Route("/", _page)])


def server(base_path=""):
    """The front door's own routes and middleware around a stand-in for Streamlit's page."""
    settings = front_door.settings()
    routes = [*front_door.asset_routes(base_path), Route("/", _page)]
    return Starlette(routes=routes, middleware=settings["middleware"])


@pytest.mark.parametrize("path", ["/", f"/{PLOTLY_PATH}", "/assets/none.js"])
def test_every_response_carries_the_security_headers(path):
    _, headers, _ = answer(server(), path)
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "fullscreen=(self)" in headers["permissions-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_content_policy_allows_no_outside_source_and_no_eval():
    policy = response_headers.security_headers()["Content-Security-Policy"]
    assert "http" not in policy
    assert "*" not in policy
    assert "unsafe-eval" not in policy
    assert policy.count("'unsafe-inline'") == 1
    assert "style-src 'self' 'unsafe-inline'" in policy


def test_the_inline_script_of_streamlits_page_is_allowed_by_its_hash():
    assert response_headers.inline_script_hashes().startswith("'sha256-")


def test_only_html_pages_preload_the_charts_scripts():
    _, page, _ = answer(server(), "/")
    _, script, _ = answer(server(), f"/{CHARTS_PATH}")
    assert f"<./{PLOTLY_PATH}>; rel=preload; as=script" in page["link"]
    for path in set(SERVED) - {PLOTLY_PATH}:
        assert f"<./{path}>; rel=modulepreload" in page["link"]
    assert "link" not in script


@pytest.mark.parametrize("compressed", [False, True])
def test_every_page_names_the_style_sheet_in_its_head(compressed):
    app = GZipMiddleware(server_of_pages(), minimum_size=1) if compressed else server_of_pages()
    _, headers, page = answer(PageHead(app, lines=HEAD_LINES), "/", accept_encoding="gzip")
    assert page == b"<head>" + HEAD_LINES + b"</head><p>a page</p>"
    assert headers["content-length"] == str(len(page))
    assert "content-encoding" not in headers
    assert "etag" not in headers, "a browser could keep a page that names files of an older release"


def test_the_head_names_a_style_sheet_that_is_served():
    (path,) = STYLES
    assert f'href="./{path}"'.encode() in HEAD_LINES
    status, headers, body = answer(server(), f"/{path}")
    assert (status, body) == (200, STYLES[path]())
    assert headers["content-type"].startswith("text/css")
    assert "immutable" in headers["cache-control"]


def test_what_is_no_page_gets_no_style_sheet():
    _, _, script = answer(PageHead(server(), lines=b"<none>"), f"/{CHARTS_PATH}")
    assert script == SERVED[CHARTS_PATH]()


@pytest.mark.parametrize("path", SERVED)
def test_an_asset_may_be_kept_for_good(path):
    status, headers, body = answer(server(), f"/{path}")
    assert status == 200
    assert headers["content-type"].startswith("text/javascript")
    assert "immutable" in headers["cache-control"]
    assert body == SERVED[path]()


def test_an_asset_is_compressed_for_browsers_that_can_read_it():
    _, headers, body = answer(server(), f"/{PLOTLY_PATH}", accept_encoding="gzip, br")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == SERVED[PLOTLY_PATH]()


def test_the_path_of_plotly_names_its_version():
    assert f"plotly-{version('plotly')}/" in PLOTLY_PATH


@pytest.mark.parametrize("path", ["/assets/none.js", "/assets/", "/assets/../app.py", f"/{PLOTLY_PATH}/x"])
def test_nothing_else_is_served_beside_the_assets(path):
    assert answer(server(), path)[0] == 404


@pytest.mark.parametrize("base_path", ["outcomes", "/outcomes/"])
def test_assets_follow_the_apps_base_path(base_path):
    assert answer(server(base_path), f"/outcomes/{CHARTS_PATH}")[0] == 200


def test_assets_work_behind_a_mount():
    app = Starlette(routes=[Mount("/below", app=server())])
    assert answer(app, f"/below/{CHARTS_PATH}")[0] == 200


def test_an_upload_is_never_written_to_a_temporary_file(monkeypatch):
    monkeypatch.setattr(MultiPartParser, "spool_max_size", MultiPartParser.spool_max_size)
    front_door.keep_uploads_in_memory()
    written = []

    async def upload(request):
        async with request.form() as form:
            written.append(form["file"].file._rolled)  # what SpooledTemporaryFile knows of itself
            return PlainTextResponse(str(len(await form["file"].read())))

    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    body = part + b"1" * 50 * 2**20 + b"\r\n--x--\r\n"
    app = Starlette(routes=[Route("/", upload, methods=["PUT"])])
    status, _, said = answer(app, "/", method="PUT", body=body, content_type="multipart/form-data; boundary=x")
    assert (status, said, written) == (200, str(50 * 2**20).encode(), [False])


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
