"""IGA, BSA and itch over time, each with what the reader puts beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from core.displays.courses import bsa_course, iga_course, itch_course
from core.displays.display import Display
from core.displays.flow import iga_flow
from core.displays.strip import iga_strip
from core.displays.waterfall import bsa_waterfall
from core.view import ChartOptions, View
from pages.components.change_threshold import itch_change
from pages.components.display import show
from pages.components.once import once
from pages.components.options import option_select, option_switch
from pages.components.who import take_patient_click

Draw = Callable[[View, ChartOptions, View | None], None]

_SORTS = {
    "baseline": "sorted by baseline",
    "latest": "sorted by latest visit",
    "change": "sorted by change",
    "agent": "sorted by agent",
}
_OF_PATIENTS = frozenset({"flow", "strip", "waterfall"})
_THRESHOLDS = {"1": "1 point less"} | {str(points): f"{points} points less" for points in range(2, 11)}


@dataclass(frozen=True, slots=True)
class Section:
    """A course with what may stand beside it: ``option`` is the chart option that says what, ``words`` its values."""

    course: Callable[..., Display]
    option: str
    words: Mapping[str, str]
    companions: Mapping[str, Draw]


def _flow(view: View, options: ChartOptions, reference: View | None) -> None:
    show(view, once(view, iga_flow, options, reference))


def _strip(view: View, options: ChartOptions, reference: View | None) -> None:
    _with_patients(view, once(view, iga_strip, options, reference))


def _waterfall(view: View, options: ChartOptions, reference: View | None) -> None:
    _with_patients(view, once(view, bsa_waterfall, options, reference))


def _with_patients(view: View, display: Display, reference: View | None = None) -> None:
    """A display with marks of single patients: a click on one opens the profile."""
    clicked = show(view, display, clickable=view.data.patients_known, reference=reference)
    take_patient_click(view, clicked, back="trajectories.py")


SECTIONS = (
    Section(
        iga_course,
        "iga_beside",
        {"none": "bars only", "flow": "and flows between grades", "strip": "and each patient"},
        {"flow": _flow, "strip": _strip},
    ),
    Section(
        bsa_course,
        "bsa_beside",
        {"none": "course only", "waterfall": "and each patient's change"},
        {"waterfall": _waterfall},
    ),
    Section(
        itch_course,
        "itch_beside",
        {"none": "course only", "curve": "and change curve"},
        {"curve": itch_change},
    ),
)


def course_section(view: View, options: ChartOptions, reference: View | None, section: Section) -> None:
    """Draw one course and its companion, side by side while there is room."""
    words = _offered(view, section)
    beside = getattr(options, section.option)
    beside = beside if beside in words else next(iter(words))
    _choices(section, words, options, beside)
    display = once(view, section.course, options, reference, highlight=st.session_state.get("patient", ""))
    with st.container(horizontal=True, gap="medium", key=f"pair-{section.option}"):
        with st.container():
            if section.course is iga_course and options.values == "scores":
                show(view, display, reference=reference)
            else:
                _with_patients(view, display, reference)
        if beside in section.companions:
            with st.container():
                section.companions[beside](view, options, reference)


def _offered(view: View, section: Section) -> dict[str, str]:
    """What may stand beside a course: counts have nothing that shows single patients."""
    known = view.data.patients_known
    return {value: words for value, words in section.words.items() if known or value not in _OF_PATIENTS}


def _choices(section: Section, words: Mapping[str, str], options: ChartOptions, beside: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"choose-{section.option}"):
        if len(words) > 1:
            option_switch(section.option, "What stands beside it", words, bare=True)
        if beside == "strip":
            option_select("strip_sort", "Order of the patients", _SORTS, bare=True, width=190)
        elif beside == "curve":
            option_select("threshold", "A responder has", _THRESHOLDS, bare=True, width=150)
        if section.course is bsa_course and options.values == "scores":
            option_switch("scale", "Axis of BSA", {"linear": "linear axis", "sqrt": "square-root axis"}, bare=True)
