"""The displays of each page whose charts follow a filter, for the measurements beside it."""

from collections.abc import Callable
from pathlib import Path

from core.chart_options import ChartOptions
from core.data import data_of
from core.displays import change_curve, courses, responding, safety, subgroups, time
from core.displays.display import Display
from core.extract import read_extract
from core.selection import Selection
from core.view import View

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_data" / "extract.parquet"
OPTIONS = ChartOptions()

PAGE_DISPLAYS: dict[str, Callable[[View], tuple[Display, ...]]] = {
    "overview": courses.small_courses,
    "safety": lambda view: (
        safety.incidence_display(view),
        safety.severity_display(view),
        safety.relatedness_display(view),
        time.cumulative_display(view),
        time.timeline_display(view),
    ),
    "trajectories": lambda view: (
        courses.iga_course(view, OPTIONS),
        courses.bsa_course(view, OPTIONS),
        courses.itch_course(view, OPTIONS),
        change_curve.itch_curve(view, OPTIONS),
        responding.responders_over_time(view, OPTIONS),
    ),
    "subgroups": lambda view: (subgroups.subgroup_display(view, OPTIONS, place=1, looks=1),),
}


def opened() -> View:
    """The sample with nothing selected."""
    return View(data_of(read_extract(SAMPLE)), Selection())


def selections(view: View) -> list[Selection]:
    """What a reader may click through: every agent with every severity, and each alone."""
    agents = [(), *((agent,) for agent in view.data.options["agent"])]
    severities = [(), *((severity,) for severity in view.data.options["severity"])]
    return [Selection(agent=agent, severity=severity) for agent in agents for severity in severities]
