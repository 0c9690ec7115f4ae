"""A table of words as plain HTML: read out by screen readers row by row, and drawn at once.

``st.table`` reads every cell as Markdown, one component a cell; a Table 1 of 150 cells then takes longer than the
charts above it. Here text is shown letter by letter.
"""

from html import escape

import streamlit as st
from pandas import DataFrame


def plain_table(table: DataFrame, *, name: str) -> None:
    """Draw a table of ready words; the first column names each row, blank where it is that of the row above.

    ``name`` is read out before the table.
    """
    head = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in table.columns)
    columns = [table[column].tolist() for column in table.columns]
    names = table[table.columns[0]].replace("", None).ffill().tolist()
    rows = "".join(map(_row, names, zip(*columns, strict=True)))
    st.html(
        f'<div class="rux-table"><table aria-label="{escape(name)}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(name: object, values: tuple[object, ...]) -> str:
    first, *rest = (escape(str(value)) for value in values)
    heading = first or f'<span class="rux-hidden">{escape(str(name))}</span>'
    return f'<tr><th scope="row">{heading}</th>{"".join(f"<td>{value}</td>" for value in rest)}</tr>'
