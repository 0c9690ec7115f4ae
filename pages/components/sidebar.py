"""The sidebar: which data are open, which patients and events count, and what the groups are.

It is one component: with an element for each of its boxes, a rerun took the browser longer here than in the charts.
"""

from typing import Any

import streamlit as st

from core.selection import EVENT_FILTERS, EVENT_OPTIONS, GROUPINGS, PATIENT_FILTERS, from_pairs, option_label
from core.view import View
from pages.components import session
from pages.components.served import served_component

READY = ("cohort", "agent", "severity")
KEY = "filters"

_mount = served_component("sidebar")


def sidebar(view: View) -> None:
    """Draw the sidebar. A change becomes the session's selection before the next run begins."""
    with st.sidebar:
        _mount(data=panel(view, st.session_state.get("turn", 0)), key=KEY, on_chosen_change=_chosen)


def panel(view: View, turn: int) -> dict[str, Any]:
    """What the sidebar shows of a view. ``turn`` is the number of the last change that was made in it."""
    counts = view.option_counts
    patient = {name: _filter(view, name, PATIENT_FILTERS[name], counts[name]) for name in PATIENT_FILTERS}
    event = [_filter(view, name, label, dict.fromkeys(EVENT_OPTIONS[name])) for name, label in EVENT_FILTERS.items()]
    folded = [patient[name] for name in PATIENT_FILTERS if name not in READY]
    return {
        "turn": turn,
        "session": session.token(),
        "own": session.own_data_open(),
        "source": _source(view),
        "parts": [
            {"name": "ready", "filters": [patient[name] for name in READY]},
            _fold("more", "More patient filters", folded),
            _fold("events", "Event filters", event) | {"said": "Change which events count, not which patients."},
        ],
        "by": {"label": "Compare by", "chosen": view.selection.by, "options": list(GROUPINGS.items())},
    }


def _source(view: View) -> dict[str, str]:
    provenance = view.data.provenance
    badge = provenance.label.split(" ")[0] if provenance.label else ""
    return {"title": provenance.title, "patients": f"{view.data.store.patients:,} patients", "badge": badge}


def _filter(view: View, name: str, label: str, counts: dict[str, Any]) -> dict[str, Any]:
    """A filter with its options: code, words, and how many patients it would keep where that is counted."""
    options = [(code, option_label(name, code), count) for code, count in counts.items()]
    return {"name": name, "label": label, "options": options, "chosen": view.selection.chosen(name)}


def _fold(name: str, label: str, filters: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "fold": label, "active": sum(bool(one["chosen"]) for one in filters), "filters": filters}


def _chosen() -> None:
    """Take over what the boxes say. What they name in vain was a choice among data no longer open."""
    said = st.session_state[KEY]["chosen"]
    pairs = [(str(name), str(code)) for name, code in said["pairs"]]
    session.select(from_pairs(pairs, session.current().options)[0])
    st.session_state["turn"] = int(said["turn"])
