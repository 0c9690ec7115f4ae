"""Weeks, months, study days and years -> weeks from time zero, and what there is to say about it."""

from collections.abc import Callable

from core.intake.parsed import Parsed

# The planned week a visit after so many months is called by: registries count four-week blocks or quarters of a year.
MONTHS = {0: 0.0, 1: 4.0, 2: 8.0, 3: 12.0, 4: 16.0, 6: 24.0, 9: 36.0, 12: 52.0}
WEEKS_PER_MONTH = 365.25 / 7 / 12
WEEKS_PER_YEAR = 52.0


def from_weeks(number: float) -> Parsed:
    """Weeks as they are, within a hundred years."""
    if abs(number) > 5200:
        return Parsed(None, "value_out_of_range", "is more than 5200 weeks")
    return Parsed(number)


def from_months(number: float, *, certain: bool = True) -> Parsed:
    """Months as the planned week they are called by, others by the calendar."""
    if abs(number) > 1200:
        return Parsed(None, "value_out_of_range", "is more than 1200 months")
    weeks = MONTHS.get(int(number)) if number == int(number) else None
    if number == 0 and certain:
        return Parsed(0.0)
    said = f"month {number:g} is read as week "
    if weeks is not None:
        return Parsed(weeks, "month_to_week", f"{said}{weeks:g}", certain)
    weeks = round(number * WEEKS_PER_MONTH, 1)
    return Parsed(weeks, "month_to_week", f"{said}{weeks:g}", certain)


def from_days(number: float) -> Parsed:
    """Study days as weeks and parts of one."""
    if abs(number) > 36_500:
        return Parsed(None, "value_out_of_range", "is more than 36500 days")
    # Study days have no day 0: their day 1 is the start.
    weeks = 0.0 if number == 1 else round(number / 7, 2)
    return Parsed(weeks, "day_to_week" if weeks else "", f"day {number:g} is read as week {weeks:g}" if weeks else "")


def from_years(number: float) -> Parsed:
    """Years of 52 weeks, the planned visits of which are called by weeks."""
    if abs(number) > 100:
        return Parsed(None, "value_out_of_range", "is more than 100 years")
    weeks = number * WEEKS_PER_YEAR
    return Parsed(weeks, "month_to_week", f"year {number:g} is read as week {weeks:g}")


IN_WEEKS: dict[str, Callable[[float], Parsed]] = {
    "week": from_weeks,
    "month": from_months,
    "day": from_days,
    "year": from_years,
}
