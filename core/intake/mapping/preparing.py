"""Tables that say something of their rows only by their name, or by a row of another table: said in columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pandas import Series

from core.intake.grid import Grid
from core.intake.meanings.headers import meaning
from core.intake.meanings.plain import plain, words
from core.intake.shapes.sheet import TIMES
from core.intake.shapes.stacked import with_names

_COVERED = 0.8
# Words by which a title numbers rows; a bare "visit" is a name that the visits of all patients share.
_NUMBERS = frozenset(words("id key no nr number num code ref uid guid seq"))


def prepared(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """The tables as columns are proposed for, and facts read from: in the same order, some with columns added.

    Tables that share their columns are given their own names as a column. A table without patient identifier that
    refers to the rows of another (scores by visit number) is given the patient and time of those rows.
    """
    named = with_names(grids)
    return tuple(_with_parent(grid, [other for other in named if other is not grid]) for grid in named)


def _with_parent(grid: Grid, others: Sequence[Grid]) -> Grid:
    if not others or any(_field(title) == "patient_id" for title in grid.titles.values()):
        return grid
    for other in others:
        ids = [label for label, title in other.titles.items() if _field(title) == "patient_id"]
        for label, key in _references(grid, other) if ids else ():
            return _joined(grid, label, other, key, ids)
    return grid


def _references(grid: Grid, other: Grid) -> Iterator[tuple[str, str]]:
    """Columns of one title in both tables whose values number the rows of the other."""
    titles = {plain(title): label for label, title in other.titles.items() if title}
    for label, title in grid.titles.items():
        key = titles.get(plain(title))
        if key is None or (_field(title) in TIMES and not _NUMBERS & set(words(title))):
            continue
        known = other.frame[key].str.strip()
        own = grid.frame[label].str.strip()
        covered = own[own != ""].isin(known[known != ""])
        if len(covered) and covered.mean() >= _COVERED and (known != "").all() and known.is_unique:
            yield label, key


def _joined(grid: Grid, label: str, other: Grid, key: str, ids: Sequence[str]) -> Grid:
    """The table with the identifier and the times of the rows it refers to."""
    times = [column for column, title in other.titles.items() if _field(title) in TIMES]
    brought = [column for column in (*ids, *times) if column not in grid.frame and column != key]
    rows = other.frame.set_index(other.frame[key].str.strip())
    reference = grid.frame[label].str.strip()
    added = {column: _looked_up(reference, rows[column]) for column in brought}
    titles = {**grid.titles, **{column: other.titles[column] for column in brought}}
    # The reference has served; left in place it might pass for the name of the visit.
    del titles[label]
    return replace(grid, frame=grid.frame.drop(columns=label).assign(**added), titles=titles)


def _looked_up(reference: "Series[str]", cells: "Series[str]") -> "Series[str]":
    return reference.map(cells).fillna("").astype("str")


def _field(title: str) -> str:
    found = meaning(title)
    return found.field if found is not None and found.how != "suggestion" and not found.week else ""
