"""What a link says: the selection, how the charts show it, and what is pinned beside it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from core.chart_options import CHART_OPTIONS, ChartOptions, chart_options
from core.selection import Ignored, Selection, from_pairs, from_query

PIN = "pin"
# Which data a copied link was made on, and by which release: said when it is opened, and no part of the view.
DATA, RELEASE = "data", "v"
DIGEST_LETTERS = 12
# A pinned view of everybody has an empty query, which an address cannot carry.
EVERYBODY = "all"

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Link:
    """One state of the app, without the page and without patients.

    ``data`` is the beginning of the digest of the extract it was made on, ``release`` that of the program; empty where
    the link does not say.
    """

    selection: Selection = Selection()
    options: ChartOptions = ChartOptions()
    pin: Selection | None = None
    data: str = ""
    release: str = ""

    def pairs(self) -> Pairs:
        """The query parameters in a fixed order; the default is no parameter."""
        reference = [] if self.pin is None else [(PIN, self.pin.to_query() or EVERYBODY)]
        stamp = [(name, text) for name, text in ((DATA, self.data), (RELEASE, self.release)) if text]
        return [*self.selection.pairs(), *self.options.pairs(), *reference, *stamp]

    def to_query(self) -> str:
        """The part of a link after the question mark."""
        return urlencode(self.pairs())

    def made_on(self, digest: str) -> bool:
        """Whether the link was made on the extract with this digest, or does not say on which."""
        return self.data in ("", digest[:DIGEST_LETTERS])


def link_of_pairs(
    pairs: Iterable[tuple[str, str]], known: Mapping[str, Collection[str]]
) -> tuple[Link, tuple[Ignored, ...]]:
    """What query parameters say, and those of them that name nothing here.

    ``known`` holds the codes that exist per patient filter (``core.coding.Coded.options``).
    """
    given = list(pairs)
    selection, ignored = from_pairs(given, known, foreign=(*CHART_OPTIONS, PIN, DATA, RELEASE))
    options, ignored_options = chart_options(given)
    pin, ignored_in_pin = _pinned(given, known)
    said = dict(given)
    link = Link(selection, options, pin, said.get(DATA, ""), said.get(RELEASE, ""))
    return link, (*ignored, *ignored_options, *ignored_in_pin)


def link_of_query(text: str, known: Mapping[str, Collection[str]]) -> tuple[Link, tuple[Ignored, ...]]:
    """As :func:`link_of_pairs`, from the text of a query, with or without the question mark."""
    return link_of_pairs(parse_qsl(text.lstrip("?"), keep_blank_values=True), known)


def _pinned(pairs: Pairs, known: Mapping[str, Collection[str]]) -> tuple[Selection | None, tuple[Ignored, ...]]:
    queries = [value for name, value in pairs if name == PIN]
    if not queries:
        return None, ()
    return from_query("" if queries[-1] == EVERYBODY else queries[-1], known)
