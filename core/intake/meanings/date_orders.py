"""Which number of a column's dates is the day and which the month, by what the dates allow."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from core.intake.meanings.dates import DAY_ORDERS, Numbers, Order, is_recent, numbers_of, parse_date


@dataclass(frozen=True, slots=True)
class DateOrder:
    """Which of the numbers of a date is the day; ``order`` None where only the user can say."""

    order: Order | None
    certain: bool
    reason: str


def date_order(
    texts: Collection[str], *, sequences: Iterable[Sequence[str]] = (), today: date | None = None
) -> DateOrder:
    """The order of day, month and year in a column, by what its dates allow.

    ``sequences`` are texts that should not run backwards, such as the visits of one patient in their order: where both
    orders are possible, the only one in which time does not run backwards is a proposal.
    """
    numeric = {text: parts for text in texts if (parts := numbers_of(text))}
    unclear = {text: parts for text, parts in numeric.items() if len(parts[0]) < 3}
    if not unclear:
        reason = "year first" if numeric else "months are written as words, or there are no dates"
        return DateOrder("ymd", True, reason)
    if _years_first(unclear.values(), today):
        return DateOrder("ymd", False, "the first numbers look like years")
    told = _told(unclear)
    if told is not None:
        return told
    if all("." in text for text in unclear):
        return DateOrder("dmy", True, "dates with dots have the day first")
    likely = [order for order in DAY_ORDERS if _runs_forward(sequences, order, today)]
    if len(likely) == 1:
        return DateOrder(likely[0], False, "in the other order visits would run backwards")
    return DateOrder(None, False, "every date can be read with the day first or the month first")


def _told(dates: Mapping[str, Numbers]) -> DateOrder | None:
    """What the dates with a number above 12 say about the others, None where there is none."""
    days_first = [text for text, parts in dates.items() if int(parts[0]) > 12]
    months_first = [text for text, parts in dates.items() if int(parts[1]) > 12]
    if days_first and months_first:
        more: Order = "dmy" if len(days_first) > len(months_first) else "mdy"
        few, many = sorted((len(days_first), len(months_first)))
        reason = f"{len(days_first)} dates have the day first, {len(months_first)} the month first"
        return DateOrder(more if many >= 10 * few else None, False, reason)
    if days_first:
        return DateOrder("dmy", True, "day first: the first number goes beyond 12")
    return DateOrder("mdy", True, "month first: the second number goes beyond 12") if months_first else None


def _years_first(dates: Collection[Numbers], today: date | None) -> bool:
    """Whether dates with two figures for the year seem to begin with it: recent years, and fewer than last numbers."""
    firsts, lasts = {int(first) for first, _, _ in dates}, {int(last) for _, _, last in dates}
    if any(len(last) > 2 for _, _, last in dates) or any(int(second) > 12 for _, second, _ in dates):
        return False
    return all(is_recent(first, today) for first in firsts) and 2 * len(firsts) <= len(lasts)


def _runs_forward(sequences: Iterable[Sequence[str]], order: Order, today: date | None) -> bool:
    for sequence in sequences:
        read = [parse_date(text, order, today=today).value for text in sequence]
        days = [day for day in read if isinstance(day, date)]
        if any(later < earlier for earlier, later in pairwise(days)):
            return False
    return True
