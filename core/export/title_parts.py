"""What titles are put together from: counts of groups in words, as many as fit."""

from collections.abc import Iterable
from typing import Any

from pandas import DataFrame

from core.numbers import share, whole
from core.view import View
from core.wording import group_label

LONGEST = 110

Rows = list[dict[Any, Any]]


def own_rows(table: DataFrame) -> Rows:
    """The rows of the selection shown, without those pinned beside it."""
    own = table[table["selection"] == "shown"] if "selection" in table else table
    rows: Rows = own.to_dict("records")
    return rows


def added(rows: Rows) -> Rows:
    """One row a group, the counts of its rows added up."""
    found: dict[str, dict[Any, Any]] = {}
    for row in rows:
        one = found.setdefault(row["group"], {"group": row["group"], "count": 0, "n": int(row["n"])})
        one["count"] += int(row["count"])
    return list(found.values())


def shares_title(head: str, rows: Rows, view: View) -> str:
    """ "Any adverse event: Cohort A 2/73 (2.7%), ..."; of groups that do not fit all together."""
    parts = [f"{group_name(view, row['group'])} {share(int(row['count']), int(row['n']))}" for row in rows]
    return fitting(head, parts) or counts_title(head, rows, view)


def counts_title(head: str, rows: Rows, view: View) -> str:
    """As :func:`shares_title`, counts without percentages."""
    parts = [f"{group_name(view, row['group'])} {whole(row['count'])}/{whole(row['n'])}" for row in rows]
    count, n = (sum(int(row[name]) for row in rows) for name in ("count", "n"))
    return fitting(head, parts) or f"{head}: {whole(count)} of {whole(n)} patients, in {len(rows)} groups"


def group_name(view: View, group: str) -> str:
    """A group of the view in words; a display may have put all of them together."""
    return group_label(view.selection.by, group) if group in view.tally.groups else "All selected"


def fitting(head: str, parts: Iterable[str]) -> str:
    """Head and parts as one title, empty where that is too long or there is no part."""
    text = f"{head}: {', '.join(parts)}"
    return text if len(text) <= LONGEST and not text.endswith(": ") else ""
