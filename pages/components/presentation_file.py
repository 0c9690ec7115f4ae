"""The scenes file: links and words, and no patient's data."""

from io import BytesIO

import streamlit as st

from core.journal import exported
from core.scenes import Story, StoryError, story_of
from pages.components import session

_KEPT = (
    "The scenes file holds links, titles and notes, and no patient's data. It is kept nowhere but where you save it."
)


def save_story(story: Story) -> None:
    """Draw the download of the scenes file."""
    st.download_button(
        "Save the scenes (JSON)",
        data=exported(story.to_json, "scenes.json", digest=session.current().digest),
        file_name="ruxscope-scenes.json",
        mime="application/json",
        on_click="ignore",
        icon=":material/download:",
        key="save-scenes",
    )


def load_story() -> None:
    """Draw the upload of a scenes file. What is loaded replaces the scenes there are."""
    st.file_uploader("Load a scenes file", type="json", key="load-scenes", on_change=_load)
    st.caption(_KEPT)
    problem = st.session_state.get("scenes-problem")
    if problem:
        st.error(problem)


def _load() -> None:
    file: BytesIO | None = st.session_state["load-scenes"]
    st.session_state["scenes-problem"] = ""
    if file is None:
        return
    try:
        session.keep_story(story_of(file.getvalue()))
    except StoryError as error:
        st.session_state["scenes-problem"] = str(error)
