"""The front door of RuxScope: ``streamlit run app.py``.

The script that draws the app is ``pages/main.py``. It is named from here, and not run itself, because Streamlit
lets only a front door set response headers and serve plotly.js, and because a ``pages`` folder beside the script
that is run switches on Streamlit's older page mechanism, which loses the first upload.
"""

from pathlib import Path

import streamlit as st

from pages.components import front_door

app = st.App(Path(__file__).parent / "pages" / "main.py", **front_door.settings())
