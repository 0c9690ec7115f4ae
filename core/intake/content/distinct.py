"""The distinct texts of the fields a user may map, each with how often it occurs and what it is read as."""

from typing import Any

import pandas as pd
from pandas import DataFrame

from core.intake.answers import Answers
from core.intake.content.called import called
from core.intake.content.values import valued
from core.intake.engine import Import
from core.intake.gathering import facts

# In the order they are shown.
MAPPED = (
    "cohort",
    "agent",
    "sex",
    "severity",
    "serious",
    "related",
    "related_cream",
    "related_systemic",
    "ae_status",
)
NAMES_OF_VISITS = "visit"
COLUMNS = ["field", "text", "count", "value"]


def distinct_values(done: Import, answers: Answers) -> DataFrame:
    """One row per field and distinct text, with the columns :data:`COLUMNS`, the most frequent first.

    ``value`` is None where the text is read as no value; of field "visit" it is the week.
    """
    found = facts(done.grids, done.proposals, fill_down=answers.fill_down)
    read = valued(found, answers)
    parts = []
    for cells in (read.patients, read.visits, read.events):
        if cells is not None:
            parts.append(cells.loc[cells["field"].isin(MAPPED), ["field", "text", "value"]])
    if read.visits is not None:
        visits = called(read.visits, answers, kinds={NAMES_OF_VISITS: NAMES_OF_VISITS})
        parts.append(visits[["field", "text", "value"]].astype({"value": object}))
    cells = pd.concat(parts, ignore_index=True)
    cells = cells.assign(value=cells["value"].where(cells["value"].notna(), None).map(_word))
    counted = cells.groupby(["field", "text"], sort=False)["value"].agg(count="size", value="first").reset_index()
    counted["value"] = counted["value"].astype(object).where(counted["value"].notna(), None)
    order = counted["field"].map({name: place for place, name in enumerate((*MAPPED, NAMES_OF_VISITS))})
    counted = counted.assign(order=order).sort_values(["order", "count"], ascending=[True, False], kind="stable")
    return counted[COLUMNS].reset_index(drop=True)


def _word(value: Any) -> Any:
    """Yes and no as words; everything else as it is."""
    return ("yes" if value else "no") if isinstance(value, bool) else value
