"""The URL of a view: read when somebody brings one, written when the selection changes.

A change of a filter is a step the back button undoes. A page link carries no parameters; the selection is kept, and
the address is completed in place (``completion``), so that going back never stops at a half-written address. Which
data a copied link was made on stands in the address when it is opened, and no longer once something changes.
"""

from urllib.parse import urlencode

import streamlit as st

from core.link import DATA, RELEASE, Link, Pairs, link_of_pairs
from core.release import release
from pages.components import session

# The page of present mode, whose address names the scene and nothing else.
STAGE, SCENE = "present", "scene"


def read_address(page: str) -> None:
    """Take over what the URL says where somebody brought one; what it names in vain becomes a notice.

    A link made on other data is not followed: it waits until the reader has decided (``other_data.py``).
    """
    pairs = _in_url()
    moved = page != st.session_state.get("page")
    st.session_state["page"] = page
    brought = page != STAGE and pairs != st.session_state.get("address") and bool(pairs or not moved)
    if not session.started() or brought:
        given = _all_in_url()
        link, _ = link_of_pairs(given, session.current().coded.options)
        if link.made_on(session.current().extract.digest):
            follow(given)
        else:
            session.follow(Link())
            session.keep_waiting(given)
            st.session_state["address"] = pairs


def follow(given: Pairs) -> None:
    """Show what the parameters of a link say of the open data."""
    session.keep_waiting(None)
    link, ignored = link_of_pairs(given, session.current().coded.options)
    session.follow(link)
    unknown = [item.message for item in ignored]
    if unknown:
        session.notices().append("Parts of this link mean nothing here and were ignored: " + "; ".join(unknown) + ".")
    if link.release not in ("", release()):
        session.notices().append(
            f"This link was made with release {link.release[:20]} of RuxScope; this is {release()}. "
            "Numbers may differ where methods have changed."
        )


def completion() -> str:
    """The query the browser puts into its address without a step in its history; empty where nothing is missing."""
    pairs = _of_view()
    return urlencode(pairs) if pairs and not _in_url() and st.session_state.get("address") == pairs else ""


def write_address() -> None:
    """Make the URL say what is selected."""
    pairs = _of_view()
    if pairs != _in_url() and not completion():
        found: dict[str, list[str]] = {}
        for name, value in pairs:
            found.setdefault(name, []).append(value)
        st.query_params.from_dict(found)
    st.session_state["address"] = pairs


def _of_view() -> Pairs:
    return session.current_link().pairs()


def _in_url() -> Pairs:
    """What the URL says of the view."""
    return [(name, value) for name, value in _all_in_url() if name not in (DATA, RELEASE)]


def _all_in_url() -> Pairs:
    pairs = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    return [(name, value) for name, value in pairs if name != SCENE]
