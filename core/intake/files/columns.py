"""Unique labels for the columns of a table, and which of them hold nothing."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_SPACES = re.compile(r"\s+")
# Zero-width and direction signs, soft hyphens, byte order marks: text that reads the same with and without them.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that are kept: their places in a row, unique labels and titles as written."""

    places: tuple[int, ...]
    labels: tuple[str, ...]
    titles: tuple[str, ...]
    empty: int = 0
    invisible: int = 0  # titles that held signs one cannot see

    @property
    def repeated(self) -> list[str]:
        """Titles that more than one column has."""
        return [title for title, count in Counter(filter(None, self.titles)).items() if count > 1]

    @property
    def unnamed(self) -> list[str]:
        """Labels of columns without a title."""
        return [label for label, title in zip(self.labels, self.titles, strict=True) if not title]


def columns_of(titles: Sequence[str], used: Sequence[bool]) -> Columns:
    """The columns that have a title or, by ``used``, any cell."""
    written = [*titles, *[""] * (len(used) - len(titles))]
    clean = [clean_title(title) for title in written]
    places = [place for place, title in enumerate(clean) if title or (place < len(used) and used[place])]
    labels: list[str] = []
    for place in places:
        labels.append(_unique(clean[place] or f"column {place + 1}", labels))
    return Columns(
        tuple(places),
        tuple(labels),
        tuple(clean[place] for place in places),
        len(written) - len(places),
        sum(INVISIBLE.search(title) is not None for title in written),
    )


def clean_title(title: str) -> str:
    """A title in composed letters on one line, without signs that cannot be seen."""
    return _SPACES.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", title))).strip()


def _unique(label: str, taken: Sequence[str]) -> str:
    if label not in taken:
        return label
    number = 2
    while f"{label} ({number})" in taken:
        number += 1
    return f"{label} ({number})"
