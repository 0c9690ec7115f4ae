"""Figures as JSON text."""

import json
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from core.figures.json_text import as_json


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ([1, 0.5, True, None, "ü <b>"], [1, 0.5, True, None, "ü <b>"]),
        ([float("nan"), float("inf"), np.nan], [None, None, None]),
        (np.array([[1.0, np.nan], [np.inf, 2.5]]), [[1.0, None], [None, 2.5]]),
        (np.arange(6, dtype=np.int8)[::2], [0, 2, 4]),
        (np.array(["a", None, 1.5], dtype=object), ["a", None, 1.5]),
        (pd.Series(["a", "b"], dtype="category"), ["a", "b"]),
        (pd.Series([1.0, np.nan]), [1.0, None]),
        ({"x": (np.int64(3), np.float64(0.1), np.str_("c"), np.bool_(False))}, {"x": [3, 0.1, "c", False]}),
        ({"a\ud800": ("\udc00", np.array(["b\ud800"], dtype=object), 1.0)}, {"a?": ["?", ["b?"], 1.0]}),
        ([date(2025, 6, 6), pd.Timestamp(2025, 6, 6), pd.NaT], ["2025-06-06", "2025-06-06T00:00:00", None]),
    ],
)
def test_what_a_figure_holds_is_read_back(given, read):
    assert json.loads(as_json(given)) == read


@pytest.mark.parametrize("given", [object(), {1, 2}, Decimal(1), {3: "x"}])
def test_what_no_figure_can_hold_is_refused(given):
    with pytest.raises(TypeError):
        as_json(given)
