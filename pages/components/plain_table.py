"""A table of words as plain HTML: read out by screen readers row by row, and drawn at once.

``st.table`` reads every cell as Markdown, one component a cell; a Table 1 of 150 cells then takes longer than the
charts above it. Here text is shown letter by letter. Its heading and small print are parts of it, as each element of
its own costs the browser as much as the table.
"""

from collections.abc import Callable
from typing import Any

from pandas import DataFrame

from pages.components.served import served_component

_mount = served_component("words")


def plain_table(
    table: DataFrame,
    *,
    key: str,
    name: str,
    heading: str = "",
    level: int = 2,
    note: str = "",
    addable: bool = False,
    numbers_open: bool | None = None,
    on_click: Callable[[], None] = lambda: None,
) -> dict[str, Any] | None:
    """Draw a table of ready words; the first column names each row, blank where it is that of the row above.

    ``name`` is read out before the table; ``heading``, of this ``level``, stands above it, ``note`` beneath. With
    ``numbers_open``, true or false, there is a button that opens or closes the numbers behind the table; ``addable``
    offers to add it to a presentation. Returns a click on one of the buttons, in this run: ``{"key": key, "table":
    True}`` or ``{"key": key, "add": True}``. ``on_click`` runs before the script does.
    """
    columns = [[str(value) for value in table[column].tolist()] for column in table.columns]
    result = _mount(
        data={
            "key": key,
            "name": name,
            "heading": heading,
            "level": level,
            "note": note,
            "head": [str(column) for column in table.columns],
            "rows": list(zip(*columns, strict=True)),
            "addable": addable,
            "numbersOpen": numbers_open,
        },
        key=f"words-{key}",
        on_click_change=on_click,
    )
    return dict(result.click) if result.click else None
