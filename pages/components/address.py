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
# Of what a link names in vain so much is said: a link may name thousands of things.
MOST_NAMED = 5


def read_address(page: str) -> None:
    """Take over what the URL says where somebody brought one; what it names in vain becomes a notice.

    A link made on other data is not followed: it waits until the reader has decided (``other_data.py``).
    """
    pairs = _in_url()
    moved = page != st.session_state.get("page")
    st.session_state["page"] = page
    brought = page != STAGE and pairs != st.session_state.get("address") and bool(pairs or not moved)
    if not session.started() or (brought and not _changed_here()):
        given = _all_in_url()
        link, _ = link_of_pairs(given, session.current().options)
        if link.made_on(session.current().digest):
            follow(given)
        else:
            session.follow(Link())
            session.keep_waiting(given)
            st.session_state["address"] = pairs


def follow(given: Pairs) -> None:
    """Show what the parameters of a link say of the open data."""
    session.keep_waiting(None)
    link, ignored = link_of_pairs(given, session.current().options)
    session.follow(link)
    unknown = [item.message for item in ignored]
    if unknown:
        said = "; ".join(unknown[:MOST_NAMED])
        more = f"; and {len(unknown) - MOST_NAMED} more" if len(unknown) > MOST_NAMED else ""
        session.notices().append(f"Parts of this link mean nothing here and were ignored: {said}{more}.")
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


def _changed_here() -> bool:
    """Whether a click began this run. Its URL can lag behind then: of two quick clicks the second does not know yet
    what the first one wrote."""
    return session.waiting_link() is None and _of_view() != st.session_state.get("address")


def _of_view() -> Pairs:
    return session.current_link().pairs()


def _in_url() -> Pairs:
    """What the URL says of the view."""
    return [(name, value) for name, value in _all_in_url() if name not in (DATA, RELEASE)]


def _all_in_url() -> Pairs:
    pairs = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    return [(name, value) for name, value in pairs if name != SCENE]
