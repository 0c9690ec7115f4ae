"""Where an extract comes from, and what has been published about the same patients.

Published numbers are annotations with a source and a status. Nothing is ever computed from them.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from core.errors import ExtractError

Status = Literal["reported", "secondary source", "assumption"]

SYNTHETIC_LABEL = "SYNTHETIC - not study data"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One published number. ``quantity`` names what it measures (see ``core.analyses.published``)."""

    quantity: str
    cohort: str
    value: float
    source: str
    status: Status
    note: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Title, origin and standing of an extract; ``data_cut`` is an ISO date or empty where it is not known."""

    title: str
    source: str
    synthetic: bool
    data_cut: str = ""
    published: tuple[PublishedFigure, ...] = ()

    @property
    def label(self) -> str:
        """The words that must stand on every page and export, empty for real data."""
        return SYNTHETIC_LABEL if self.synthetic else ""

    def to_json(self) -> str:
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Provenance":
        try:
            fields: dict[str, Any] = json.loads(text)
            published = tuple(PublishedFigure(**figure) for figure in fields.pop("published", ()))
            provenance = cls(published=published, **fields)
            # JSON can name half of a letter (a lone surrogate), which no file and no page can hold: a ValueError
            provenance.to_json().encode()
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise ExtractError(
                "The file's provenance cannot be read. Write the extract again with this program."
            ) from error
        if not isinstance(provenance.title, str) or not isinstance(provenance.synthetic, bool):
            raise ExtractError("The file's provenance lacks a title, or does not say whether it is synthetic.")
        if not provenance._typed():
            raise ExtractError(
                "The file's provenance holds a number where words belong, or words where a number belongs. "
                "Write the extract again with this program."
            )
        return provenance

    def _typed(self) -> bool:
        """Whether every field holds what it is declared to hold: a file may say anything."""
        words: list[Any] = [self.source, self.data_cut]
        for figure in self.published:
            words += [figure.quantity, figure.cohort, figure.source, figure.status, figure.note]
        values = [figure.value for figure in self.published]
        return all(isinstance(word, str) for word in words) and all(type(value) in (int, float) for value in values)
