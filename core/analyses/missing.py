"""What does a missing score count as? The rules, and where each applies."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MissingRule:
    label: str
    definition: str


OBSERVED = "observed"
CARRIED = "locf"

MISSING_RULES = {
    OBSERVED: MissingRule(
        "Observed",
        "Only recorded scores count, of the patients assessed at that week. Nothing is filled in, so it speaks of "
        "those who were seen.",
    ),
    "nri": MissingRule(
        "Missing is no response",
        "A patient without a score at that week counts as one who did not respond, of all who could respond. In a "
        "chart review a visit that did not take place is not a failure, so it tends to be too low.",
    ),
    "bounds": MissingRule(
        "Worst and best case",
        "The share if none, and if every one, of the patients without a score had responded. Whatever the missing "
        "scores were, the share of all who could respond lies between the two; the distance is what is not known. For "
        "a yes/no outcome the worst case is the same as missing is no response.",
    ),
    CARRIED: MissingRule(
        "Last score carried forward (legacy)",
        "A week without a score takes the last one of an earlier nominal week, the baseline included. It assumes that "
        "nothing changed since, can be wrong in either direction and makes intervals too narrow; it is here to compare "
        "with older reports only (discouraged by the National Research Council, 2010).",
    ),
}


def require_rule(missing: str, allowed: Collection[str]) -> None:
    """Raise ValueError where a rule does not apply to an analysis."""
    if missing not in allowed:
        raise ValueError(f"missing must be one of {', '.join(allowed)}, but got {missing}")
