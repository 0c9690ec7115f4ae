"""The script behind the front door: pages, shared sidebar and header. Pages read the view, never the widgets."""

from pathlib import Path

import streamlit as st

from core.errors import RuxScopeError
from pages.components import session
from pages.components.address import read_address, write_address
from pages.components.header import footer, header
from pages.components.sidebar import sidebar

COMPONENTS = Path(__file__).parent / "components"

st.set_page_config(
    page_title="RuxScope",
    page_icon=str(COMPONENTS / "icon.svg"),
    layout="wide",
    menu_items={"About": "RuxScope"},
)
page = st.navigation(
    [
        st.Page("overview.py", title="Overview", default=True),
        st.Page("safety.py", title="Safety"),
        st.Page("trajectories.py", title="Trajectories"),
        st.Page("subgroups.py", title="Subgroups"),
        st.Page("patients.py", title="Patients"),
        st.Page("methods.py", title="Methods"),
        st.Page("your_data.py", title="Your data", url_path="your_data"),
    ],
    position="top",
)
st.html(COMPONENTS / "style.css")
read_address(page.url_path)
view = session.current_view()
header(view, page.url_path)
try:
    page.run()
except RuxScopeError as error:
    st.error(str(error))
footer()
# Last, though it stands first on the screen: the charts a reader waits for are on their way by now.
sidebar(view)
write_address()
