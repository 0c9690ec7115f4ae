"""What an export shows of a presentation: each scene with its display and every line that belongs to it."""

from dataclasses import dataclass

from core.chart_options import ChartOptions
from core.displays.display import Display
from core.figures.layout import Look


@dataclass(frozen=True, eq=False, slots=True)
class Shown:
    """One scene as slides and reports print it.

    ``filter_line`` says who is selected, ``n_line`` how many patients stand behind it per group, ``footnotes`` methods
    and what is left out. ``sentence`` reads the view back, ``link`` is the part of its link after the address, ``note``
    the user's own words, ``reproduce`` the command that gives the same numbers, ``ignored`` what of the scene's link
    names nothing in these data. ``looks`` are the groups as every figure shows them, ``options`` what the reader chose
    about charts, ``pinned`` the groups of the pinned selection; ``empty`` tells that nobody is selected.
    ``figure_note`` is the one of the footnotes that speaks of marks in the figure of the page.
    """

    title: str
    display: Display
    filter_line: str
    n_line: str
    footnotes: tuple[str, ...]
    sentence: str
    link: str
    note: str
    reproduce: str
    ignored: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()
    options: ChartOptions = ChartOptions()
    pinned: tuple[Look, ...] = ()
    empty: bool = False
    figure_note: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Deck:
    """A presentation of one extract; ``label`` is "SYNTHETIC - not study data" or empty, ``date`` an ISO date."""

    title: str
    label: str
    source: str
    digest: str
    date: str
    version: str
    scenes: tuple[Shown, ...]
