"""IGA, BSA and itch over time, each with what the reader puts beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from core.chart_options import ChartOptions
from core.displays.change_curve import itch_curve
from core.displays.courses import bsa_course, iga_course, itch_course
from core.displays.display import Display
from core.displays.flow import iga_flow
from core.displays.strip import iga_strip
from core.displays.waterfall import bsa_waterfall
from core.view import View
from pages.components.change_threshold import take_threshold
from pages.components.display import Part, show_row
from pages.components.once import once
from pages.components.options import option_select, option_switch
from pages.components.who import take_patient_click

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
    companions: Mapping[str, Callable[[View, ChartOptions, View | None], Display]]


SECTIONS = (
    Section(
        iga_course,
        "iga_beside",
        {"none": "bars only", "flow": "and flows between grades", "strip": "and each patient"},
        {"flow": iga_flow, "strip": iga_strip},
    ),
    Section(
        bsa_course,
        "bsa_beside",
        {"none": "course only", "waterfall": "and each patient's change"},
        {"waterfall": bsa_waterfall},
    ),
    Section(
        itch_course,
        "itch_beside",
        {"none": "course only", "curve": "and change curve"},
        {"curve": itch_curve},
    ),
)


def course_section(view: View, options: ChartOptions, reference: View | None, section: Section) -> None:
    """Draw one course and its companion, side by side while there is room."""
    words = _offered(view, section)
    beside = getattr(options, section.option)
    beside = beside if beside in words else next(iter(words))
    _choices(section, words, options, beside)
    parts = [_course(view, options, reference, section)]
    if beside in section.companions:
        parts.append(_companion(view, options, reference, section, beside))
    clicked = show_row(view, parts, key=f"pair-{section.option}", least=420)
    if clicked and clicked["key"] == "itch-curve":
        take_threshold(clicked)
    else:
        take_patient_click(view, clicked, back="trajectories.py")


def _course(view: View, options: ChartOptions, reference: View | None, section: Section) -> Part:
    """The course, with marks of single patients except in the shares of grades: a click on one opens the profile."""
    display = once(view, section.course, options, reference, highlight=st.session_state.get("patient", ""))
    shares = section.course is iga_course and options.values == "scores"
    return Part(display, clickable=view.data.patients_known and not shares, reference=reference)


def _companion(view: View, options: ChartOptions, reference: View | None, section: Section, beside: str) -> Part:
    display = once(view, section.companions[beside], options, reference)
    of_patients = beside in ("strip", "waterfall")
    # of what stands beside a course only the curve draws the pinned selection
    return Part(display, clickable=of_patients, reference=reference if beside == "curve" else None)


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
