"""Why a line under a header is no row of the table: a total, a note, a repeated header, the title of a block."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.intake.files.heading import Heading
from core.intake.files.looks import is_value, shape
from core.intake.files.rows import Row, filled

REPEATED, BLOCK_TITLE, TOTAL, NOTE, RULE = "repeated header", "block title", "total", "note", "rule"

_TOTALS = re.compile(
    r"((grand|sub|column)[ -]?)?(totals?|sum|mean|average|avg\.?|median|sd|s\.d\.|std\.?( dev\.?)?|standard deviation"
    r"|mean ?(\(sd\)|± ?sd)|range|minimum|maximum|min\.?|max\.?|count|n ?= ?\d*|n ?:"
    r"|summe|gesamt|mittelwert|durchschnitt|anzahl|moyenne|somme|total g[ée]n[ée]ral|gemiddelde|totaal|aantal"
    r"|media|promedio|totale|medelv[äa]rde|gennemsnit|i alt|summa) ?[:=]?",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"\*+ |[†‡§#]|(foot)?notes?\b ?[:.]|sources?\b ?:|legend\b ?:|abbreviations?\b|key ?:|quelle ?:|bron ?:"
    r"|comments? ?:|\(\d+ rows?( affected)?\)|\d+ rows? (selected|returned)|end of (file|report|data)"
    r"|printed\b|exported\b|confidential",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"([^\W\d_][\w .-]{0,30}?) ?: *(\S.*)")
_RULES = re.compile(r":?[-=_]{3,}:?")
_SUSPECT = re.compile("|".join(f"({pattern.pattern})" for pattern in (_TOTALS, _NOTES, _RULES)), re.IGNORECASE)
_SAMPLE, _SHORT_WORD, _LONG_TEXT = 500, 4, 20


def label_of(text: str) -> str:
    """What a line is labelled with: "Site" of "Site: Alpha"; empty where it has no label."""
    found = _LABELLED.fullmatch(text)
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Judge:
    """What has to be known of a whole table to judge one of its lines."""

    rows: Sequence[Row]
    titles: tuple[str, ...]  # trimmed, as compared
    headlines: frozenset[tuple[str, ...]]  # the lines of the header and those that explain it
    frequent: frozenset[str]  # first cells that are ordinary values of their column
    shapes: frozenset[str]  # the usual patterns of first cells
    spaced: bool  # identifiers hold spaces
    numbered: bool  # all identifiers hold digits
    totals_from: int  # the place from which on there are only totals and notes

    @classmethod
    def of(cls, rows: Sequence[Row], heading: Heading) -> "Judge":
        """The judge of the lines after ``heading``; identifiers are the first cells of the first lines."""
        sample = [
            texts for _, cells in rows[heading.start : heading.start + _SAMPLE] if len(texts := filled(cells)) > 1
        ]
        firsts = Counter(texts[0].casefold() for texts in sample)
        shapes = Counter(shape(texts[0]) for texts in sample)
        # A header that is repeated for every block is no identifier.
        ids = [text for text in firsts if not _TOTALS.fullmatch(text) and text not in _compared(heading.titles)]
        titles = {line.line for line in heading.above}
        return cls(
            rows,
            _compared(heading.titles),
            frozenset(_compared(cells) for line, cells in rows[: heading.start] if line not in titles),
            frozenset(text for text, count in firsts.items() if count > 0.1 * len(sample) + 2),
            frozenset(text for text, count in shapes.items() if count >= max(2, 0.2 * len(sample))),
            any(" " in text for text in ids),
            all(any(sign.isdigit() for sign in text) for text in ids),
            _totals_from(rows, heading.start),
        )

    def why(self, place: int) -> str:
        """Why the line at ``place`` is no row of the table; empty where it is one or could be one."""
        cells = self.rows[place][1]
        if self._is_header(cells):
            return REPEATED
        # Nearly all lines are ordinary rows, and a table may have 200,000 of them.
        if len(cells) > 1 and cells[1].strip() and (key := cells[0].strip()) and not _SUSPECT.match(key):
            return ""
        texts = filled(cells)
        first = texts[0]
        if len(texts) > 1 and all(map(_RULES.fullmatch, texts)):
            return RULE
        if len(self.titles) < 2:
            return ""
        if _TOTALS.fullmatch(first) and self._is_total(first, place):
            return TOTAL
        if shape(first) in self.shapes:
            return ""
        if _NOTES.match(first) and 2 * len(texts) <= len(self.titles) and not any(map(is_value, texts[1:])):
            return NOTE
        return self._why_alone(first, place) if len(texts) == 1 and cells[0].strip() else ""

    def order_of_titles(self, cells: Sequence[str]) -> tuple[int, ...]:
        """Where each title of the first header stands in a line that repeats it, empty where it does so as it was."""
        texts = _compared(cells)
        return () if texts in self.headlines else tuple(texts.index(title) for title in self.titles)

    def _is_header(self, cells: Sequence[str]) -> bool:
        """Whether a line repeats a line of the header, or its titles in another order."""
        if not self.headlines or cells[0].strip().casefold() not in (*self.titles, ""):
            return False
        texts = _compared(cells)
        if texts in self.headlines:
            return True
        return len(texts) > 1 and len(set(texts)) == len(texts) and sorted(texts) == sorted(self.titles)

    def _is_total(self, word: str, place: int) -> bool:
        """Whether a word such as "Mean" or "SD" is one; "SD" may as well be the initials of a patient."""
        return word.casefold() not in self.frequent and (self.numbered or place >= self.totals_from)

    def _why_alone(self, text: str, place: int) -> str:
        """A line of one cell may be a patient without values, so it has to look like none."""
        if place + 1 < len(self.rows) and self._is_header(self.rows[place + 1][1]):
            return BLOCK_TITLE
        if self.spaced:
            return ""
        if label_of(text):
            return BLOCK_TITLE
        return NOTE if " " in text and (len(text) > _LONG_TEXT or self.numbered) else ""


def _compared(cells: Sequence[str]) -> tuple[str, ...]:
    texts = [cell.strip().casefold() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _totals_from(rows: Sequence[Row], start: int) -> int:
    """Where the totals and notes under a table begin; none begin where there is no word too long for initials."""
    place, clear = len(rows), False
    while place > start:
        first = filled(rows[place - 1][1])[0]
        if not _TOTALS.fullmatch(first) and not _NOTES.match(first):
            break
        clear = clear or (_TOTALS.fullmatch(first) is not None and len(first) >= _SHORT_WORD)
        place -= 1
    return place if clear else len(rows)
