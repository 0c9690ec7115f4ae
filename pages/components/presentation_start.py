"""What stands above the scenes: presenting them, the ready-made story, and what a reader has to know of them."""

import streamlit as st

from core.export.story import default_story
from core.link import DIGEST_LETTERS
from core.scenes import Story
from core.view import View
from pages.components import session
from pages.components.address import SCENE
from pages.components.audience import audience_code
from pages.components.on_stage import presentable
from pages.components.text import literal

_EMPTY = (
    "No scenes yet. Every chart has a button “+ Scene” that adds it here as it stands; or start with the default "
    "story of this view and change it."
)


def start(story: Story) -> None:
    """Draw the way on to the stage, and say what is odd about these scenes."""
    view = session.current_view()
    shown = presentable(story)
    st.header("Presentation")
    if not story.scenes:
        st.text(_EMPTY)
    with st.container(horizontal=True, vertical_alignment="center", key="presentation-start"):
        if shown:
            words = f"Present {_scenes(len(shown))}"
            st.page_link("present.py", label=words, icon=":material/slideshow:", query_params={SCENE: "1"})
        words = "Start again with the default story" if story.scenes else "Start with the default story"
        st.button(words, key="default-story", on_click=_default, args=(view,), disabled=view.empty)
        audience_code(shown)
    _oddities(story, view)


def _oddities(story: Story, view: View) -> None:
    digest = view.data.digest
    if story.digest not in ("", digest):
        st.warning(
            literal(
                f"These scenes were made on other data (digest {story.digest[:DIGEST_LETTERS]}). They show the open "
                f"data: {view.data.provenance.title} (digest {digest[:DIGEST_LETTERS]})."
            )
        )
    shown = presentable(story)
    unknown = [f"{place} ({scene.display})" for place, scene in enumerate(story.scenes, start=1) if scene not in shown]
    if unknown:
        st.warning(
            literal(
                f"This program has no display for {'scenes' if len(unknown) > 1 else 'scene'} {', '.join(unknown)}. "
                "Presenting skips what it cannot show."
            )
        )


def _default(view: View) -> None:
    session.keep_story(default_story(view, session.current_options()))


def _scenes(count: int) -> str:
    return "1 scene" if count == 1 else f"{count} scenes"
