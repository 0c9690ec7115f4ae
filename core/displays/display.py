"""What every display is made of."""

from dataclasses import dataclass
from functools import cached_property

from pandas import DataFrame

from core.figures.json_text import as_json
from core.figures.layout import Figure


@dataclass(frozen=True, eq=False)
class Display:
    """A figure with the words that read it out and the numbers behind it.

    ``key`` names it in links and file names, ``name`` is its title. ``words`` say what the figure shows (alt text,
    slide note). ``table`` holds the estimates as they are, with nothing left out for small numbers; ``note`` says what
    the figure leaves out and why.
    """

    key: str
    name: str
    figure: Figure
    height: int  # pixels
    words: str
    table: DataFrame
    note: str = ""

    @cached_property
    def figure_json(self) -> str:
        """The figure as JSON text, written once: a page sends it anew in every run."""
        return as_json(self.figure)
