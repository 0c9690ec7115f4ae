"""How many patients two selections of one extract share."""

from dataclasses import dataclass

from core.coding import Coded
from core.facets import selected
from core.selection import Selection


@dataclass(frozen=True, slots=True)
class Overlap:
    """Patients in the one, in the other, and in both."""

    one: int
    other: int
    both: int


def overlap(coded: Coded, one: Selection, other: Selection) -> Overlap:
    """Count the patients of two selections; what they compare by and which events count does not matter."""
    first, second = selected(coded, one), selected(coded, other)
    return Overlap(int(first.sum()), int(second.sum()), int((first & second).sum()))
