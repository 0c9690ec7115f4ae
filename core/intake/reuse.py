"""Answers that were given for one file, made to fit the next one of the same kind under another name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.intake.answers import Answers, same_file
from core.intake.grid import Grid


def carried_over(answers: Answers, grids: Sequence[Grid]) -> Answers:
    """What is answered for a file that is not here holds for the tables that have its columns.

    A file without answers to its columns is taken for the only table that came.
    """
    olds = {name: None for part in (answers.columns, answers.files, answers.fill_down) for name in part}
    absent = [name for name in olds if not any(_is_of(name, grid) for grid in grids)]
    free = [grid for grid in grids if not any(_is_of(name, grid) for name in olds)]
    heirs = {name: [grid.name for grid in free if _fits(answers.columns.get(name), grid, free)] for name in absent}
    return replace(
        answers,
        columns=_renamed(answers.columns, heirs),
        files=_renamed(answers.files, heirs),
        fill_down=_renamed(answers.fill_down, heirs),
    )


def without_lines(answers: Answers) -> Answers:
    """The answers without corrections of cells and rows left out: the lines of one file say nothing of the next."""
    return replace(answers, cells=(), exclude=())


def _is_of(name: str, grid: Grid) -> bool:
    return name == grid.name or same_file(name, grid.file) or same_file(name, grid.file.rsplit(": ", 1)[-1])


def _fits(columns: Mapping[str, Any] | None, grid: Grid, free: Collection[Grid]) -> bool:
    if not columns:
        return len(free) == 1
    titles = {_plain(title) for titles in (grid.titles, grid.titles.values()) for title in titles}
    return {_plain(title) for title in columns} <= titles


def _renamed(part: Mapping[str, Any], heirs: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    kept = {name: said for name, said in part.items() if not heirs.get(name)}
    return kept | {heir: part[name] for name, own in heirs.items() if name in part for heir in own}


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
