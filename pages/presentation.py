"""Presentation: the scenes in their order, presented, exported, saved and loaded, and linked for the audience."""

import streamlit as st

from pages.components import session
from pages.components.presentation_exports import exports, report_of_every_page
from pages.components.presentation_file import load_story, save_story
from pages.components.presentation_list import scene_list
from pages.components.presentation_start import start

story = session.current_story()
start(story)
if story.scenes:
    with st.container(horizontal=True, key="presentation-files"):
        exports(story)
        save_story(story)
    scene_list(story)
load_story()
report_of_every_page(session.current_view())
