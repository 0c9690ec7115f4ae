"""The four or five numbers a reader came for, per group, each leading to its page."""

from collections.abc import Callable

from core.analyses.headline import GroupHeadline
from core.analyses.outcomes import changes
from core.analyses.responders import responses
from core.figures.layout import Look
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL, UNDEFINED, interval, number, percent, whole
from core.view import View
from pages.components import session
from pages.components.tiles import Answer, Tile, tiles

WEEK = 52
MOST_GROUPS = 4
_UNITS = "BSA in % of body surface, itch in points of 10; changes are week 52 minus baseline, negative is better."

Find = Callable[[View, Look], tuple[str, str]]


def headline_tiles(view: View) -> None:
    """Draw the tiles."""
    asked: tuple[tuple[str, str, Find], ...] = (
        ("Patients", "your_data", _patients),
        ("Any adverse event", "safety", _any_event),
        (f"IGA 0/1, week {WEEK}", "trajectories", _iga_clear),
        (f"BSA change, week {WEEK}", "trajectories", _change("bsa_pct")),
        (f"Itch change, week {WEEK}", "trajectories", _change("itch_nrs")),
    )
    shown = view.looks[:MOST_GROUPS]
    more = f" The first {MOST_GROUPS} of {len(view.looks)} groups; the charts and other pages have all."
    tiles(
        [
            Tile(label, page, tuple(Answer(look.marker, look.words, *find(view, look)) for look in shown))
            for label, page, find in asked
        ],
        session.current_link(),
        note=_UNITS + (more if len(view.looks) > MOST_GROUPS else ""),
    )


def _patients(view: View, look: Look) -> tuple[str, str]:
    one = _group(view, look)
    return whole(one.patients), f"of {whole(one.of)}{view.mark}"


def _any_event(view: View, look: Look) -> tuple[str, str]:
    if view.uncounted:
        return UNDEFINED, "not counted for these event filters"
    found = _group(view, look).any_event
    return _share(found.count, found.total, found.low, found.high, view.mark)


def _iga_clear(view: View, look: Look) -> tuple[str, str]:
    row = view.at_week(responses, "iga_0_1", week=WEEK)[look.group]
    return _share(int(row["count"]), int(row["n"]), row["low"], row["high"], view.mark)


def _change(measure: str) -> Find:
    def find(view: View, look: Look) -> tuple[str, str]:
        row = view.at_week(changes, measure, week=WEEK)[look.group]
        n = int(row["n"])
        value = number(row["mean"]) if n >= MIN_FOR_ESTIMATE else UNDEFINED
        limits = f", 95% CI {interval(row['low'], row['high'])}" if n >= MIN_FOR_INTERVAL else ""
        return value, f"mean, n {whole(n)}{view.mark}{limits}"

    return find


def _share(count: int, total: int, low: float, high: float, mark: str) -> tuple[str, str]:
    if total < MIN_FOR_ESTIMATE:
        return f"{whole(count)}/{whole(total)}{mark}", "too few for a percentage"
    return percent(count / total), f"{whole(count)}/{whole(total)}{mark}, 95% CI {interval(100 * low, 100 * high)}"


def _group(view: View, look: Look) -> GroupHeadline:
    return next(one for one in view.headline.groups if one.group == look.group)
