"""Who may enter: the rules of secrets.toml, and identities held against them."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from core.errors import RuxScopeError
from pages.components.identity import SignIn, name_of, refusal, sign_in_id
from pages.components.sign_in_state import sign_in_from

ROOT = Path(__file__).resolve().parents[1]
NOW = 1_800_000_000
ADA = {
    "is_logged_in": True,
    "iss": "https://id.hospital.example",
    "sub": "1",
    "iat": NOW - 60,
    "nonce": "one",
    "email": "ada@hospital.example",
    "email_verified": True,
    "groups": ["dermatology", "staff"],
}
ANYBODY = SignIn()
DOMAIN = SignIn(domains=frozenset({"hospital.example"}))
GROUP = SignIn(groups=frozenset({"dermatology", "statistics"}))
BOTH = SignIn(domains=DOMAIN.domains, groups=GROUP.groups)


@pytest.mark.parametrize("rules", [ANYBODY, DOMAIN, GROUP, BOTH])
def test_an_account_that_meets_the_rules_may_enter(rules):
    assert refusal(ADA, rules, now=NOW) == ""


@pytest.mark.parametrize(
    ("changed", "rules", "reason"),
    [
        ({"is_logged_in": False}, ANYBODY, "Sign in to open RuxScope."),
        ({"is_logged_in": "yes"}, ANYBODY, "Sign in to open RuxScope."),
        ({"iat": NOW - 12 * 3600 - 1}, ANYBODY, "A sign-in lasts 12 hours, and yours is over."),
        ({"iat": None}, ANYBODY, "A sign-in lasts 12 hours, and yours is over."),
        ({"iat": "1800000000"}, ANYBODY, "A sign-in lasts 12 hours, and yours is over."),
        ({"iat": float("nan")}, ANYBODY, "A sign-in lasts 12 hours, and yours is over."),
        ({"email": "ada@elsewhere.example"}, DOMAIN, "not of an e-mail domain"),
        ({"email": "ada@not-hospital.example"}, DOMAIN, "not of an e-mail domain"),
        ({"email": "ada@sub.hospital.example"}, DOMAIN, "not of an e-mail domain"),
        ({"email": "hospital.example@elsewhere.example"}, DOMAIN, "not of an e-mail domain"),
        ({"email": ""}, DOMAIN, "not of an e-mail domain"),
        ({"email": None}, DOMAIN, "not of an e-mail domain"),
        ({"email_verified": False}, DOMAIN, "not of an e-mail domain"),
        ({"email_verified": "true"}, DOMAIN, "not of an e-mail domain"),
        ({"groups": ["staff"]}, GROUP, "in no group"),
        ({"groups": []}, GROUP, "in no group"),
        ({"groups": "derma"}, GROUP, "in no group"),
        ({"groups": [["dermatology"]]}, GROUP, "in no group"),
        ({"groups": ["staff"]}, BOTH, "in no group"),
        ({"email": "ada@elsewhere.example"}, BOTH, "not of an e-mail domain"),
    ],
)
def test_an_account_that_does_not_is_told_why(changed, rules, reason):
    assert reason in refusal(ADA | changed, rules, now=NOW)


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({"email": "Ada@HOSPITAL.example"}, DOMAIN),
        ({"groups": "dermatology"}, GROUP),
        ({"email": "ada@elsewhere.example"}, GROUP),
        ({"groups": []}, DOMAIN),
    ],
)
def test_what_a_rule_does_not_ask_is_not_held_against_an_account(changed, rules):
    assert refusal(ADA | changed, rules, now=NOW) == ""


def test_a_provider_that_does_not_say_whether_the_address_is_verified_is_believed():
    silent = {claim: value for claim, value in ADA.items() if claim != "email_verified"}
    assert refusal(silent, DOMAIN, now=NOW) == ""


def test_an_empty_identity_is_nobody():
    assert refusal({}, ANYBODY, now=NOW) == "Sign in to open RuxScope."


def test_a_sign_in_that_was_ended_stays_ended_and_the_next_one_counts():
    ended = {sign_in_id(ADA)}
    assert refusal(ADA, ANYBODY, now=NOW, ended=ended) == "Sign in to open RuxScope."
    assert refusal(ADA | {"nonce": "two"}, ANYBODY, now=NOW, ended=ended) == ""


def test_an_account_is_named_by_what_its_owner_knows_it_by():
    assert name_of(ADA) == "ada@hospital.example"
    assert name_of({"name": "Ada", "sub": "1"}) == "Ada"
    assert name_of({"sub": "1"}) == "1"
    assert name_of({}) == "an unnamed account"


AUTH = {
    "redirect_uri": "https://ruxscope.hospital.example/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
    "client_id": "ruxscope",
    "client_secret": "secret",
    "server_metadata_url": "https://id.hospital.example/.well-known/openid-configuration",
}


def test_without_a_section_auth_sign_in_is_off():
    assert sign_in_from({}) is None
    assert sign_in_from({"another": {"section": 1}}) is None


def test_the_section_auth_alone_lets_every_account_of_the_provider_in_for_twelve_hours():
    assert sign_in_from({"auth": AUTH}, required="required") == SignIn(hours=12, https=True)


def test_the_section_sign_in_says_who_and_for_how_long():
    rules = {"domains": ["Hospital.example", "@clinic.example"], "groups": ["dermatology"], "hours": 8}
    assert sign_in_from({"auth": AUTH, "sign_in": rules}) == SignIn(
        domains=frozenset({"hospital.example", "clinic.example"}), groups=frozenset({"dermatology"}), hours=8
    )


def test_an_app_on_this_machine_alone_may_do_without_https():
    local = AUTH | {"redirect_uri": "http://127.0.0.1:8501/oauth2callback"}
    assert sign_in_from({"auth": local}) == SignIn(https=False)


@pytest.mark.parametrize(
    ("secrets", "required", "said"),
    [
        ({}, "required", "no section [auth]"),
        ({}, "yes", "RUXSCOPE_SIGN_IN is 'yes'"),
        ({"sign_in": {"hours": 8}}, "", "no section [auth]"),
        ({"Auth": AUTH}, "required", "no section [auth]"),
        ({"auth": {}}, "", "redirect_uri, cookie_secret, client_id, client_secret, server_metadata_url missing"),
        ({"auth": AUTH | {"client_secret": ""}}, "", "client_secret missing"),
        ({"auth": AUTH | {"cookie_secret": "short"}}, "", "cookie_secret is shorter than 32"),
        ({"auth": AUTH | {"redirect_uri": "https://ruxscope.hospital.example/"}}, "", "/oauth2callback"),
        ({"auth": AUTH, "sign_in": {"domain": ["hospital.example"]}}, "", "domain unknown"),
        ({"auth": AUTH, "sign_in": {"domains": "hospital.example"}}, "", "domains is a list"),
        ({"auth": AUTH, "sign_in": {"domains": []}}, "", "domains is a list"),
        ({"auth": AUTH, "sign_in": {"groups": [1]}}, "", "groups is a list"),
        ({"auth": AUTH, "sign_in": {"groups": [""]}}, "", "groups is a list"),
        ({"auth": AUTH, "sign_in": {"hours": 0}}, "", "hours is a number"),
        ({"auth": AUTH, "sign_in": {"hours": 10_000}}, "", "hours is a number"),
        ({"auth": AUTH, "sign_in": {"hours": "12"}}, "", "hours is a number"),
        ({"auth": AUTH, "sign_in": {"hours": True}}, "", "hours is a number"),
    ],
)
def test_settings_that_leave_open_who_may_enter_keep_the_app_from_starting(secrets, required, said):
    with pytest.raises(RuxScopeError) as refused:
        sign_in_from(secrets, required=required)
    assert said in str(refused.value)


def test_the_settings_in_the_guide_are_settings_that_work():
    guide = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    example = (
        guide.split("```toml\n")[1].split("```")[0].replace('cookie_secret = "..."', f'cookie_secret = "{"0" * 64}"')
    )
    assert sign_in_from(tomllib.loads(example), required="required") == SignIn(
        domains=frozenset({"hospital.example"}), groups=frozenset({"dermatology"}), hours=12
    )


def test_a_settings_file_that_cannot_be_read_keeps_the_app_from_starting(tmp_path):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text("[auth")
    program = "from pages.components.sign_in_state import asked; asked()"
    places = {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    ended = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=places, capture_output=True, text=True)
    assert "secrets.toml cannot be read as TOML" in ended.stderr
