"""Which scene is on the stage, what it shows now, and what the reader looked at before."""

import re
from dataclasses import dataclass

import streamlit as st

from core.displays.catalogue import CATALOGUE
from core.link import Link, link_of_query
from core.scenes import Scene, Story
from pages.components import session
from pages.components.address import SCENE


@dataclass(frozen=True, slots=True)
class OnStage:
    """The scene at a place (from 0) of those that can be presented. ``changed`` where filters were moved since."""

    scene: Scene
    place: int
    count: int
    changed: bool


def presentable(story: Story) -> tuple[Scene, ...]:
    """The scenes whose display exists."""
    return tuple(scene for scene in story.scenes if scene.display in CATALOGUE)


def scene_on_stage() -> OnStage | None:
    """The scene to show now; its view becomes the session's while it stands. None where there is no scene."""
    scenes = presentable(session.current_story())
    if not scenes:
        return None
    st.session_state.setdefault("before-stage", session.current_link())
    place = min(_place(), len(scenes) - 1)
    saved = _saved(scenes[place])
    if st.session_state.get("stage-taken") != (place, scenes[place]):
        session.follow(saved)
        st.session_state["stage-taken"] = (place, scenes[place])
    now = session.current_link()
    scene = Scene(scenes[place].display, now.to_query(), scenes[place].title, scenes[place].note)
    return OnStage(scene, place, len(scenes), changed=now != saved)


def step_to(place: int) -> None:
    """Show the scene at this place in the run that begins now, whatever the address says: it lags behind a step."""
    st.session_state["stage-place"], st.session_state["stage-stepped"] = place, True


def as_saved() -> None:
    """Show the scene as it was saved, from the next run on."""
    st.session_state.pop("stage-taken", None)


def come_back() -> None:
    """Show what the reader looked at before presenting, if they did."""
    before: Link | None = st.session_state.pop("before-stage", None)
    st.session_state.pop("stage-taken", None)
    if before is not None:
        session.follow(before)


def _saved(scene: Scene) -> Link:
    """What a scene shows of the open data, with identifiers masked."""
    link, _ = link_of_query(scene.query, session.current().options)
    return Link(link.selection, link.options.changed("mask", "on"), link.pin)


def _place() -> int:
    """The place of the scene; the address says it where somebody went back or brought a link."""
    asked, stepped = st.query_params.get(SCENE, ""), st.session_state.pop("stage-stepped", False)
    if not stepped and asked != st.session_state.get("stage-address"):
        st.session_state["stage-place"] = max(int(asked) - 1, 0) if re.fullmatch("[0-9]{1,3}", asked) else 0
    place: int = st.session_state.setdefault("stage-place", 0)
    return place


def write_scene(place: int) -> None:
    """Make the address name the scene."""
    address = str(place + 1)
    if st.query_params.get(SCENE) != address:
        st.query_params[SCENE] = address
    st.session_state["stage-address"] = address
