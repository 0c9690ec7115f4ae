"""Methods: every definition, method, source and limit in plain words."""

import streamlit as st

from core.methods import sections

for section in sections():
    st.header(section.title)
    st.markdown(section.text)
