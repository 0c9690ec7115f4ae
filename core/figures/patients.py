"""Each patient behind the course of a group: a faint mark per score, and a line where the reader asks for lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.figures.course_marks import CourseOptions, at, drawn
from core.figures.layout import Figure, Look
from core.figures.theme import plain_text
from core.numbers import number
from core.schema import NOMINAL_WEEKS

# Groups stand this many weeks apart, and all of them within so many, so that no week reaches into the next.
_APART, _WITHIN = 0.9, 2.4
_FAINT = {"size": 4, "opacity": 0.35}
_ALONE = {"size": 7, "opacity": 0.9, "symbol": "circle-open", "line": {"width": 1.5}}
# Multiples of the golden ratio spread evenly however many there are, and put a patient at the same place every time.
_GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class PatientScores:
    """The patients of one group: how each is called, and the scores.

    ``values`` has a row per patient and a column per week of :data:`core.schema.NOMINAL_WEEKS`, nan where there is
    none.
    """

    names: list[str]
    values: list[list[float]]


def patient_marks(
    patients: PatientScores, look: Look, options: CourseOptions, *, place: int, groups: int, alone: bool
) -> list[Figure]:
    """The marks of one group, its lines first; a mark gives back the name of its patient.

    ``alone`` where there are so few patients that they themselves are the figure, and stand out.
    """
    step = min(_APART, _WITHIN / groups)
    middle = (place - (groups - 1) / 2) * step
    shifts = [middle + 0.8 * step * ((turn * _GOLDEN) % 1 - 0.5) for turn in range(len(patients.names))]
    marker = (_ALONE if alone else _FAINT) | {"color": look.colour}
    points = _points(patients, look, options, shifts) | {"marker": marker}
    lines = [_lines(patients, look, options, shifts) | {"opacity": 0.7 if alone else 0.3}] if options.lines else []
    return [*lines, points, _highlighted(patients, look, options, shifts)]


def _points(patients: PatientScores, look: Look, options: CourseOptions, shifts: list[float]) -> Figure:
    x, y, names, texts = [], [], [], []
    for name, values, shift in zip(patients.names, patients.values, shifts, strict=True):
        shown = plain_text(name)
        for week, value in zip(NOMINAL_WEEKS, values, strict=True):
            if value == value:
                x.append(week + shift)
                y.append(at(value, options))
                names.append(name)
                texts.append(f"{shown}, week {week}: {number(value, options.decimals)}")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"patients of {look.label}",
        "x": x,
        "y": y,
        "customdata": names,
        "text": texts,
        "hovertemplate": "%{text}<extra></extra>",
        "showlegend": False,
    }


def _lines(patients: PatientScores, look: Look, options: CourseOptions, shifts: list[float]) -> Figure:
    """All lines of a group in one trace; a visit without a score breaks a line."""
    return _broken(range(len(patients.names)), patients, options, shifts) | {
        "name": f"lines of {look.label}",
        "line": {"color": look.colour, "width": 1},
    }


def _highlighted(patients: PatientScores, look: Look, options: CourseOptions, shifts: list[float]) -> Figure:
    """The one patient that is open, if in this group."""
    places = [place for place, name in enumerate(patients.names) if name == options.highlight]
    return _broken(places, patients, options, shifts) | {
        "visible": bool(places),
        "mode": "lines+markers",
        "name": f"open patient of {look.label}",
        "line": {"color": look.colour, "width": 2.5},
        "marker": {"color": look.colour, "size": 7, "symbol": "circle", "line": {"color": "@ink", "width": 1.5}},
    }


def _broken(places: Sequence[int], patients: PatientScores, options: CourseOptions, shifts: list[float]) -> Figure:
    x: list[float | None] = []
    y: list[float | None] = []
    for place in places:
        x += [*(week + shifts[place] for week in NOMINAL_WEEKS), None]
        y += [*drawn(patients.values[place], options), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "connectgaps": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
