"""Numbers as the pages, exports and sentences print them. Undefined is a dash, never 0."""

from math import isfinite

UNDEFINED = "–"

# Below ten patients an interval or a test says more than the data do; below five even a percentage does.
MIN_FOR_INTERVAL = 10
MIN_FOR_ESTIMATE = 5


def number(value: float, decimals: int = 1) -> str:
    """A number with fixed decimals, its thousands apart; never "-0.0"."""
    if not isfinite(value):
        return UNDEFINED
    text = f"{value:,.{decimals}f}"
    return text.lstrip("-") if not text.strip("-0.") else text


def percent(proportion: float, decimals: int = 1) -> str:
    """A proportion (0-1) as a percentage."""
    return UNDEFINED if not isfinite(proportion) else f"{number(100 * proportion, decimals)}%"


def interval(low: float, high: float, decimals: int = 1) -> str:
    """Two limits, "3.2 to 65.1"; a dash where they are undefined."""
    if not isfinite(low) or not isfinite(high):
        return UNDEFINED
    return f"{number(low, decimals)} to {number(high, decimals)}"


def whole(count: int) -> str:
    """A count, its thousands apart: "58,347"."""
    return f"{count:,}"


def short(count: int) -> str:
    """A count where there is little room: from ten thousand on three digits of it, "58.3k" or "1.23M"."""
    if count < 10_000:
        return str(count)
    size, unit = (1_000_000, "M") if count >= 999_500 else (1_000, "k")
    value = count / size
    return f"{value:.{2 if value < 9.995 else 1 if value < 99.95 else 0}f}{unit}"


def share(count: int, total: int) -> str:
    """ "2/41 (4.9%)"; only the counts where fewer than five could be judged."""
    return _share(whole(count), whole(total), count, total, decimals=1)


def short_share(count: int, total: int, decimals: int = 1) -> str:
    """The same where there is little room."""
    return _share(short(count), short(total), count, total, decimals)


def _share(count_text: str, total_text: str, count: int, total: int, decimals: int) -> str:
    counts = f"{count_text}/{total_text}"
    return counts if total < MIN_FOR_ESTIMATE else f"{counts} ({percent(count / total, decimals)})"


def patients(count: int) -> str:
    return f"{whole(count)} patient" if count == 1 else f"{whole(count)} patients"
