"""Above every page: what is selected, how many patients that is, the way back to all, and the link to this view.

It is one component: with an element for each of its parts, a rerun took the server and the browser as long here as in a
chart.
"""

from typing import Any

import streamlit as st

from core.link import DATA, DIGEST_LETTERS, RELEASE
from core.numbers import whole
from core.release import release
from core.selection import EVENT_FILTERS, PATIENT_FILTERS
from core.view import View
from core.wording import CAVEAT, EMPTY, chip
from pages.components import session
from pages.components.address import completion
from pages.components.note import note
from pages.components.served import served_component
from pages.components.text import literal

KEY = "header"

_mount = served_component("header")


def header(view: View, title: str) -> None:
    """The page's name for those who hear it, chips of the active filters with counts, the sentence, and notices."""
    _mount(data=said(view, title), key=KEY, on_removed_change=_removed, on_reset_change=_reset)
    for place, line in enumerate(session.notices()):
        text, button = st.columns([0.88, 0.12], vertical_alignment="center")
        text.info(literal(line), icon=":material/info:")
        button.button("Dismiss", key=f"dismiss-{place}", on_click=session.dismiss, args=(line,), type="tertiary")
    if view.empty:
        st.info(EMPTY)


def said(view: View, title: str) -> dict[str, Any]:
    """What the header shows of a view, on the page called ``title``.

    ``completion`` is the query that belongs into an address without one, ``stamp`` what a copied link says of the data.
    """
    selection = view.selection
    cohorts = ", ".join(f"{cohort} {whole(count)}" for cohort, count in view.cohorts.items())
    return {
        "title": title,
        "badge": view.data.provenance.label,
        "counts": (f"{whole(view.headline.patients)} of {whole(view.headline.of)}", f"{view.mark}({cohorts})"),
        "restricted": selection.restricts_patients or selection.restricts_events,
        "chips": [
            (name, code, chip(name, code))
            for name in (*PATIENT_FILTERS, *EVENT_FILTERS)
            for code in selection.chosen(name)
        ],
        "sentence": view.sentence,
        "note": view.suppressed,
        "completion": completion(),
        "stamp": {DATA: view.data.digest[:DIGEST_LETTERS], RELEASE: release()},
    }


def footer() -> None:
    """The permanent quiet line."""
    note(CAVEAT, key="caveat")


def _removed() -> None:
    """Take away the filter whose chip was clicked; nothing if it is gone by now."""
    gone = tuple(map(str, st.session_state[KEY]["removed"]))
    selection = session.current_selection()
    for name in (*PATIENT_FILTERS, *EVENT_FILTERS):
        for code in selection.chosen(name):
            if (name, code) == gone:
                session.select(selection.with_choice(name, code, False))


def _reset() -> None:
    session.select(session.current_selection().cleared())
