"""The scenes of the presentation in their order, each with its title, its note and what it shows."""

from collections.abc import Callable
from urllib.parse import parse_qsl

import streamlit as st

from core.displays.catalogue import CATALOGUE
from core.export.lines import filter_line
from core.link import Link, link_of_query
from core.scenes import MOST_LETTERS, Scene, Story
from pages.components import session
from pages.components.text import literal


def scene_list(story: Story) -> None:
    """Draw every scene with what changes it."""
    with st.container(gap="small", key="scenes"):
        for place, scene in enumerate(story.scenes):
            with st.container(border=True, gap="small", key=f"scene-{place}"):
                _scene(story, place, scene)


def _scene(story: Story, place: int, scene: Scene) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"scene-{place}-head"):
        st.markdown(f"**{place + 1}. {literal(_label(scene))}**", width="content")
        st.caption(literal(view_in_words(scene)), width="stretch")
        _steps(story, place, scene)
    with st.container(horizontal=True, gap="small", key=f"scene-{place}-words"):
        _field(place, "title", scene.title, "Title; what the display found where you write none")
        _field(place, "note", scene.note, "Note; it goes into the speaker notes of the slides")


def _field(place: int, name: str, text: str, hint: str) -> None:
    key = f"scene-{place}-{name}"
    if st.session_state.get(key) != text:
        st.session_state[key] = text
    st.text_input(
        f"{name.capitalize()} of scene {place + 1}",
        key=key,
        max_chars=MOST_LETTERS,
        placeholder=hint,
        label_visibility="collapsed",
        on_change=_change,
        args=(place, name),
    )


def _steps(story: Story, place: int, scene: Scene) -> None:
    last = len(story.scenes) - 1
    _button(":material/arrow_upward:", "Move up", f"up-{place}", _move, place, place - 1, off=place == 0)
    _button(":material/arrow_downward:", "Move down", f"down-{place}", _move, place, place + 1, off=place == last)
    _button(":material/content_copy:", "Duplicate", f"copy-{place}", _duplicate, place)
    _button(":material/delete:", "Delete", f"delete-{place}", _delete, place)
    if scene.display in CATALOGUE:
        st.page_link(
            f"{CATALOGUE[scene.display].page}.py",
            label="Open",
            icon=":material/open_in_browser:",
            help="Show this view on its page",
            query_params=parse_qsl(scene.query, keep_blank_values=True),
        )


def _button(icon: str, words: str, key: str, act: Callable[..., None], *places: int, off: bool = False) -> None:
    st.button(icon, key=f"scene-{key}", help=words, type="tertiary", disabled=off, on_click=act, args=places)


def _label(scene: Scene) -> str:
    return CATALOGUE[scene.display].label if scene.display in CATALOGUE else f"Unknown display: {scene.display}"


def view_in_words(scene: Scene) -> str:
    """Which patients and events a scene shows, how, and what of it means nothing in the open data."""
    link, ignored = link_of_query(scene.query, session.current().options)
    words = [filter_line(session.current_views().of(link.selection)), *_options_in_words(link)]
    words += [f"not in these data: {item.message}" for item in ignored]
    return "; ".join(words)


def _options_in_words(link: Link) -> list[str]:
    options = [f"{name.replace('_', ' ')} {value}" for name, value in link.options.pairs()]
    return [*options, "with a pinned reference"] if link.pin is not None else options


def _change(place: int, name: str) -> None:
    session.keep_story(session.current_story().changing(place, **{name: st.session_state[f"scene-{place}-{name}"]}))


def _move(place: int, to: int) -> None:
    session.keep_story(session.current_story().moving(place, to))


def _duplicate(place: int) -> None:
    session.keep_story(session.current_story().duplicating(place))


def _delete(place: int) -> None:
    session.keep_story(session.current_story().without(place))
