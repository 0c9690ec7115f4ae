"""A table of words as plain HTML: read out by screen readers row by row, and drawn at once.

``st.table`` reads every cell as Markdown, one component a cell; a Table 1 of 150 cells then takes longer than the
charts above it. Here text is shown letter by letter.
"""

from html import escape

import streamlit as st
from pandas import DataFrame


def plain_table(table: DataFrame, *, name: str) -> None:
    """Draw a table of ready words; the first column names each row. ``name`` is read out before it."""
    head = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in table.columns)
    rows = "".join(_row(values) for values in table.astype(str).itertuples(index=False, name=None))
    st.html(
        f'<div class="rux-table"><table aria-label="{escape(name)}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(values: tuple[str, ...]) -> str:
    first, *rest = (escape(value) for value in values)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{value}</td>" for value in rest)}</tr>'
