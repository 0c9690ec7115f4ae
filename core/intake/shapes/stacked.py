"""Tables of the same columns on top of each other, or side by side: what their names say of every row in them.

A site may list its patients in blocks under a title each, on one worksheet a cohort, or in one file a visit. The
reader makes a column of block titles; here the names of sheets or files become one.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from core.intake.files.grids import BLOCK
from core.intake.grid import Grid
from core.intake.mapping.evidence import is_cohort
from core.intake.meanings.visits import week_of
from core.intake.proposal import How

NAME = "name of the table"
_SITE = re.compile(
    r"^(site|centre|center|clinic|hospital|practice|zentrum|klinik|praxis|krankenhaus|centro|hôpital|clinique|ziekenhuis"
    r"|centrum|ospedale|clinica)\b[ :_#.-]*",
    re.IGNORECASE,
)


def with_names(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """The tables, those that share their columns with another one with a column of their own name."""
    shared = Counter(frozenset(grid.titles.values()) for grid in grids)
    return tuple(_named(grid) if shared[frozenset(grid.titles.values())] > 1 else grid for grid in grids)


def _named(grid: Grid) -> Grid:
    if NAME in grid.frame:
        return grid
    member = grid.file.rsplit(": ", 1)[-1]
    name = grid.part or PurePosixPath(member).stem
    return replace(grid, frame=grid.frame.assign(**{NAME: name}), titles={**grid.titles, NAME: NAME})


def is_heading(label: str) -> bool:
    """Whether a column holds titles of blocks or names of tables, and no cells of the file."""
    return label in (BLOCK, f"{BLOCK} title", NAME)


def heading_field(texts: Sequence[str]) -> tuple[str, How, str]:
    """What titles of blocks, or names of tables, say of the rows beneath: the field, how sure, and why."""
    if is_cohort(texts):
        return "cohort", "alias", "the titles of the blocks are the cohorts"
    read = [week_of(text) for text in texts]
    if read and all(found.value is not None and found.certain for found in read):
        return "visit", "alias", "the titles of the blocks are visits"
    if texts and all(_SITE.match(text) for text in texts):
        return "site", "alias", "the titles of the blocks are sites"
    return "site", "suggestion", "the titles of the blocks may be sites"
