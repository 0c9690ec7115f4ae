"""Columns of n/N beside a panel: what stands in them, how wide they are, and what gives way where they do not fit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, radians, sin
from textwrap import wrap

from core.figures.layout import Columns, Figure, Look, label_at
from core.figures.theme import plain_text
from core.numbers import short_share

# Pixels a character takes on average, in the sizes of counts and of headings.
_COUNT, _HEADING = 5.5, 5.5
_GAP = 7
_LINE = 15
# Height of a row of one line and of one of two, and what each group beyond the second adds.
_ROW, _HIGH_ROW, _PER_GROUP = 26, 30, 7
_TOP, _SLANTED_TOP = 30, 33
_SLANT = 30  # degrees
# Above this percentages give way to the counts wherever they stand.
_FEW = 4
_MOST_LINES = 3
_LONGEST = 32  # letters of a name

Texts = list[list[str]]  # the cells of each column


@dataclass(frozen=True, slots=True)
class Column:
    """Counts and patients who could be judged, row by row, under the name of their group."""

    words: str  # cut where they are very long
    colour: str
    cells: list[str]  # as core.numbers.short_share has them: "2/41 (4.9%)"


@dataclass(frozen=True, slots=True)
class Room:
    """What a figure has for its columns at the least: a share of the width within its margins, in pixels."""

    width: float
    most: float

    def takes(self, columns: int, each: float) -> bool:
        return columns * each <= self.most * self.width

    def share(self, columns: int, each: float) -> float:
        """The share of the width that columns of so many pixels take."""
        return min(columns * each / self.width, self.most)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What stands in the columns where there is so much room, and the share of the width they take."""

    texts: Texts
    share: float


@dataclass(frozen=True, slots=True)
class CountColumns:
    """The columns as they are drawn, wide and narrow. ``lines`` are their headings, which ``slanted`` puts aslant."""

    columns: Sequence[Column]
    lines: Sequence[Sequence[str]]
    slanted: bool
    wide: Fitted
    narrow: Fitted

    @property
    def top(self) -> int:
        """Pixels the headings take."""
        if self.slanted:
            longest = max(len(column.words) for column in self.columns)
            return _SLANTED_TOP + ceil(longest * _HEADING * sin(radians(_SLANT)))
        return _TOP + _LINE * (max(map(len, self.lines)) - 1)

    def row(self, groups: int) -> int:
        """Pixels a row of so many groups takes."""
        two_lines = any("<br>" in text for fitted in (self.wide, self.narrow) for own in fitted.texts for text in own)
        return (_HIGH_ROW if two_lines else _ROW) + _PER_GROUP * max(groups - 2, 0)

    def traces(self) -> list[Figure]:
        """A trace of texts per column, as wide."""
        return [
            {
                "type": "scatter",
                "mode": "text",
                "xaxis": "x3",
                "x": [place + 0.5] * len(texts),
                "y": list(range(len(texts))),
                "text": texts,
                "textfont": {"size": 12, "color": "@ink"},
                "hoverinfo": "skip",
                "showlegend": False,
                "cliponaxis": False,
                "name": f"n of {plain_text(column.words)}",
            }
            for place, (column, texts) in enumerate(zip(self.columns, self.wide.texts, strict=True))
        ]

    def headings(self) -> list[Figure]:
        """The name of the group above each column, aslant where it is too long to stand."""
        turned = {"textangle": -_SLANT, "xanchor": "left", "xshift": -14} if self.slanted else {"xanchor": "center"}
        found = []
        for place, (column, lines) in enumerate(zip(self.columns, self.lines, strict=True)):
            words = [column.words] if self.slanted else lines
            text = "<br>".join(plain_text(line) for line in words)
            font = {"size": 12, "color": column.colour}
            found.append(label_at(place + 0.5, 1, f"<b>{text}</b>", xref="x3", yanchor="bottom", font=font, **turned))
        return found


def count_columns(
    groups: dict[str, Columns], looks: Sequence[Look], total: Columns | None, *, wide: Room, narrow: Room
) -> CountColumns:
    """A column per group, and one of all where there is a ``total``."""
    columns = [Column(_cut(look.words), look.colour, _cells(groups[look.group])) for look in looks]
    if total is not None:
        columns.append(Column("All", "@ink", _cells(total)))
    many = len(looks) > _FEW
    letters = max(int((narrow.most * narrow.width / len(columns) - _GAP) / _HEADING), 1)
    lines = [_wrapped(column.words, letters) for column in columns]
    slanted = many or any(len(own) > _MOST_LINES or max(map(len, own)) > letters for own in lines)
    standing = [] if slanted else [line for own in lines for line in own]
    cells = [column.cells for column in columns]
    styles = [without_percentages(cells)] if many else _styles(cells)
    return CountColumns(columns, lines, slanted, _fitted(styles, standing, wide), _fitted(styles, standing, narrow))


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _styles(cells: Texts) -> list[Texts]:
    """The cells on one line, with the percentages on a second one, and without them."""
    return [cells, [[cell.replace(" ", "<br>") for cell in own] for own in cells], without_percentages(cells)]


def _fitted(styles: Sequence[Texts], headings: Sequence[str], room: Room) -> Fitted:
    """The first of the styles that fits, or else the last."""
    each = [widest(texts, headings) for texts in styles]
    at = next((at for at, pixels in enumerate(each) if room.takes(len(styles[at]), pixels)), -1)
    return Fitted(styles[at], room.share(len(styles[at]), each[at]))


def _wrapped(words: str, letters: int) -> list[str]:
    """A name in lines of so many letters where its words allow it; what stands in brackets stays together."""
    together = re.sub(r"\(.*?\)", lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), words)
    return wrap(together, letters, break_long_words=False, break_on_hyphens=False) or [""]


def widest(texts: Texts, headings: Sequence[str]) -> float:
    """Pixels that the widest of some columns needs."""
    cells = (line for own in texts for text in own for line in text.split("<br>"))
    return _GAP + max(_HEADING * max(map(len, headings), default=0), _COUNT * max(map(len, cells), default=0))


def without_percentages(texts: Texts) -> Texts:
    return [[text.split(" (")[0] for text in own] for own in texts]


def _cells(rows: Columns) -> list[str]:
    return [short_share(count, n) for count, n in zip(rows["count"], rows["n"], strict=True)]
