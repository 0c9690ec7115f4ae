"""The script behind the front door: pages, shared sidebar and header. Pages read the view, never the widgets."""

from pathlib import Path
from time import perf_counter

import streamlit as st

from core import journal
from core.errors import RuxScopeError
from pages.components import session
from pages.components.address import STAGE, read_address, write_address
from pages.components.header import footer, header
from pages.components.on_stage import come_back
from pages.components.other_data import link_waits
from pages.components.sidebar import sidebar
from pages.components.sign_in import account, admit
from pages.components.text import literal
from pages.components.turns import turn

COMPONENTS = Path(__file__).parent / "components"
begun = perf_counter()

admit()
page = st.navigation(
    [
        st.Page("overview.py", title="Overview", default=True),
        st.Page("safety.py", title="Safety"),
        st.Page("trajectories.py", title="Trajectories"),
        st.Page("subgroups.py", title="Subgroups"),
        st.Page("patients.py", title="Patients"),
        st.Page("presentation.py", title="Presentation"),
        st.Page("methods.py", title="Methods"),
        st.Page("your_data.py", title="Your data", url_path="your_data"),
        st.Page("present.py", title="Present", url_path=STAGE, visibility="hidden"),
    ],
    position="top",
)
st.set_page_config(
    page_title=f"{page.title} - RuxScope",
    page_icon=str(COMPONENTS / "icon.svg"),
    layout="wide",
    menu_items={"About": "RuxScope"},
)
if page.url_path != STAGE:
    come_back()
read_address(page.url_path)
if link_waits() and page.url_path != "your_data":
    st.stop()
if page.url_path == STAGE:
    page.run()
    sidebar(session.current_view())
    st.stop()
with turn():
    view = session.current_view()
    opening = "opened" not in st.session_state
    if opening:  # a sidebar that came later would push the page aside
        st.session_state["opened"] = True
        sidebar(view)
    try:
        header(view, page.title)
        page.run()
    except RuxScopeError as error:
        st.error(literal(str(error)))
    footer()
    if not opening:  # last: the charts a reader waits for are on their way by now
        sidebar(view)
    account()
    write_address()
    journal.shown(page.url_path or "overview", view.data.digest, perf_counter() - begun)
