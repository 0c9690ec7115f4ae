"""Date cells -> days, with the order of day and month decided once a column, and asked where nothing decides it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from pandas import DataFrame

from core.intake.answers import Answers
from core.intake.content.findings import grouped
from core.intake.decisions import Decision
from core.intake.grid import Grid
from core.intake.meanings.date_orders import DateOrder, date_order
from core.intake.meanings.dates import Order, parse_date
from core.intake.meanings.missing import missing
from core.intake.parsed import Parsed
from core.intake.problems import Level, Problem

_OTHERS = "read in the order of the other dates of this file"
_NOT_USED = Parsed(None, "order_not_known", "may have the day or the month first")
DATE_FIELDS = (
    "start_date",
    "cream_start_date",
    "systemic_start_date",
    "last_date",
    "visit_date",
    "event_start_date",
    "event_end_date",
)
_ORDERS: dict[str, Order] = {"dmy": "dmy", "mdy": "mdy", "ymd": "ymd"}


@dataclass(frozen=True, eq=False, slots=True)
class Dated:
    """The date cells with ``days`` since 0001-01-01 (nan where there is no whole date), code and reason."""

    cells: DataFrame
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...]


Orders = Mapping[tuple[int, str], DateOrder]


def dated(
    cells: DataFrame, grids: Sequence[Grid], answers: Answers, *, orders: Orders, needed: Collection[str]
) -> Dated:
    """Read the date cells among ``cells``. Only for a field that is ``needed`` the order is asked."""
    own = cells[cells["field"].isin(DATE_FIELDS)]
    parts = {name: np.full(len(own), None, dtype=object) for name in ("code", "reason")}
    days = np.full(len(own), np.nan)
    decisions: dict[str, Decision] = {}
    for (number, column), places in own.groupby(["grid", "column"], sort=False).indices.items():
        found = own.iloc[places]
        order = orders[number, column]
        title = grids[number].titles.get(column, column)
        usable = order.certain or order.reason == _OTHERS or found["field"].isin(list(needed)).any()
        if not order.certain and usable:
            decisions.setdefault(title, _decision(title, grids[number], found, order, answers))
        code, texts = pd.factorize(found["text"])
        read = [_read(text, order.order, usable=usable) for text in texts]
        days[places] = np.array([_day(parsed.value) for parsed in read])[code]
        for part in ("code", "reason"):
            parts[part][places] = np.array([getattr(parsed, part) for parsed in read], dtype=object)[code]
    out = own.assign(**parts, days=days)
    # While the order is asked, nothing is said of the dates that wait for it.
    told = out[(out["code"] != "ambiguous_date") | (not decisions)]
    return Dated(out, tuple(_problems(told, grids)), tuple(decisions.values()))


def orders_of(tables: Iterable[DataFrame], grids: Sequence[Grid], answers: Answers) -> Orders:
    """The order of each date column, by its own dates or those of the other columns of its file."""
    cells = pd.concat([cells[cells["field"].isin(DATE_FIELDS)] for cells in tables])
    given = {column.strip().casefold(): order for column, order in answers.date_order.items()}
    orders: dict[Any, DateOrder] = {}
    for key, own in cells.groupby(["grid", "column"], sort=False):
        number, column = key
        answer = given.get(grids[number].titles.get(column, column).strip().casefold())
        if answer:
            orders[key] = DateOrder(_ORDERS[answer], True, "you said so")
        elif grids[number].formats.get(column) == "date":
            orders[key] = DateOrder("ymd", True, "the file says so")
        else:
            orders[key] = date_order(own["text"].unique().tolist())
    return {key: order if order.certain else _as_others(key, orders, grids) for key, order in orders.items()}


def _as_others(key: tuple[int, str], orders: Orders, grids: Sequence[Grid]) -> DateOrder:
    """The order of the other date columns of the same file, where they agree: a program writes all dates in one way."""
    file = grids[key[0]].file
    decided = {o.order for (grid, _), o in orders.items() if grids[grid].file == file and o.certain} & {"dmy", "mdy"}
    return DateOrder(decided.pop(), False, _OTHERS) if len(decided) == 1 else orders[key]


def _id(title: str) -> str:
    return f"date_order:{title}"


def _decision(title: str, grid: Grid, cells: DataFrame, order: DateOrder, answers: Answers) -> Decision:
    example = cells["text"].iloc[0]
    asked = f"{grid.name}, {title}: is “{example}” day/month/year or month/day/year? {order.reason[:1].upper()}"
    question = f"{asked}{order.reason[1:]}."
    return Decision(
        _id(title),
        "date_order",
        question,
        ("date_order", title),
        order.order,
        tuple(_ORDERS),
        order.reason != _OTHERS,
        order.order is not None and answers.accepts(_id(title)),
    )


def _read(text: str, order: Any, *, usable: bool) -> Parsed:
    none = missing(text, "date")
    if none is not None:
        return none
    return parse_date(text, order) if usable else _NOT_USED


def _day(value: Any) -> float:
    return float(value.toordinal()) if isinstance(value, date) else np.nan


def _problems(cells: DataFrame, grids: Sequence[Grid]) -> list[Problem]:
    remarked = cells[cells["code"] != ""]
    lost = remarked["days"].isna()
    problems: list[Problem] = []
    for code in remarked["code"].unique():
        own = remarked["code"] == code
        level, remedy = _LOST.get(code, ("error_cell", "Left blank; correct it in your file or here."))
        problems += grouped(remarked[own & lost], grids, level, remedy)
        problems += grouped(remarked[own & ~lost], grids, "info")
    return problems


_LOST: dict[str, tuple[Level, str]] = {
    "missing_token": ("warning", "Left blank."),
    "partial_date": ("warning", "Not used: a week needs the whole date."),
    "order_not_known": ("info", "Not used, and not needed."),
}
