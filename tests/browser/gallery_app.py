"""A front door like the app's own that opens the chart gallery."""

from pathlib import Path

import streamlit as st

from pages.components import front_door

app = st.App(Path(__file__).with_name("chart_gallery.py"), **front_door.settings())
