"""The sign-in of this server: what its settings ask for, and which sign-ins their readers have ended."""

import os
import time
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit as st

from core.errors import RuxScopeError
from pages.components import identity
from pages.components.identity import SignIn

REQUIRED = "RUXSCOPE_SIGN_IN"
PROVIDER = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
RULES = ("domains", "groups", "hours")
SHORTEST_SECRET = 32

# A cookie that was copied and the other tabs of the browser end with the sign-in. A restart forgets the list;
# what was on it ends by its age.
ENDED: set[str] = set()


def refusal(user: Mapping[str, Any]) -> str:
    """Why this identity may not enter now, in a sentence; empty if it may, or if sign-in is off."""
    rules = asked()
    return identity.refusal(user, rules, now=time.time(), ended=ENDED) if rules else ""


def end(user: Mapping[str, Any]) -> None:
    """Let nobody enter by this sign-in any more."""
    ENDED.add(identity.sign_in_id(user))


@cache
def asked() -> SignIn | None:
    """The sign-in that this server's settings asked for when it started; None where it is off.

    Raises RuxScopeError where they leave open who may enter: a server that was meant to be closed never opens.
    """
    found = [Path(file) for file in st.get_option("secrets.files") if Path(file).exists()]
    if found and not st.secrets.load_if_toml_exists():
        raise RuxScopeError(f"{found[0]} cannot be read as TOML. Correct it, or remove it to run without sign-in.")
    return sign_in_from(st.secrets.to_dict() if found else {}, required=os.environ.get(REQUIRED, ""))


def sign_in_from(secrets: Mapping[str, Any], *, required: str = "") -> SignIn | None:
    """The same, from the content of secrets.toml and of the environment variable."""
    if required not in ("", "required"):
        raise RuxScopeError(f"{REQUIRED} is {required!r}. Set it to 'required', or do not set it.")
    auth, rules = secrets.get("auth"), secrets.get("sign_in")
    if auth is None:
        if required or rules is not None:
            raise RuxScopeError("Sign-in is asked for, but secrets.toml has no section [auth]. See SECURITY.md.")
        return None
    _check_provider(auth)
    return _checked_rules(rules or {}, https=auth["redirect_uri"].startswith("https://"))


def _check_provider(auth: Mapping[str, Any]) -> None:
    missing = [name for name in PROVIDER if not auth.get(name)]
    if missing:
        raise RuxScopeError(f"secrets.toml, [auth]: {', '.join(missing)} missing. See SECURITY.md.")
    if len(auth["cookie_secret"]) < SHORTEST_SECRET:
        raise RuxScopeError(f"secrets.toml, [auth]: cookie_secret is shorter than {SHORTEST_SECRET} characters.")
    if not auth["redirect_uri"].endswith("/oauth2callback"):
        raise RuxScopeError("secrets.toml, [auth]: redirect_uri is the app's address followed by /oauth2callback.")
    if find_spec("authlib") is None:
        raise RuxScopeError('Sign-in needs Authlib. Install it with: pip install ".[auth]"')


def _checked_rules(rules: Mapping[str, Any], *, https: bool) -> SignIn:
    unknown = sorted(set(rules) - set(RULES))
    if unknown:
        raise RuxScopeError(f"secrets.toml, [sign_in]: {', '.join(unknown)} unknown. Known: {', '.join(RULES)}.")
    for name in ("domains", "groups"):
        given = rules.get(name, ["one"])
        if not (isinstance(given, list) and given and all(isinstance(one, str) and one for one in given)):
            raise RuxScopeError(f'secrets.toml, [sign_in]: {name} is a list of texts, for example {name} = ["one"].')
    hours = rules.get("hours", 12)
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours <= 24 * 30:
        raise RuxScopeError("secrets.toml, [sign_in]: hours is a number above 0 and at most 720.")
    domains = frozenset(domain.casefold().removeprefix("@") for domain in rules.get("domains", []))
    return SignIn(domains=domains, groups=frozenset(rules.get("groups", [])), hours=hours, https=https)
