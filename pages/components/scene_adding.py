"""Adding what is on the screen to the presentation."""

from dataclasses import replace

import streamlit as st

from core.scenes import MOST_SCENES, Scene
from pages.components import session
from pages.components.text import literal


def add_scene(display: str, name: str) -> None:
    """Keep a display of the current view as the last scene of the presentation, and say so."""
    story = session.current_story()
    if len(story.scenes) == MOST_SCENES:
        st.toast(f"A presentation has at most {MOST_SCENES} scenes. Delete one first.", icon=":material/block:")
        return
    if not story.scenes:
        story = replace(story, digest=session.current().digest)
    session.keep_story(story.adding(Scene(display, session.current_link().to_query())))
    st.toast(literal(f"Added: {name} (scene {len(story.scenes) + 1})"), icon=":material/slideshow:")
