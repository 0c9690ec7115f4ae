"""Differences and subgroups: an estimate with its interval a row."""

from collections.abc import Sequence

from pandas import DataFrame

from core.analyses.subgroup_effects import EFFECTS
from core.analyses.subgroups import BETWEEN
from core.export.native.groups import REST, first_of, own_rows, remarks
from core.export.native.page import Box, Slide
from core.export.native.parts import Scale
from core.export.native.rows import Rows, dots, draw_rows, room
from core.export.native.text import label
from core.export.native.xy import Points
from core.export.shown import Shown
from core.figures.axes import covering
from core.figures.forest_lines import Line, count_text, forest_lines
from core.wording import small_numbers
from core.wording_subgroups import FACTOR_LABELS, NEAR_CHANCE, ONE_COHORT, unit_of, with_interval

_INTERACTIONS = "Interactions: in the notes."


def draw_signal(slide: Slide, shown: Shown, box: Box) -> str:
    """Each term's difference between the two groups with its interval."""
    rows = own_rows(shown)
    kept = rows.iloc[: room(box)]
    points = dots("Difference", kept, ("@ink", "diamond"), factor=100, height=len(kept))
    counts = [[str(n)] for n in kept["n"]]
    drawn = Rows(["Term", "smallest n"], kept["term"].tolist(), counts, points)
    low, high = covering((-25, 25), (100 * kept[["low", "high"]]).to_numpy().ravel(), step=25)
    second, first = (label(look) for look in (shown.looks[1], shown.looks[0]))
    scale = Scale(f"{second} minus {first}, percentage points, 95% CI", low, high, 25)
    draw_rows(slide, box, drawn, scale, shown)
    return first_of(len(kept), len(rows), "terms")


def draw_subgroups(slide: Slide, shown: Shown, box: Box) -> str:
    """The overall estimate on top, then the levels of every factor with more than one.

    Where not all fit those with an interval go before.
    """
    rows, options = own_rows(shown), shown.options
    cohorts = [name.removeprefix("n_") for name in rows if name.startswith("n_")]
    lines = [line for line in forest_lines(rows) if line.row]
    fitting = _fitting(lines, room(box))
    kept = DataFrame([dict(line.row) for line in fitting])
    effect, comparing = EFFECTS[options.effect], options.between == BETWEEN
    factor, step = (100, 25) if effect.yes_or_no else (1, 5)
    points = dots("Estimate", kept, ("@ink", "square"), factor=factor, height=len(kept))
    if comparing and points:
        points = [Points("No difference", [0, 0], [0, len(kept)], "@muted", dash="dot", width=1.25), *points]
    drawn = Rows(
        ["Subgroup", *(f"Cohort {cohort}" for cohort in cohorts)],
        [_level(line) for line in fitting],
        [[count_text(line.row, cohort) for cohort in cohorts] for line in fitting],
        points,
    )
    least = (-step, step) if comparing or not effect.yes_or_no else (0, step)
    low, high = covering(least, (factor * kept[["estimate", "low", "high"]]).to_numpy().ravel(), step=step)
    title = f"{'Difference' if comparing else 'Estimate'}, {unit_of(effect, options.between)}, 95% CI"
    draw_rows(slide, box, drawn, Scale(title, low, high, step), shown)
    return remarks(_left_out(len(fitting), len(lines)), _reading(rows, options.between))


def _level(line: Line) -> str:
    label = str(line.row["label"])
    return f"{FACTOR_LABELS[line.factor]}: {label}" if line.factor in FACTOR_LABELS else label


def _fitting(lines: Sequence[Line], most: int) -> Sequence[Line]:
    enough = [line for line in lines if line.has_interval or not line.y]
    return (lines if len(lines) <= most or len(enough) == 1 else enough)[:most]


def _left_out(drawn: int, of: int) -> str:
    return f"{drawn} of {of} rows, those with an interval before others; {REST}." if drawn < of else ""


def _reading(rows: DataFrame, between: str) -> str:
    """What to know of a forest on a slide."""
    chance = (
        f"{with_interval(rows)} subgroups have an interval; where nothing differs, about 1 in {NEAR_CHANCE} of those "
        "excludes no difference."
    )
    words = (chance, _INTERACTIONS) if between == BETWEEN else (ONE_COHORT,)
    return remarks(*words, small_numbers(rows["n"]))
