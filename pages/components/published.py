"""What was published about these patients, beside the same numbers of the extract that is open."""

from math import isfinite

from pandas import DataFrame

from core.analyses.published import compared
from core.numbers import UNDEFINED, number
from core.view import View
from pages.components.once import once
from pages.components.plain_table import plain_table


def published_table(view: View) -> None:
    """Draw the comparison with all patients of the extract. Nothing where nothing was published."""
    rows = once(view.whole, _worded)
    if rows.empty:
        return
    plain_table(
        rows,
        key="published",
        name="Published figures beside the same figures of this extract",
        heading="Published, and in this extract",
        note="Of the whole extract, whatever is selected. Published numbers are annotations: nothing is computed from "
        "them.",
    )


def _worded(whole: View) -> DataFrame:
    rows = whole.of(compared, whole.data.provenance.published)
    return DataFrame(
        {
            "Quantity": rows["label"],
            "Cohort": rows["cohort"],
            "Published": [_shown(row.published, row.decimals) for row in rows.itertuples()],
            "This extract": [
                f"{_shown(row.here, row.decimals)} (n {row.n})" if isfinite(row.here) else UNDEFINED
                for row in rows.itertuples()
            ],
            "Status": rows["status"],
            "Source": rows["source"],
            "Note": rows["note"],
        }
    )


def _shown(value: float, decimals: int) -> str:
    return number(value, decimals)
