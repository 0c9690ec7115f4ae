"""The figures of the benchmark of sizes as a table and as a plot."""

import os
import platform
from collections.abc import Mapping, Sequence
from html import escape
from math import log10
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.page_numbers import PAGE_NUMBERS
from tests.benchmarks.scale_growth import TALLY

if TYPE_CHECKING:
    from tests.benchmarks.scale import Measured

HERE = Path(__file__).resolve().parent
README, PLOT = HERE / "README.md", HERE / "scale.svg"
BEGIN, END = "<!-- scale: begin -->", "<!-- scale: end -->"
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 640, 360, 64, 150, 16, 44
_COLOURS = {"overview": "#0b5c8a", "safety": "#b3541e", "trajectories": "#3c7a3b", "subgroups": "#7a4b8f"}


def printed(found: Sequence["Measured"]) -> str:
    """A row for each figure, a column for each size."""
    heading = ["", *(f"{one.patients:,}" for one in found)]
    rows = [["tally alone, ms", *(_number(one.tally) for one in found)]]
    rows.append(["tally alone, first time, ms", *(_number(one.first) for one in found)])
    rows.append(["tally alone, slowest first time, ms", *(_number(one.slowest) for one in found)])
    for page in PAGE_NUMBERS:
        rows.append([f"{page}: numbers, ms", *(_number(one.pages.get(page)) for one in found)])
        rows.append([f"{page}: first time, ms", *(_number(one.pages_first.get(page)) for one in found)])
        rows.append([f"{page}: slowest first time, ms", *(_number(one.pages_slowest.get(page)) for one in found)])
        rows.append([f"{page}: pandas, ms", *(_number(one.pandas.get(page)) for one in found)])
        rows.append([f"{page}: pandas / numbers", *(_times(one, page) for one in found)])
    steps = list(dict.fromkeys(step for one in found for step in one.seconds))
    rows += [[f"{step}, s", *(_number(one.seconds.get(step), 2) for one in found)] for step in steps]
    rows.append(["bytes per assessment", *(_number(one.bytes_per_assessment) for one in found)])
    lines = [heading, ["---", *["---:"] * len(found)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def in_words(times: Mapping[str, float], sizes: Sequence[int]) -> str:
    """How much more the largest costs than the smallest, in words."""
    pages = ", ".join(f"{page} {times[page]:.2f}" for page in PAGE_NUMBERS)
    return (
        f"From {sizes[0]:,} to {sizes[-1]:,} patients, both in turns in one process, a filter change costs "
        f"{times[TALLY]:.2f} times as much for the tally alone; for all numbers of a page: {pages}."
    )


def write_report(found: Sequence["Measured"], growth: str) -> None:
    """Put the table and the sentence into the README and the plot beside it."""
    PLOT.write_text(_plot(found), encoding="utf-8")
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}."
    section = "\n\n".join([machine, printed(found), growth, "![Milliseconds by patients](scale.svg)"])
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    README.write_text(f"{before}{BEGIN}\n\n{section}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")


def _number(value: float | None, decimals: int = 1) -> str:
    return "-" if value is None else f"{value:,.{decimals}f}"


def _times(one: "Measured", page: str) -> str:
    return f"{one.pandas[page] / one.pages[page]:,.0f}" if page in one.pandas else "-"


def _plot(found: Sequence["Measured"]) -> str:
    """Both axes logarithmic: the app in full lines, pandas dashed."""
    values = [value for one in found for value in (*one.pages.values(), *one.pandas.values())]
    x = _axis([one.patients for one in found], _LEFT, _WIDTH - _RIGHT)
    y = _axis([1, *values], _HEIGHT - _BOTTOM, _TOP)
    parts = [_gridline(value, y) for value in _powers([1, *values])]
    parts += [_below(one.patients, x) for one in found]
    for place, (page, colour) in enumerate(_COLOURS.items()):
        theirs = {one.patients: one.pandas[page] for one in found if page in one.pandas}
        parts += [_line({one.patients: one.pages[page] for one in found}, x, y, colour)]
        parts += [_line(theirs, x, y, colour, dash=True), _named(page, place, colour)]
    parts.append(_named("dashed: pandas", len(_COLOURS), "#222"))
    label = '<text x="14" y="{0}" transform="rotate(-90 14 {0})" text-anchor="middle">ms of processor time</text>'
    parts.append(label.format(_HEIGHT // 2))
    parts.append(f'<text x="{(_LEFT + _WIDTH - _RIGHT) // 2}" y="{_HEIGHT - 6}" text-anchor="middle">patients</text>')
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    style = 'font-family="sans-serif" font-size="11" fill="#222"'
    back = f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>\n{back}\n' + "\n".join(parts) + "\n</svg>\n"


def _axis(values: Sequence[float], start: float, end: float) -> "Axis":
    low, high = log10(min(values)), log10(max(values))
    return Axis(low, high if high > low else low + 1, start, end)


class Axis:
    """A logarithmic axis: from a value to its place."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.high, self.start, self.end = low, high, start, end

    def __call__(self, value: float) -> float:
        return round(self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start), 1)


def _powers(values: Sequence[float]) -> list[float]:
    return [10**power for power in range(6) if min(values) <= 10**power <= max(values)]


def _gridline(value: float, y: Axis) -> str:
    place = y(value)
    line = f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{place}" y2="{place}" stroke="#ddd"/>'
    return f'{line}<text x="{_LEFT - 6}" y="{place + 4}" text-anchor="end">{value:,.0f}</text>'


def _below(patients: int, x: Axis) -> str:
    return f'<text x="{x(patients)}" y="{_HEIGHT - _BOTTOM + 16}" text-anchor="middle">{patients:,}</text>'


def _line(points: Mapping[int, float], x: Axis, y: Axis, colour: str, *, dash: bool = False) -> str:
    path = " ".join(f"{x(patients)},{y(value)}" for patients, value in points.items())
    dashes = ' stroke-dasharray="5 4"' if dash else ""
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.8"{dashes}/>'


def _named(name: str, place: int, colour: str) -> str:
    return f'<text x="{_WIDTH - _RIGHT + 30}" y="{_TOP + 40 + 18 * place}" fill="{colour}">{escape(name)}</text>'
