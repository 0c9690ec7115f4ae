"""Sign-in, against an identity provider on this machine: who gets in, what stays closed, and how it ends."""

import http.cookiejar
import json
import time
import urllib.error
import urllib.request
from urllib.parse import urlencode

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.browser import driving
from tests.browser.identity_provider import CLIENT, CLIENT_SECRET, identity_provider
from tests.in_browser import collected_complaints

COOKIE_SECRET = "d3b07384d113edec49eaa6238ad5ff00d3b07384d113edec49eaa6238ad5ff00"


@pytest.fixture(scope="module")
def provider():
    with identity_provider() as running:
        yield running


@pytest.fixture(autouse=True)
def honest(provider):
    provider.honest()


@pytest.fixture(scope="module")
def url(provider, browser, tmp_path_factory):
    secrets = tmp_path_factory.mktemp("settings") / "secrets.toml"
    secrets.write_text(f"""
        [auth]
        redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
        cookie_secret = "{COOKIE_SECRET}"
        client_id = "{CLIENT}"
        client_secret = "{CLIENT_SECRET}"
        server_metadata_url = "{provider.url}/.well-known/openid-configuration"

        [sign_in]
        domains = ["hospital.example"]
        groups = ["dermatology"]
        hours = 12
    """)
    with driving.running(driving.ROOT / "app.py", more=["--secrets.files", str(secrets)]) as url:
        yield url


@pytest.fixture
def second(browser):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    tab = context.new_page()
    complaints = collected_complaints(tab)
    yield tab
    context.close()
    assert not complaints, "\n".join(complaints)


def sign_in(page, url, account):
    page.goto(url)
    driving.settled(page)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=account, exact=True).click()
    page.wait_for_url(f"{url}/**")
    driving.settled(page)


def shown(page):
    return page.locator("body").inner_text()


def test_before_signing_in_there_is_the_sign_in_page_and_nothing_else(page, settled, url):
    frames = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(frame)))
    page.goto(f"{url}/safety?cohort=B")
    settled(page)
    words = page.locator("[data-testid=stMain]").inner_text().split()
    assert " ".join(words) == "RuxScope Sign in to open RuxScope. login Sign in"  # login: the name of the icon
    assert page.url == f"{url}/"
    assert page.title() == "Sign in to RuxScope"
    sent = b"".join(frame if isinstance(frame, bytes) else frame.encode() for frame in frames)
    assert b"Sign in to open RuxScope." in sent
    for word in (b"Trajectories", b"dupilumab", b"patients", b"Cohort", b"rux-chart"):
        assert word not in sent


def test_signing_in_opens_the_app_and_signing_out_closes_it(page, settled, url, provider):
    sign_in(page, url, "ada")
    assert "Signed in as ada@hospital.example" in shown(page)
    assert "115 of 115" in shown(page)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("Sign in to open RuxScope.").wait_for()
    assert "115" not in shown(page)
    assert provider.ended[-1] == "ada@hospital.example"
    page.goto(f"{url}/safety")
    settled(page)
    assert "Sign in to open RuxScope." in shown(page)


def test_a_link_is_followed_after_signing_in(page, settled, url):
    page.goto(f"{url}/safety?cohort=B")
    settled(page)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="ada", exact=True).click()
    page.wait_for_url(f"{url}/safety?cohort=B")
    settled(page)
    assert "42 of 115" in shown(page)
    page.goto(url)
    settled(page)
    assert page.url.removeprefix(url) in ("", "/")


def test_an_account_of_another_domain_stays_outside_and_may_change(page, settled, url):
    sign_in(page, url, "eve")
    assert "not of an e-mail domain that may open RuxScope" in shown(page)
    assert "Signed in as eve@elsewhere.example" in shown(page)
    assert "115" not in shown(page)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("Sign in to open RuxScope.").wait_for()


def test_a_second_browser_sees_nothing_of_the_first(page, second, settled, url):
    sign_in(page, url, "ada")
    page.goto(f"{url}/your_data")
    settled(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="Download the empty template").click()
    address = started.value.url
    assert "/media/" in address
    assert status(address) == 401
    second.goto(f"{url}/your_data")
    driving.settled(second)
    assert "Sign in to open RuxScope." in shown(second)
    sign_in(second, url, "bob")
    assert "Signed in as bob@hospital.example" in shown(second)
    assert "ada@" not in shown(second)


def test_a_cookie_copied_before_signing_out_opens_nothing_after(page, url):
    sign_in(page, url, "ada")
    held = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies(url))
    assert status(f"{url}/_stcore/metrics", cookie=held) == 200
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("Sign in to open RuxScope.").wait_for()
    assert status(f"{url}/_stcore/metrics", cookie=held) == 401


def test_another_tab_is_signed_out_too(page, settled, url):
    sign_in(page, url, "ada")
    other = page.context.new_page()
    other.goto(f"{url}/safety")
    settled(other)
    assert "Signed in as ada@hospital.example" in shown(other)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("Sign in to open RuxScope.").wait_for()
    other.get_by_role("link", name="Trajectories").click()
    other.get_by_text("Sign in to open RuxScope.").wait_for()


def test_the_identity_cookie_is_out_of_reach_of_scripts_and_of_other_sites(page, url):
    sign_in(page, url, "ada")
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies(url)}
    for name in ("_streamlit_user", "_streamlit_user_tokens"):
        assert cookies[name]["httpOnly"]
        assert cookies[name]["sameSite"] == "Lax"


def status(address, **headers):
    try:
        return urllib.request.urlopen(urllib.request.Request(address, headers=headers)).status
    except urllib.error.HTTPError as refused:
        return refused.code


def cookies_after_signing_in(url, account="ada"):
    """The names of the cookies that a sign-in leaves, done by requests alone."""
    signed = jwt.encode(
        {"alg": "HS256"}, {"provider": "default", "exp": int(time.time()) + 60}, OctKey.import_key(COOKIE_SECRET)
    )
    jar = http.cookiejar.CookieJar()
    client = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    at_provider = client.open(f"{url}/auth/login?{urlencode({'provider': signed})}").url
    client.open(f"{at_provider}&account={account}")
    return {cookie.name for cookie in jar}


FORGERIES = {
    "signed by another key": {"sign_with": RSAKey.generate_key(2048, {"kid": "one"})},
    "not signed": {"unsigned": True},
    "for another app": {"claims": {"aud": "another"}},
    "of another provider": {"claims": {"iss": "http://127.0.0.1:1"}},
    "expired": {"claims": {"iat": int(time.time()) - 7200, "exp": int(time.time()) - 3600}},
    "of an earlier sign-in": {"claims": {"nonce": "another"}},
    "without a time": {"claims": {"iat": None}},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_token_that_is_not_true_signs_nobody_in(url, provider, forgery):
    for name, value in FORGERIES[forgery].items():
        setattr(provider, name, value)
    assert "_streamlit_user" not in cookies_after_signing_in(url)


def test_a_true_token_signs_in(url):
    assert "_streamlit_user" in cookies_after_signing_in(url)


def test_a_forged_cookie_is_nobody(url):
    forged = json.dumps({"is_logged_in": True, "iat": time.time(), "email": "ada@hospital.example"})
    assert status(f"{url}/_stcore/metrics", cookie=f"_streamlit_user={forged!r}") == 401


def test_a_session_id_that_leaked_opens_nothing_for_another_account(page, second, settled, url):
    sign_in(page, url, "ada")
    page.goto(f"{url}/your_data")
    settled(page)
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"patient_id,week\nP1,0\n"}
    with page.expect_request("**/_stcore/upload_file/**") as upload:
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([file])
    leaked = upload.value.url.split("/_stcore/upload_file/")[1].split("/")[0]
    settled(page)
    sign_in(second, url, "bob")
    assert session_opened(url, second.context.cookies(url), leaked) != leaked
    assert session_opened(url, [], leaked) != leaked
    assert session_opened(url, page.context.cookies(url), leaked) == leaked


def session_opened(url, cookies, asked_for):
    """The session that the server opens for a websocket with these cookies that asks for one by its id."""
    held = {cookie["name"]: cookie["value"] for cookie in cookies}
    with connect(
        f"{url.replace('http', 'ws')}/_stcore/stream",
        origin=url,
        subprotocols=["streamlit", held.get("_streamlit_xsrf", "none"), asked_for],
        additional_headers={"Cookie": "; ".join(f"{name}={value}" for name, value in held.items())},
        max_size=None,
    ) as socket:
        socket.send(BackMsg(rerun_script=ClientState()).SerializeToString())
        while True:
            message = ForwardMsg.FromString(socket.recv(timeout=20))
            if message.WhichOneof("type") == "new_session":
                return message.new_session.initialize.session_id
