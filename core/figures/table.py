"""Words in rows and columns, for a display that has no marks."""

from html import unescape
from math import ceil

from pandas import DataFrame

from core.figures.layout import CLEAR, Figure
from core.figures.theme import plain_text

_HEADER, _LINE, _AROUND, _MARGIN = 32, 19, 9, 8
# Letters of the widest cell that fit on a line, where all columns share the width of a page.
_LETTERS = 130


def table_height(table: DataFrame) -> int:
    """Height in pixels that shows every row, long cells on several lines."""
    letters = _LETTERS // max(len(table.columns), 1)
    lines = [max(ceil(len(str(cell)) / letters) for cell in row) or 1 for row in table.itertuples(index=False)]
    return _HEADER + sum(_LINE * count + _AROUND for count in lines) + 2 * _MARGIN


def table_figure(table: DataFrame) -> Figure:
    """The table as it is; every cell is shown letter by letter."""
    look = {"align": "left", "line": {"color": "@grid"}}
    return {
        "data": [
            {
                "type": "table",
                "header": {
                    **look,
                    "values": [f"<b>{plain_text(str(name))}</b>" for name in table.columns],
                    "fill": {"color": "@guide"},
                    "font": {"size": 13, "color": "@ink"},
                },
                "cells": {
                    **look,
                    "values": [[plain_text(str(cell)) for cell in table[name]] for name in table.columns],
                    "fill": {"color": CLEAR},
                    "font": {"size": 13, "color": "@ink"},
                    "height": _LINE + _AROUND,
                },
            }
        ],
        "layout": {
            "margin": {"l": _MARGIN, "r": _MARGIN, "t": _MARGIN, "b": _MARGIN},
            "paper_bgcolor": CLEAR,
            "font": {"size": 13, "color": "@ink"},
        },
    }


def table_rows(figure: Figure) -> list[list[str]]:
    """The words of a table figure again, row by row, the header first."""
    (trace,) = figure["data"]
    header = [unescape(name.removeprefix("<b>").removesuffix("</b>")) for name in trace["header"]["values"]]
    columns = [[unescape(cell) for cell in column] for column in trace["cells"]["values"]]
    return [header, *(list(row) for row in zip(*columns, strict=True))]
