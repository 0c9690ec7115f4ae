"""The value of one distinct cell text, as the parsers of this package return it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a cell text means.

    ``value`` is the canonical value, None where there is none. ``code`` is empty for plainly read cells, else the kind
    of remark ("missing_token", "text_to_score", "value_out_of_range", "not_a_number", "not_scorable", ...) that
    findings are grouped by, and ``reason`` says it in a few words. ``certain`` is False where a person has to confirm:
    a proposal, never a silent guess.
    """

    value: Any
    code: str = ""
    reason: str = ""
    certain: bool = True


MISSING = Parsed(None)
