"""What a visit or event is called -> weeks: by week, study day, month or the name of the visit."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from pandas import DataFrame

from core.intake.answers import Answers
from core.intake.meanings.quantities import quantity
from core.intake.meanings.visits import week_of, weeks_of
from core.intake.parsed import Parsed

CALLED = ("week", "day", "month", "visit")
LIMIT_WEEKS = 5200


def called(cells: DataFrame, answers: Answers, *, kinds: Mapping[str, str]) -> DataFrame:
    """The cells that say when, with week, day, code, reason, certain; ``kinds`` says what a bare number of a field is.

    The user's answers come first.
    """
    own = cells[cells["field"].isin(list(kinds))]
    given = {text.strip().casefold(): week for text, week in answers.weeks.items()}
    parts = []
    for (name, _), rows in own.groupby(["field", "grid"], sort=False):
        texts = rows["text"].unique().tolist()
        kind = kinds[str(name)]
        if kind == "day":
            # The schema's own "day" counts from time zero; of other study days the first is usually day 1.
            read = _days(texts, own_count=rows["column"].str.casefold().eq("day").all())
        else:
            told = {text: given[text.casefold()] for text in texts if text.casefold() in given}
            read = _weeks(texts, kind) | {text: Parsed(float(week), "answered") for text, week in told.items()}
        columns = {part: rows["text"].map({t: getattr(p, part) for t, p in read.items()}) for part in _PARTS}
        parts.append(rows.assign(**columns))
    if not parts:
        return own.assign(value=np.nan, code="", reason="", certain=True)
    return pd.concat(parts).astype({"value": float, "certain": bool})


_PARTS = ("value", "code", "reason", "certain")


def _weeks(texts: Sequence[str], kind: Any) -> dict[str, Parsed]:
    return weeks_of(texts, kind=kind) if kind == "visit" else {text: week_of(text, kind=kind) for text in texts}


def _days(texts: Sequence[str], *, own_count: bool) -> dict[str, Parsed]:
    """Study days as days from time zero. Where day 1 occurs and day 0 does not, day 1 is the start."""
    read = {text: quantity(text.casefold().removeprefix("day").strip()) for text in texts}
    values = {parsed.value for parsed in read.values()}
    shift = 1 if 1 in values and 0 not in values and not own_count else 0
    return {text: _day(text, parsed, shift) for text, parsed in read.items()}


def _day(text: str, parsed: Parsed, shift: int) -> Parsed:
    if parsed.value is None:
        named = week_of(text, kind="day")
        return named if named.value is None else Parsed(named.value * 7, named.code, named.reason, named.certain)
    if abs(parsed.value) > LIMIT_WEEKS * 7:
        return Parsed(None, "value_out_of_range", "is more than 100 years")
    return Parsed(parsed.value - shift if parsed.value > 0 else parsed.value)


def label_weeks(read: DataFrame, index: "pd.Index[Any]") -> DataFrame:
    """Per occasion the week by what the visit is called (by week, else day, month, name), and its study day."""
    label = DataFrame({"week": np.nan, "day": np.nan, "certain": False}, index=index)
    for name in CALLED:
        own = read[(read["field"] == name) & read["value"].notna()].drop_duplicates("occasion").set_index("occasion")
        if name == "day":
            label["day"] = own["value"].reindex(index).round()
        free = label["week"].isna() & index.isin(own.index)
        value = own["value"].reindex(index[free])
        label.loc[free, "week"] = value / 7 if name == "day" else value
        label.loc[free, "certain"] = own["certain"].reindex(index[free])
    return label
