"""When a visit was: months, study days, and dates in the orders and words people write them in."""

from dataclasses import replace

from tests.core.intake.unfair.rendering import Rendered, table
from tests.core.intake.unfair.truths import Truth, summary

_MONTHS = {0: 0, 4: 1, 8: 2, 12: 3, 16: 4, 24: 6, 36: 9, 52: 12}


def _dated(made: Truth, name: str, start: str, visit: str, **known: object) -> Rendered:
    """One row a visit with the date of the start and of the visit, written by a format of strftime."""
    rows = [
        [f"U{p.number}", p.cohort, p.agent, p.start.strftime(start), p.on(v.day).strftime(visit), v.iga, v.bsa, v.itch]
        for p in made
        for v in p.visits
    ]
    header = ["Patient ID", "Cohort", "Systemic agent", "Treatment start", "Visit date", "IGA", "BSA", "Itch NRS"]
    known = {"said": ("week_from_dates",), **known}
    return Rendered(((name, table(header, rows)),), summary(made, events=False), **known)  # type: ignore[arg-type]


def day_first_dates(made: Truth) -> Rendered:
    return _dated(made, "uk.csv", "%d/%m/%Y", "%d/%m/%Y")


def month_first_dates(made: Truth) -> Rendered:
    return _dated(made, "us.csv", "%m/%d/%y", "%m/%d/%Y")


def sas_dates(made: Truth) -> Rendered:
    return _dated(made, "date9.csv", "%d%b%Y", "%d%b%Y")


def dates_in_words(made: Truth) -> Rendered:
    return _dated(made, "words.csv", "%B %d, %Y", "%d %B %Y")


def ambiguous_dates(made: Truth) -> Rendered:
    """Every day is 1 to 12, so that the dates read both ways: a question. Visits are moved to such a day."""
    own = []
    for p in made:
        p = replace(p, start=p.start.replace(day=1 + p.number % 12))
        visits = []
        for v in p.visits:
            near = [d for d in range(v.day - 13, v.day + 13) if p.on(d).day <= 12 and (d <= 0 if v.week == 0 else True)]
            day = 0 if v.week == 0 else min(near, key=lambda d: abs(d - v.week * 7), default=None)
            if day is not None and abs(day - v.week * 7) < 13:
                visits.append(replace(v, day=day))
        own.append(replace(p, visits=tuple(visits)))
    answers = {"date_order": {"Treatment start": "dmy", "Visit date": "dmy"}}
    return _dated(tuple(own), "when.csv", "%d/%m/%Y", "%d/%m/%Y", first="asks", about=("date_order",), answers=answers)


def study_days(made: Truth) -> Rendered:
    """Study days without a day 0: day 1 is the start, the day before is day -1."""
    rows = [
        [p.number, p.cohort, p.agent, v.day + 1 if v.day >= 0 else v.day, v.iga, v.bsa, v.itch]
        for p in made
        for v in p.visits
    ]
    header = ["Subject number", "Cohort", "Systemic agent", "Study day", "vIGA-AD", "BSA (%)", "PP-NRS"]
    return Rendered((("days.csv", table(header, rows)),), summary(made, events=False))


def months_in_titles(made: Truth) -> Rendered:
    """One row a patient; the visits are months and stand before the score: "3mo IGA"."""
    header = ["Pt", "Cohort", "Systemic"]
    header += [f"{'BL' if not m else f'{m}mo'} {score}" for m in _MONTHS.values() for score in ("IGA", "BSA", "itch")]
    rows = []
    for p in made:
        at = {v.week: v for v in p.visits}
        scores = [getattr(at[w], s) if w in at else None for w in _MONTHS for s in ("iga", "bsa", "itch")]
        rows.append([f"pt{p.number}", p.cohort, p.agent, *scores])
    return Rendered((("months.csv", table(header, rows)),), summary(made, events=False))


def follow_up_names(made: Truth) -> Rendered:
    """Visits by name: "Initial visit", "4 wk F/U", "3 month follow-up", "1 yr"; an unscheduled one without scores."""
    names = {0: "Initial visit", 4: "4 wk F/U", 8: "8 wk F/U", 12: "3 month follow-up", 16: "16 wk F/U"}
    names |= {24: "6 month follow-up", 36: "9 month follow-up", 52: "1 yr follow-up"}
    rows = [[p.number, p.cohort, p.agent, names[v.week], v.iga, v.bsa, v.itch] for p in made for v in p.visits]
    rows.append([made[0].number, made[0].cohort, made[0].agent, "Unscheduled", "", "", ""])
    header = ["Patient #", "Cohort", "Systemic agent", "Visit", "IGA", "BSA", "Itch"]
    return Rendered((("followup.csv", table(header, rows)),), summary(made, events=False))


def partial_dates(made: Truth) -> Rendered:
    """Events of which only the month or the year is known: their number stands, their week does not."""
    people = [[f"V{p.number}", p.cohort, p.agent, p.start] for p in made]
    forms = ("%Y-%m-%d", "%Y-%m", "%Y", "UN-%b-%Y")
    events = [
        [f"V{p.number}", e.term, e.severity, "Yes" if e.serious else "No", "Yes" if e.related else "No"]
        + [p.on(e.day).strftime(forms[e.day % 4])]
        for p in made
        for e in p.events
    ]
    return Rendered(
        (
            ("p.csv", table(["patient", "cohort", "agent", "start of treatment"], people)),
            ("e.csv", table(["patient", "adverse event", "severity", "serious", "related", "onset date"], events)),
        ),
        summary(made, scores=()),
    )


def weeks_apart_from_dates(made: Truth) -> Rendered:
    """Clinic scores by week and an itch diary by week in two tables, the itch of one visit in the other."""
    clinic = [[f"L{p.number}", p.cohort, p.agent, f"W{v.week}", v.iga, v.bsa] for p in made for v in p.visits]
    diary = [[f"L{p.number}", v.week, v.itch] for p in made for v in p.visits if v.itch is not None]
    return Rendered(
        (
            ("clinic.csv", table(["ID", "Cohort", "Systemic", "Visit", "IGA", "BSA"], clinic)),
            ("diary.csv", table(["ID", "Week", "Peak pruritus"], diary)),
        ),
        summary(made, events=False),
    )


RENDERERS = (
    day_first_dates,
    month_first_dates,
    sas_dates,
    dates_in_words,
    ambiguous_dates,
    study_days,
    months_in_titles,
    follow_up_names,
    partial_dates,
    weeks_apart_from_dates,
)
