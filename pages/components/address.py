"""The URL of a view: read when somebody brings one, written when the selection changes.

A change of a filter is a step the back button undoes. A page link carries no parameters; the selection is kept, and
the address is completed in place (``completion``), so that going back never stops at a half-written address.
"""

from urllib.parse import urlencode

import streamlit as st

from core.link import Link, Pairs, link_of_pairs
from pages.components import session


def read_address(page: str) -> None:
    """Take over what the URL says where somebody brought one; what it names in vain becomes a notice."""
    pairs = _in_url()
    moved = page != st.session_state.get("page")
    st.session_state["page"] = page
    brought = pairs != st.session_state.get("address") and bool(pairs or not moved)
    if not session.started() or brought:
        link, ignored = link_of_pairs(pairs, session.current().coded.options)
        session.show(link.selection, link.options)
        session.pin(link.pin)
        unknown = [item.message for item in ignored]
        if unknown:
            session.notices().append(
                "Parts of this link mean nothing here and were ignored: " + "; ".join(unknown) + "."
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
    return Link(session.current_selection(), session.current_options(), session.current_pin()).pairs()


def _in_url() -> Pairs:
    return [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
