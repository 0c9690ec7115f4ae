"""A link that was made on other data: said before anything is shown, and followed only when the reader says so."""

import streamlit as st

from core.data import Data
from core.link import DIGEST_LETTERS, link_of_pairs
from pages.components import session
from pages.components.address import follow
from pages.components.text import literal


def link_waits() -> bool:
    """Say so where a link was made on other data than those open, and offer the ways on.

    A link whose data have been opened meanwhile is followed at once.
    """
    given = session.waiting_link()
    if given is None:
        return False
    opened = session.current()
    link, _ = link_of_pairs(given, opened.options)
    if link.made_on(opened.digest):
        follow(given)
        return False
    st.warning(literal(_notice(link.data, link.release, opened)), icon=":material/link_off:")
    with st.container(horizontal=True, key="other-data"):
        st.button("Show it on the open data", key="follow-link", on_click=follow, args=(given,))
        st.button("Start over", key="drop-link", on_click=session.keep_waiting, args=(None,))
        st.page_link("your_data.py", label="Open the files it was made on", icon=":material/folder_open:")
    return True


def _notice(data: str, release: str, opened: Data) -> str:
    by = f", with release {release[:20]} of RuxScope" if release else ""
    return (
        f"This link was made on other data (digest {data[:DIGEST_LETTERS]}{by}). Open now: {opened.provenance.title} "
        f"(digest {opened.digest[:DIGEST_LETTERS]}). Its filters would select other patients here, so nothing is "
        "shown yet. A link holds no data: open the files it was made on and it is followed by itself."
    )
