"""The door for people: the sign-in page instead of the app, and in the app who is signed in and the way out.

Sign-in is Streamlit's own (OpenID Connect), off unless secrets.toml has a section [auth]. ``sign_in_gate`` is the
door for requests.
"""

import streamlit as st

from pages.components import session, sign_in_state
from pages.components.identity import name_of


def admit() -> None:
    """Show the sign-in page and nothing else, unless the reader may enter."""
    if not sign_in_state.asked():
        return
    reason = sign_in_state.refusal(st.user.to_dict())
    if reason:
        st.set_page_config(page_title="Sign in to RuxScope", layout="centered")
        st.title("RuxScope")
        st.text(reason)
        st.button("Sign in", type="primary", icon=":material/login:", on_click=st.login)
        if st.user.get("is_logged_in"):
            _way_out()
        st.stop()


def account() -> None:
    """At the end of the sidebar: who is signed in, and the way out."""
    if sign_in_state.asked():
        with st.sidebar:
            st.divider()
            _way_out()


def _way_out() -> None:
    st.text(f"Signed in as {name_of(st.user.to_dict())}")
    st.button("Sign out", icon=":material/logout:", on_click=_sign_out)


def _sign_out() -> None:
    sign_in_state.end(st.user.to_dict())
    session.close_upload()
    st.logout()
