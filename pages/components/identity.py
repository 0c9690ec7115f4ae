"""Who may enter: whether an identity that signed in meets the rules of this server."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Sign-in is on, for everybody of the identity provider or only for some, and for some hours.

    ``https`` says that readers come by HTTPS, so that cookies may be kept to it.
    """

    domains: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    hours: float = 12
    https: bool = True


def refusal(user: Mapping[str, Any], rules: SignIn, *, now: float, ended: Collection[str] = ()) -> str:
    """Why this identity may not enter, in a sentence; empty if it may.

    ``user`` holds the claims of the identity provider's token, ``now`` is in seconds since 1970, and ``ended`` are
    the sign-ins (see ``sign_in_id``) that their readers have ended.
    """
    if user.get("is_logged_in") is not True or sign_in_id(user) in ended:
        return "Sign in to open RuxScope."
    signed_in = user.get("iat")
    if not isinstance(signed_in, int | float) or not now - signed_in <= rules.hours * 3600:
        return f"A sign-in lasts {rules.hours:g} hours, and yours is over. Sign in again."
    if rules.domains and _mail_domain(user) not in rules.domains:
        return "This account is not of an e-mail domain that may open RuxScope. Sign in with another one."
    if rules.groups and not rules.groups & _groups(user):
        return "This account is in no group that may open RuxScope. Ask those who run it."
    return ""


def sign_in_id(user: Mapping[str, Any]) -> str:
    """What tells one sign-in from every other, those of the same person too."""
    return repr([user.get(claim) for claim in ("iss", "sub", "iat", "nonce")])


def name_of(user: Mapping[str, Any]) -> str:
    """How to name the account to the person who uses it."""
    return str(user.get("email") or user.get("name") or user.get("sub") or "an unnamed account")


def _mail_domain(user: Mapping[str, Any]) -> str:
    """The domain of the account's address; empty where there is none or the provider says it is not verified."""
    if user.get("email_verified", True) is not True:
        return ""
    return str(user.get("email", "")).rpartition("@")[2].casefold()


def _groups(user: Mapping[str, Any]) -> set[str]:
    given = user.get("groups", [])
    return {given} if isinstance(given, str) else {str(group) for group in given}
