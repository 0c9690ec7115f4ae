"""What the running server answers to requests of every kind: the headers it sends and whom it turns away."""

import base64
import http.client
import json
import secrets
from urllib.parse import urlsplit

import pytest

from pages.components.response_headers import security_headers
from pages.components.served import served_path

WEBSOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": base64.b64encode(secrets.token_bytes(16)).decode(),
}


@pytest.fixture
def ask(app_url):
    """A function that sends one request and gives its status, headers and body."""

    def asked(path, method="GET", body=None, **headers):
        own = urlsplit(app_url).netloc
        filled = {name.replace("_", "-"): value.format(own=own, url=app_url) for name, value in headers.items()}
        client = http.client.HTTPConnection(own, timeout=10)
        client.putrequest(method, path, skip_host="Host" in filled)
        for name, value in filled.items():
            client.putheader(name, value)
        if body is not None:
            client.putheader("Content-Length", str(len(body)))
        client.endheaders(body)
        response = client.getresponse()
        said = b"" if response.status == 101 else response.read()
        client.close()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, said

    return asked


def handshake(ask, **headers):
    return ask("/_stcore/stream", **WEBSOCKET, **headers)[0]


EVERY_KIND = {
    "the page": ("/", 200, {}),
    "a page below": ("/safety", 200, {}),
    "a script of the chart": (f"/{served_path('charts')}", 200, {}),
    "no asset": ("/assets/none.js", 404, {}),
    "health": ("/_stcore/health", 200, {}),
    "no download": ("/media/none.csv", 404, {}),
    "the agent interface, off": ("/_stcore/agent", 404, {}),
    "a path out of the folder": ("/..%2f..%2fapp.py", 400, {}),
    "a path to another machine": ("//elsewhere/share", 400, {}),
    "an upload without its token": ("/_stcore/upload_file/x/y", 403, {"method": "PUT", "body": b"x"}),
    "an upload from another page": (
        "/_stcore/upload_file/x/y",
        403,
        {"method": "PUT", "body": b"x", "Origin": "http://evil.example"},
    ),
    "another host": ("/", 400, {"Host": "evil.example"}),
    "no host": ("/", 400, {"Host": ""}),
    "another page": ("/_stcore/health", 403, {"Origin": "http://evil.example"}),
    "a websocket of another page": ("/_stcore/stream", 403, {**WEBSOCKET, "Origin": "http://evil.example"}),
    "a method nobody knows": ("/", 405, {"method": "POST", "body": b"x"}),
}


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_kind_of_answer_carries_the_security_headers(ask, kind):
    path, expected, given = EVERY_KIND[kind]
    status, headers, _ = ask(path, **given)
    assert status == expected
    sent = {name: headers.get(name.lower()) for name in security_headers()}
    assert sent == security_headers()
    assert headers["cache-control"] in ("no-cache", "no-store", "public, max-age=31536000, immutable")


def test_the_page_runs_no_inline_script_but_the_one_whose_hash_is_sent(ask):
    _, headers, body = ask("/")
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert "unsafe" not in policy["script-src"]
    assert policy["script-src"].count("sha256-") == body.decode().count("<script>") == 1


def test_the_apps_own_page_may_open_the_websocket(ask):
    assert handshake(ask, Origin="{url}") == 101


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost:1"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": "http://{own}.evil.example"},
        {"Origin": "http://evil.example", "Host": "evil.example"},
        {"Origin": "http://evil.example", "X-Forwarded-Host": "evil.example"},
    ],
    ids=str,
)
def test_no_other_page_may(ask, headers):
    assert handshake(ask, **headers) in (400, 403)


def test_no_page_elsewhere_may_send_the_app_commands(ask):
    assert json.loads(ask("/_stcore/host-config")[2])["allowedOrigins"] == []
