"""The lines of the forest from top to bottom, and what each says in figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pandas import DataFrame

from core.figures.layout import Look
from core.numbers import MIN_FOR_INTERVAL, interval, number, short, short_share
from core.rows import rows_of

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis of estimates: drawn is ``factor`` times the number; ``usual`` is the range it has unless more is drawn.

    ``none`` is the estimate of no effect (None where there is no such thing), ``less`` and ``more`` say in two words or
    more what its two sides mean. ``signed`` prints a plus sign.
    """

    title: str
    short_title: str
    factor: float
    usual: tuple[float, float]
    step: float
    none: float | None = 0.0
    less: str = ""
    more: str = ""
    signed: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line at its height: a row of estimates, or the heading of a factor, whose row is empty."""

    y: int
    factor: str
    row: Row

    @property
    def has_estimate(self) -> bool:
        return bool(self.row) and self.row["estimate"] == self.row["estimate"]

    @property
    def has_interval(self) -> bool:
        return self.has_estimate and self.row["n"] >= MIN_FOR_INTERVAL

    def patients(self, looks: Sequence[Look]) -> int:
        """Patients judged, of all groups shown."""
        return sum(int(self.row[f"n_{look.group}"]) for look in looks)


def forest_lines(rows: DataFrame) -> list[Line]:
    """Overall, then each factor's heading with its levels, none where there is one only."""
    first, *records = rows_of(rows)
    lines = [Line(0, first["factor"], first)]
    levels: dict[str, list[Row]] = {}
    for row in records:
        levels.setdefault(row["factor"], []).append(row)
    for factor, own in levels.items():
        lines.append(Line(len(lines), factor, {}))
        lines += [Line(len(lines) + place, factor, row) for place, row in enumerate(own if len(own) > 1 else ())]
    return lines


def count_text(row: Row, group: str) -> str:
    """Patients of one group: "2/41 (5%)", or a mean with its n."""
    n = int(row[f"n_{group}"])
    if f"count_{group}" in row:
        return short_share(int(row[f"count_{group}"]), n, decimals=0)
    # A row says nothing beyond its counts where its estimate was left out for small numbers.
    mean = f"{number(row[f'value_{group}'])}, " if row["estimate"] == row["estimate"] else ""
    return f"{mean}n {short(n)}"


def estimate_text(row: Row, scale: Scale) -> str:
    """The estimate with its interval, or the note that says why there is none."""
    if row["estimate"] != row["estimate"]:
        return str(row["note"])
    text = number(scale.factor * row["estimate"])
    text = f"+{text}" if scale.signed and text.strip("0.") and text[0] != "-" else text
    if row["low"] != row["low"]:
        return f"{text}, {row['note']}" if row["note"] else text
    return f"{text} ({interval(scale.factor * row['low'], scale.factor * row['high'])})"
