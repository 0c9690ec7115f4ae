"""Subgroups: does the difference between the cohorts, or the outcome of one, look alike in all of them?"""

from pandas import DataFrame

from core.analyses.baseline import table_one
from core.analyses.small import for_display
from core.analyses.subgroup_effects import EFFECTS, Effect
from core.analyses.subgroup_interactions import ONE_LEVEL, interactions
from core.analyses.subgroups import BETWEEN, subgroups
from core.chart_options import ChartOptions
from core.displays.display import Display
from core.figures.forest import forest_figure, forest_height
from core.figures.forest_lines import Scale
from core.figures.layout import Look, look
from core.figures.theme import plain_text
from core.rows import rows_of
from core.view import View
from core.wording import group_label
from core.wording_subgroups import (
    FACTOR_LABELS,
    balance_in_words,
    effect_in_words,
    how_to_read,
    interaction_in_words,
    look_in_words,
    read_subgroups,
    unit_of,
    with_interval,
)

_METHODS = {"event": "exact", "endpoint": "Wilson", "change": "t"}
# The range of estimates unless more is drawn, and the step it widens by: of a difference, and of one cohort.
_USUAL = {
    "any_event": ((-50, 50), (0, 50), 25),
    "iga_0_1": ((-50, 50), (0, 100), 25),
    "iga_success": ((-50, 50), (0, 100), 25),
    "itch_response": ((-50, 50), (0, 100), 25),
    "bsa_change": ((-10, 10), (-20, 0), 5),
    "itch_change": ((-5, 5), (-10, 0), 2),
}
_SIDES = {
    "event": ("fewer in B", "more in B"),
    "endpoint": ("fewer in B", "more in B"),
    "change": ("greater fall in B", "greater fall in A"),
}


def subgroup_display(view: View, options: ChartOptions, *, place: int, looks: int) -> Display:
    """The forest of the chosen effect; it is the view at ``place`` among the ``looks`` of a session."""
    effect, between = EFFECTS[options.effect], options.between
    rows, tests = subgroup_rows(view, options), interaction_rows(view, options)
    scale, unit = _scale(effect, between), unit_of(effect, between)
    what = effect_in_words(effect.name, view.selection, int(options.week))
    comparing = between == BETWEEN
    notes = subgroup_notes(view, options, place=place, looks=looks)
    return Display(
        key="subgroups",
        name=f"B minus A: {what}" if comparing else f"Cohort {between}: {what}",
        figure=forest_figure(
            for_display(rows), _looks(view, between), scale, headings=FACTOR_LABELS, beside=_beside(rows, tests)
        ),
        height=forest_height(rows),
        words=read_subgroups(rows, tests, what=what, between=between, unit=unit, scale=scale.factor),
        table=rows,
        note=" ".join(note for note in notes if note),
    )


def subgroup_notes(view: View, options: ChartOptions, *, place: int, looks: int) -> tuple[str, str]:
    """What to know before looking (how many looks, how unlike the cohorts), and how to read the forest."""
    rows, comparing = subgroup_rows(view, options), options.between == BETWEEN
    lead = (
        look_in_words(place, looks, with_interval(rows) if comparing else 0),
        balance_in_words(view.by_cohort.of(table_one)) if comparing else "",
    )
    return " ".join(line for line in lead if line), how_to_read(rows, between=options.between)


def subgroup_rows(view: View, options: ChartOptions) -> DataFrame:
    """The estimates behind the forest."""
    return view.of_subgroups(subgroups, effect=options.effect, between=options.between, week=int(options.week))


def interaction_rows(view: View, options: ChartOptions) -> DataFrame:
    """The interaction of each factor; without rows where one cohort is shown."""
    tests = view.of_subgroups(interactions, effect=options.effect, week=int(options.week))
    return tests if options.between == BETWEEN else tests[:0]


def _beside(rows: DataFrame, tests: DataFrame) -> dict[str, str]:
    """What stands beside the heading of each factor: its interaction, or its only level."""
    labels: dict[str, list[str]] = {}
    for row in rows_of(rows):
        labels.setdefault(row["factor"], []).append(row["label"])
    beside = dict.fromkeys(labels, "")
    beside |= {row["factor"]: interaction_in_words(row) for row in rows_of(tests)}
    return beside | {factor: f"{ONE_LEVEL}: {plain_text(own[0])}" for factor, own in labels.items() if len(own) == 1}


def _looks(view: View, between: str) -> list[Look]:
    cohorts = view.data.options["cohort"]
    found = [look(cohort, group_label("cohort", cohort), place) for place, cohort in enumerate(cohorts)]
    return [one for one in found if between in (BETWEEN, one.group)]


def _scale(effect: Effect, between: str) -> Scale:
    difference, alone, step = _USUAL[effect.name]
    unit = unit_of(effect, between)
    factor = 100 if effect.yes_or_no else 1
    if between == BETWEEN:
        less, more = _SIDES[effect.kind]
        method = "Newcombe" if effect.yes_or_no else "Welch"
        title = f"Difference between non-randomised cohorts, {unit}, 95% CI ({method})"
        return Scale(title, f"Difference, {unit}", factor, difference, step, less=less, more=more)
    title = f"Cohort {between}, {unit}, 95% CI ({_METHODS[effect.kind]})"
    none = None if effect.yes_or_no else 0.0
    return Scale(title, unit, factor, alone, step, none=none, signed=False)
