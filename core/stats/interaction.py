"""Does a difference of means between groups depend on a factor? The interaction in a two-way analysis of variance."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, nan

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import fdtrc

from core.stats.grouped import tabulate

Matrix = NDArray[np.float64]
Cells = Sequence[Sequence[tuple[ArrayLike, ArrayLike]]]


@dataclass(frozen=True, slots=True)
class Interaction:
    f: float  # variance ratio
    df: int  # degrees of freedom of the interaction
    df_within: int  # degrees of freedom within the cells
    p: float


def interaction(cells: Cells) -> Interaction:
    """F test that the means of a two-way table are the sum of a row and a column effect, whatever the cell sizes.

    ``cells`` holds rows of (distinct values, counts). The additive model is fitted to the cell means by least squares,
    weighted by cell size; what it leaves is set against the spread within the cells, taken to be equal in all of them.
    An empty cell costs a degree of freedom. Where none is left, and where nothing varies within the cells, F and p are
    nan.
    Source: Yates (1934), JASA 29:51. Same as R `anova(lm(y ~ a + b), lm(y ~ a * b))`.
    """
    if len({len(row) for row in cells}) > 1:
        raise ValueError(f"rows must have as many cells as each other, but have {[len(row) for row in cells]}")
    found = [(row, column, *_moments(*cell)) for row, line in enumerate(cells) for column, cell in enumerate(line)]
    rows, columns, sizes, means, squares = np.array([one for one in found if one[2]], float).reshape(-1, 5).T
    weights = np.sqrt(sizes)
    design = np.hstack([_indicators(rows), _indicators(columns)]) * weights[:, None]
    df = len(sizes) - int(np.linalg.matrix_rank(design)) if len(sizes) else 0
    df_within, within = int(sizes.sum()) - len(sizes), fsum(squares)
    if df < 1 or df_within < 1 or within == 0:
        return Interaction(nan, df, df_within, nan)
    left = means * weights - design @ np.linalg.lstsq(design, means * weights)[0]
    f = float(left @ left / df / (within / df_within))
    return Interaction(f, df, df_within, float(fdtrc(df, df_within, f)))


def _moments(values: ArrayLike, counts: ArrayLike) -> tuple[int, float, float]:
    """Subjects of a cell, their mean, and the sum of squares about it."""
    distinct, totals = tabulate(values, counts)
    n = int(totals.sum())
    if n == 0:
        return 0, nan, nan
    # Rounding must not carry the mean past the smallest or largest value: equal values have no spread.
    mean = min(max(fsum(distinct * totals) / n, float(distinct[0])), float(distinct[-1]))
    return n, mean, fsum(totals * (distinct - mean) ** 2)


def _indicators(places: Matrix) -> Matrix:
    """One column per row (or column) of the table that has subjects."""
    found: Matrix = (places[:, None] == np.unique(places)).astype(float)
    return found
