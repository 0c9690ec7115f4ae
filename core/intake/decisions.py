"""Questions only the user can answer, and proposals the user has to see."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide.

    ``about`` is the kind ("column_map", "cohort_values", "event_to_week", "week_from_dates", "date_order",
    "severity_map", "relatedness_map", "agent_values", "phi_columns", "scale", "duplicate_visit", "two_cohorts", ...).
    ``key`` is where the answer stands in the answers file, e.g. ("values", "cohort"), ``proposal`` what would be
    written there, None where nothing is proposed. ``options`` are the permitted answers in words. A decision that
    ``blocks`` stops the import until it is answered or its proposal accepted; one that does not is applied as
    proposed and said aloud.
    """

    id: str
    about: str
    question: str
    key: tuple[str, ...]
    proposal: Any
    options: tuple[str, ...]
    blocks: bool
    answered: bool = False
