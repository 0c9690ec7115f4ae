"""The course of one score in a table cell: a tiny line that breaks where a visit is missing."""

from collections.abc import Sequence
from urllib.parse import quote

from core.schema import NOMINAL_WEEKS

_WIDTH, _HEIGHT, _EDGE = 72, 22, 3
# Read on both themes: a table cell knows nothing of the reader's.
_COLOUR = "#3b8fb0"


def sparkline(scores: Sequence[float], *, top: float) -> str:
    """An SVG picture as a data address: one score a nominal week, nan where there is none; 0 at the bottom.

    ``top`` is the score at the upper edge; higher ones lie on it. Weeks keep their distances.
    """
    path, open_line = [], False
    for week, score in zip(NOMINAL_WEEKS, scores, strict=True):
        if score != score:
            open_line = False
            continue
        # A step of no length draws a round dot, so that a visit with no neighbour is seen too.
        path.append(("L" if open_line else "M") + _place(week, score, top) + ("" if open_line else "h0"))
        open_line = True
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">'
        f'<path d="{"".join(path)}" fill="none" stroke="{_COLOUR}" stroke-width="2.8" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    return "data:image/svg+xml," + quote(drawing, safe="/:=,'")


def _place(week: int, score: float, top: float) -> str:
    across = _EDGE + (_WIDTH - 2 * _EDGE) * week / NOMINAL_WEEKS[-1]
    upward = _HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * min(score / top, 1.0)
    return f"{across:.0f} {upward:.1f}"
