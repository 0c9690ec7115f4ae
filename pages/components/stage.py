"""The stage of present mode: title, display, and the lines that belong to it, as large as the window allows."""

from pathlib import Path

import streamlit as st
from pandas import DataFrame

from core.displays.display import Display
from core.export.shown import Shown
from core.export.story import shown_scene
from core.figures.json_text import as_json
from core.figures.table import table_rows
from core.link import DIGEST_LETTERS
from pages.components import session
from pages.components.chart import Chart, chart
from pages.components.on_stage import OnStage, write_scene
from pages.components.plain_table import plain_table
from pages.components.presenter import presenter
from pages.components.text import literal

STYLE = Path(__file__).parent / "stage.css"
# A display at least this high has its lines beside it, so that it may use the height of the window.
HIGH = 440
CHANGED = "Changed from the saved scene"


def stage(now: OnStage) -> None:
    """Draw the scene."""
    st.html(STYLE)
    write_scene(now.place)
    shown = shown_scene(now.scene, session.current_views(), foreign=_foreign())
    with st.container(key="stage"):
        _head(now, shown.title)
        with st.container(key="stage-beside" if shown.display.height >= HIGH else "stage-below"):
            with st.container(key="stage-figure"):
                _display(shown.display)
            _lines(shown)
        presenter(now.place, now.count, height=shown.display.height, changed=now.changed)


def no_scene() -> None:
    """Say that there is nothing to present, and where scenes come from."""
    st.info("This session holds no scene to present. Add displays to the presentation, or load a scenes file.")
    st.page_link("presentation.py", label="Presentation", icon=":material/slideshow:")


def _foreign() -> tuple[str, ...]:
    """A line where the scenes were made on other data."""
    digest = session.current_story().digest
    if digest in ("", session.current().digest):
        return ()
    return (f"Made on other data (digest {digest[:DIGEST_LETTERS]}); every number here is of the data open now.",)


def _head(now: OnStage, title: str) -> None:
    label = session.current().provenance.label
    with st.container(horizontal=True, vertical_alignment="top", key="stage-head"):
        st.title(literal(title), anchor=False)
        if now.changed:
            st.badge(CHANGED, color="blue")
        if label:
            st.badge(label, color="orange")


def _display(display: Display) -> None:
    """The figure; words in rows and columns as a table that is never cut."""
    if display.figure["data"] and display.figure["data"][0]["type"] == "table":
        head, *rows = table_rows(display.figure)
        plain_table(DataFrame(rows, columns=head), key="stage", name=display.name)
        return
    # nothing is moved by hand here: the pointer belongs to the presenter
    figure = {name: part for name, part in display.figure.items() if name != "draggable"}
    chart(
        Chart(
            as_json(figure),
            key=f"stage-{display.key}",
            height=display.height,
            name=display.name,
            description=display.words,
            clickable=False,
        )
    )


def _lines(shown: Shown) -> None:
    with st.container(key="stage-lines"):
        with st.container(key="stage-said"):
            st.text(shown.sentence)
            st.text(shown.n_line)
        with st.container(key="stage-notes"):
            st.text(" ".join((*shown.ignored, *shown.footnotes)))
