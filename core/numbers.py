"""Numbers as the pages, exports and sentences print them. Undefined is a dash, never 0."""

from math import isfinite

UNDEFINED = "–"

# Below ten patients an interval or a test says more than the data do; below five even a percentage does.
MIN_FOR_INTERVAL = 10
MIN_FOR_ESTIMATE = 5


def number(value: float, decimals: int = 1) -> str:
    """A number with fixed decimals; never "-0.0"."""
    if not isfinite(value):
        return UNDEFINED
    text = f"{value:.{decimals}f}"
    return text.lstrip("-") if float(text) == 0 else text


def percent(proportion: float, decimals: int = 1) -> str:
    """A proportion (0-1) as a percentage."""
    return UNDEFINED if not isfinite(proportion) else f"{number(100 * proportion, decimals)}%"


def interval(low: float, high: float, decimals: int = 1) -> str:
    """Two limits, "3.2 to 65.1"; a dash where they are undefined."""
    if not isfinite(low) or not isfinite(high):
        return UNDEFINED
    return f"{number(low, decimals)} to {number(high, decimals)}"


def share(count: int, total: int) -> str:
    """ "2/41 (4.9%)"; only the counts where fewer than five could be judged."""
    if total < MIN_FOR_ESTIMATE:
        return f"{count}/{total}"
    return f"{count}/{total} ({percent(count / total)})"


def patients(count: int) -> str:
    return f"{count} patient" if count == 1 else f"{count} patients"
