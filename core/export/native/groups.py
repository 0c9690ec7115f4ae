"""The groups and rows of a scene that a slide has room for, and what it says of the rest."""

from pandas import DataFrame

from core.analyses.small import for_display
from core.export.shown import Shown
from core.figures.layout import Look

MOST_GROUPS = 6
REST = "the rest is in the CSV of the page"


def groups_of(shown: Shown) -> tuple[tuple[Look, ...], str]:
    """The first groups, and a sentence where there are more."""
    looks = shown.looks[:MOST_GROUPS]
    return looks, first_of(len(looks), len(shown.looks), "groups")


def first_of(drawn: int, of: int, what: str) -> str:
    """ "First 12 of 34 rows; the rest is in the CSV of the page." or nothing."""
    return f"First {drawn} of {of} {what}; {REST}." if drawn < of else ""


def own_rows(shown: Shown) -> DataFrame:
    """The estimates of the selection shown, as the page shows them: blank where there are too few patients."""
    table = shown.display.table
    own = table[table["selection"] == "shown"] if "selection" in table else table
    return for_display(own)


def pinned_rows(shown: Shown) -> DataFrame:
    """The estimates of the pinned selection; without rows where nothing is pinned."""
    table = shown.display.table
    return for_display(table[table["selection"] == "pinned"]) if "selection" in table else table[:0]


def remarks(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
