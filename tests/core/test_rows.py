"""Rows and columns of a frame as plain values, against what pandas itself makes of them."""

import pandas as pd
import pytest

from core.rows import columns_of, rows_of

FRAMES = {
    "kinds": pd.DataFrame(
        {"group": ["A", None], "week": [4, 8], "share": [0.5, float("nan")], "known": [True, False], "why": ["", "few"]}
    ),
    "no rows": pd.DataFrame({"group": pd.Series(dtype="str"), "n": pd.Series(dtype="int64")}),
    "one kind": pd.DataFrame({"low": [0.1, 0.2], "high": [0.3, 0.4]}, index=[7, 9]),
    "no columns": pd.DataFrame(),
}


def alike(ours, theirs) -> bool:
    """Whether both say the same with values of the same types; nothing recorded is like nothing recorded."""
    return repr(ours) == repr(theirs)


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_rows_are_those_of_pandas(frame):
    assert alike(rows_of(frame), frame.to_dict("records"))


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_columns_are_those_of_pandas(frame):
    assert alike(columns_of(frame), frame.to_dict("list"))
