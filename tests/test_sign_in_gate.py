"""The door for requests: which paths are open without a sign-in, and where links and cookies lead."""

import json
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from pages.components import sign_in_gate
from pages.components.sign_in_gate import LINK_COOKIE, OPEN, SignInGate, identity_in
from tests.asgi import answer

SECRET = "0123456789abcdef0123456789abcdef"
USER = "_streamlit_user"


@pytest.fixture(autouse=True)
def known_secret(monkeypatch):
    monkeypatch.setattr(sign_in_gate, "get_cookie_secret", lambda: SECRET)


def signed(value, *, secret=SECRET, name=USER):
    return create_signed_value(secret, name, value).decode()


ADA = f"{USER}={signed(json.dumps({'is_logged_in': True, 'email': 'ada@hospital.example'}))}"


def app(base="", https=False):
    """A stand-in for the app that answers everything, behind the gate."""

    async def inside(_request):
        response = PlainTextResponse("inside")
        response.set_cookie("one", "1")
        return response

    gate = Middleware(
        SignInGate, refusal=lambda user: "" if user.get("is_logged_in") else "Sign in", base=base, https=https
    )
    routes = [Route("/{path:path}", inside, methods=["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"])]
    return Starlette(routes=routes, middleware=[gate])


def get(path, *, base="", https=False, method="GET", **headers):
    return answer(app(base, https), path, method=method, **headers)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/static/js/index.js",
        "/assets/1/chart.js",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "/_stcore/health",
        "/_stcore/host-config",
    ],
)
def test_what_draws_the_sign_in_page_is_open(path):
    assert get(path)[0] == 200
    assert get(f"/base{path}", base="base")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/media/0123.csv",
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent/interact",
        "/_stcore/upload_file/session/file",
        "/_stcore/bidi-components/x/y.js",
        "/component/x/y.js",
        "/app/static/x",
        "/safety",
        "/present",
        "/_stcore/health/x",
        "/x/_stcore/health",
        "/STATIC/x",
        "/static",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"])
def test_everything_else_is_closed(path, method):
    assert get(path, method=method)[0] == 401
    assert get(path, method=method, cookie=ADA)[0] == 200


def test_a_host_header_that_holds_a_path_opens_nothing():
    assert get("/media/0123.csv", host="localhost/static/")[0] == 401


def test_a_page_leads_to_the_sign_in_page_and_from_there_back():
    status, headers, _ = get("/safety?cohort=B&site=Z%C3%BCrich", accept="text/html")
    assert (status, headers["location"]) == (302, "/")
    assert "HttpOnly" in headers["set-cookie"]
    assert "samesite=lax" in headers["set-cookie"].lower()
    kept = re.match(rf"{LINK_COOKIE}=([^;]*)", headers["set-cookie"]).group(1)
    status, headers, _ = get("/", cookie=f"{ADA}; {LINK_COOKIE}={kept}")
    assert (status, headers["location"]) == (302, "/safety?cohort=B&site=Z%C3%BCrich")
    assert "Max-Age=0" in headers["set-cookie"]


def test_under_a_base_path_too():
    status, headers, _ = get("/base/safety?cohort=B", base="base", accept="text/html")
    assert (status, headers["location"]) == (302, "/base/")
    assert "Path=/base" in headers["set-cookie"]
    kept = re.match(rf"{LINK_COOKIE}=([^;]*)", headers["set-cookie"]).group(1)
    assert get("/base/", base="base", cookie=f"{ADA}; {LINK_COOKIE}={kept}")[1]["location"] == "/base/safety?cohort=B"


def test_a_link_on_the_first_page_waits_for_the_sign_in_as_well():
    assert LINK_COOKIE in get("/?cohort=B", accept="text/html")[1]["set-cookie"]


def test_a_link_too_long_for_a_cookie_is_not_kept():
    status, headers, _ = get("/safety?" + "x" * 3_000, accept="text/html")
    assert status == 302
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "planted", ["//evil.example", "/%5Cevil.example", "https://evil.example", "%2F%2Fevil.example", "/a%0d%0ab:c", "x"]
)
def test_a_planted_link_leads_to_the_first_page(planted):
    assert get("/", cookie=f"{ADA}; {LINK_COOKIE}={planted}")[1]["location"] == "/"


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "{}",
        '{"is_logged_in": true}',
        signed('{"is_logged_in": true}', secret="another secret, also long enough"),
        signed('{"is_logged_in": true}', name="_streamlit_user_tokens"),
        signed('{"is_logged_in": true}')[:-1],
        signed("chunks-2"),
    ],
    ids=["empty", "object", "unsigned", "other secret", "other name", "cut off", "chunks that are not there"],
)
def test_a_cookie_that_this_server_did_not_sign_is_nobody(cookie):
    assert identity_in({USER: cookie}) == {}


def test_an_identity_too_long_for_one_cookie_is_put_together():
    parts = {USER: signed("chunks-2")}
    parts |= {f"{USER}_{place}": signed(text, name=f"{USER}_{place}") for place, text in ((1, '{"sub":'), (2, '"1"}'))}
    assert identity_in(parts) == {"sub": "1"}


def test_behind_https_every_cookie_is_kept_to_it():
    assert get("/", https=True)[1]["set-cookie"].endswith("; Secure")
    assert get("/safety", https=True, accept="text/html")[1]["set-cookie"].endswith("; Secure")
    assert "Secure" not in get("/")[1]["set-cookie"]


def test_the_open_paths_name_nothing_that_holds_data():
    assert not [word for word in ("media", "upload", "metrics", "component") if word in OPEN.pattern]
