"""Whether pandas and the app come to the same numbers, so that their times can be compared."""

from collections.abc import Sequence

import numpy as np

from core.data import Data
from core.schema import MEASURES
from core.selection import Selection
from core.view import View
from tests.benchmarks.page_numbers import PAGE_NUMBERS
from tests.benchmarks.scale_pandas import WITH_PANDAS, Flat


def check(tables: Flat, data: Data, selections: Sequence[Selection]) -> None:
    """Raise AssertionError where a number differs."""
    for selection in selections:
        view = View(data, selection)
        ours = {page: numbers(view) for page, numbers in PAGE_NUMBERS.items()}
        theirs = {page: numbers(tables, selection) for page, numbers in WITH_PANDAS.items()}
        _patients(ours["overview"], theirs["overview"])
        _courses(ours["trajectories"], theirs["trajectories"])
        _events(ours["safety"], theirs["safety"])
        _subgroups(ours["subgroups"], theirs["subgroups"])


def _patients(ours, theirs) -> None:
    patients, documented, affected = theirs["headline"]
    for group in ours["headline"].groups:
        if group.patients:
            assert group.patients == patients[group.group]
            assert group.any_event.total == documented[group.group]
            assert group.any_event.count == affected.get(group.group, 0)
    _rows(ours["responses"], theirs["clear"], {"count": "sum", "n": "count"})


def _courses(ours, theirs) -> None:
    for measure in MEASURES:
        _rows(ours[measure], theirs["moments"][measure], {"n": "count", "mean": "mean", "sd": "std"})
        spread = theirs["quantiles"][measure].unstack()
        _rows(ours[measure], spread, {"q10": 0.1, "q1": 0.25, "median": 0.5, "q3": 0.75, "q90": 0.9})
    responses = ours["responses"].set_index("endpoint")
    for endpoint in ("iga_success", "itch_response"):
        own = responses.loc[[endpoint]]
        _rows(own[own["week"] > 0], theirs[endpoint], {"count": "sum", "n": "count"})


def _events(ours, theirs) -> None:
    rows = ours["incidence"]
    terms = rows[(rows["level"] == "term") & (rows["count"] > 0)].groupby(["group", "term"])["count"].sum()
    found = theirs["terms"].groupby(["group", "term"], observed=True).sum()
    assert terms.sort_index().to_dict() == found[found > 0].sort_index().to_dict()
    graded = ours["worst_severity"].groupby("group")["count"].sum()
    seen = theirs["severity"].groupby("group", observed=True).sum()
    assert graded[graded > 0].to_dict() == seen[seen > 0].to_dict()


def _subgroups(ours, theirs) -> None:
    for row in ours["subgroups"].itertuples():
        if row.factor in theirs:
            for cohort in "AB":
                own = (row.level, cohort)
                known = own in theirs[row.factor].index
                found = theirs[row.factor].loc[own].tolist() if known else [0, 0, 0]
                names = (f"patients_{cohort}", f"n_{cohort}", f"count_{cohort}")
                assert [getattr(row, name) for name in names] == found


def _rows(ours, theirs, columns) -> None:
    """Every group and week in which anybody has a score."""
    seen = ours[ours["n"] > 0].set_index(["group", "week"])
    for name, other in columns.items():
        for place, value in seen[name].items():
            np.testing.assert_allclose(value, theirs.loc[place, other], rtol=1e-9, atol=1e-9, equal_nan=True)
