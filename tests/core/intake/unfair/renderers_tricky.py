"""Files that invite a wrong guess: noise beside the scores, tables split up, identifiers that Excel changed."""

import io
from dataclasses import replace
from datetime import date

from openpyxl import Workbook

from tests.core.intake.unfair.rendering import Rendered, table
from tests.core.intake.unfair.truths import Truth, summary

_WEEKS = (0, 4, 8, 12, 16, 24, 36, 52)
_HEADER = ["Patient", "Cohort", "Systemic agent", "Week", "IGA", "BSA", "Itch"]


def _rows(made: Truth) -> list[list]:
    return [[f"J{p.number}", p.cohort, p.agent, v.week, v.iga, v.bsa, v.itch] for p in made for v in p.visits]


def other_scores_around(made: Truth) -> Rendered:
    """EASI, DLQI, change and success beside the three scores: none of them may stand in for one."""
    header = [
        "Patient",
        "Cohort",
        "Systemic agent",
        "Week",
        "EASI",
        "IGA",
        "IGA change from baseline",
        "IGA success (Y/N)",
    ]
    header += ["BSA (m2)", "BSA", "DLQI", "POEM", "Itch NRS", "Itch change", "NRS4 response", "Sleep NRS"]
    rows = []
    for p in made:
        first = p.visits[0].iga
        for v in p.visits:
            change = "" if v.iga is None or first is None else v.iga - first
            rows.append(
                [f"J{p.number}", p.cohort, p.agent, v.week, 17.2, v.iga, change, "N", 1.9, v.bsa, 11, 8, v.itch]
            )
            rows[-1] += [-2, "Y", 6]
    return Rendered((("scores.csv", table(header, rows)),), summary(made, events=False))


def one_file_a_cohort(made: Truth) -> Rendered:
    """The cohort stands in the names of the files only."""
    header = ["Patient", "Systemic agent", "Week", "IGA", "BSA", "Itch"]
    files = tuple(
        (f"Cohort {c}.csv", table(header, [[row[0], *row[2:]] for row in _rows(made) if row[1] == c])) for c in "AB"
    )
    return Rendered(files, summary(made, events=False))


def one_sheet_a_visit(made: Truth) -> Rendered:
    """The week stands in the names of the sheets only; the cohort on the first of them."""
    book = Workbook()
    book.remove(book.active)
    for week in _WEEKS:
        sheet = book.create_sheet("Baseline" if not week else f"Week {week}")
        sheet.append(["Patient", "Cohort", "Systemic agent", "IGA", "BSA", "Itch"])
        for p in made:
            for v in p.visits:
                if v.week == week:
                    sheet.append([f"J{p.number}", p.cohort, p.agent, v.iga, v.bsa, v.itch])
    content = io.BytesIO()
    book.save(content)
    return Rendered((("by visit.xlsx", content.getvalue()),), summary(made, events=False))


def measures_in_rows(made: Truth) -> Rendered:
    """One row a patient and measure, one column a week."""
    rows = []
    for p in made:
        at = {v.week: v for v in p.visits}
        for name, score in (("IGA", "iga"), ("BSA (%)", "bsa"), ("Itch NRS", "itch")):
            rows.append(
                [f"J{p.number}", p.cohort, p.agent, name, *[getattr(at[w], score) if w in at else "" for w in _WEEKS]]
            )
    header = ["Patient", "Cohort", "Systemic agent", "Measure", *[f"Week {w}" for w in _WEEKS]]
    return Rendered((("measures.csv", table(header, rows)),), summary(made, events=False))


def identifiers_once(made: Truth) -> Rendered:
    """Identifier, cohort and agent on the first row of each patient only; the rows below are asked about."""
    rows, last = [], ""
    for row in _rows(made):
        rows.append(row if row[0] != last else ["", "", "", *row[3:]])
        last = row[0]
    return Rendered(
        (("blocks.csv", table(_HEADER, rows)),),
        summary(made, events=False),
        first="asks",
        answers={"accept": "proposals"},
    )


def leading_zeros_lost(made: Truth) -> Rendered:
    """One table has 0007, the other, saved by Excel, 7: patients must not be counted twice in silence."""
    people = [[f"{p.number:04}", p.cohort, p.agent] for p in made]
    visits = [[p.number, v.week, v.iga, v.bsa, v.itch] for p in made for v in p.visits]
    files = (
        ("people.csv", table(["Patient ID", "Cohort", "Systemic agent"], people)),
        ("visits.csv", table(["Patient ID", "Week", "IGA", "BSA", "Itch"], visits)),
    )
    answers = {"accept": "proposals"}
    return Rendered(files, summary(made, events=False), "asks", ("same_patients",), answers)


def numbers_with_decimals(made: Truth) -> Rendered:
    """Numbers a statistics program wrote: identifiers, weeks and grades with ".0"."""
    rows = [
        [
            f"{p.number}.0",
            p.cohort,
            p.agent,
            f"{v.week}.0",
            *["" if s is None else f"{s:.1f}" for s in (v.iga, v.bsa, v.itch)],
        ]
        for p in made
        for v in p.visits
    ]
    people = [[p.number, p.age, p.sex] for p in made]
    files = (("v.csv", table(_HEADER, rows)), ("p.csv", table(["Patient", "Age", "Sex"], people)))
    return Rendered(files, summary(made, events=False), first="either")


def groups_of_another_kind(made: Truth) -> Rendered:
    """A and B name drugs here, not the order of treatments: a question."""
    label = {"A": "A: Drug X 15 mg", "B": "B: Placebo"}
    rows = [[row[0], label[row[1]], *row[2:]] for row in _rows(made)]
    answers = {"values": {"cohort": {label["A"]: "A", label["B"]: "B"}}}
    data = table(["Patient", "Arm", *_HEADER[2:]], rows)
    return Rendered((("arms.csv", data),), summary(made, events=False), "asks", ("cohort_values",), answers)


def one_label_only(made: Truth) -> Rendered:
    """One cohort by name, the others blank: those are left out with a line each, and not guessed."""
    rows = [[row[0], row[1] if row[1] == "A" else "", *row[2:]] for row in _rows(made)]
    own = tuple(p for p in made if p.cohort == "A")
    return Rendered((("half.csv", table(_HEADER, rows)),), summary(own, events=False), flags=("cohort_missing",))


def dates_and_serials_mixed(made: Truth) -> Rendered:
    """A column of dates in which some became the serial numbers of Excel."""
    rows = []
    for p in made:
        for v in p.visits:
            day = p.on(v.day)
            seen = (day - date(1899, 12, 30)).days if v.week in (4, 24) else day
            rows.append([f"J{p.number}", p.cohort, p.agent, p.start, seen, v.iga, v.bsa, v.itch])
    header = ["Patient", "Cohort", "Systemic agent", "Treatment start", "Visit date", "IGA", "BSA", "Itch"]
    return Rendered((("serials.csv", table(header, rows)),), summary(made, events=False), first="either")


def screening_before_baseline(made: Truth) -> Rendered:
    """A screening visit without scores that count, before a baseline with them."""
    rows = []
    for p in made:
        rows.append([f"J{p.number}", p.cohort, p.agent, "Screening", "", "", ""])
        for v in p.visits:
            name = "Baseline (Day 1)" if not v.week else f"Visit {_WEEKS.index(v.week) + 2} (Week {v.week})"
            rows.append([f"J{p.number}", p.cohort, p.agent, name, v.iga, v.bsa, v.itch])
    header = ["Subject", "Cohort", "Systemic agent", "Visit", "IGA", "BSA", "Itch"]
    return Rendered((("visits.csv", table(header, rows)),), summary(made, events=False))


def visit_numbers(made: Truth) -> Rendered:
    """V1 to V8: the numbers say nothing of when, a question."""
    rows = [
        [f"J{p.number}", p.cohort, p.agent, f"V{_WEEKS.index(v.week) + 1}", v.iga, v.bsa, v.itch]
        for p in made
        for v in p.visits
    ]
    header = ["Subject", "Cohort", "Systemic agent", "Visit", "IGA", "BSA", "Itch"]
    answers = {"weeks": {f"V{place + 1}": week for place, week in enumerate(_WEEKS)}}
    return Rendered((("v.csv", table(header, rows)),), summary(made, events=False), "asks", ("event_to_week",), answers)


def no_time_at_all(made: Truth) -> Rendered:
    """Scores of one moment, and nothing says of which."""
    own = tuple(replace(p, visits=tuple(v for v in p.visits if v.week == 0)) for p in made)
    rows = [[row[0], row[1], row[2], *row[4:]] for row in _rows(own)]
    kept = {row[0] for row in rows}
    own = tuple(p for p in own if f"J{p.number}" in kept)
    header = [*_HEADER[:3], *_HEADER[4:]]
    answers = {"constants": {"week": "0"}}
    return Rendered((("now.csv", table(header, rows)),), summary(own, events=False), "asks", ("no_time",), answers)


def weeks_in_two_ways(made: Truth) -> Rendered:
    """The visit by name and by number, and both agree; a column "visit number" that counts."""
    rows = [
        [f"J{p.number}", p.cohort, p.agent, place, f"Week {v.week}", v.week, v.iga, v.bsa, v.itch]
        for p in made
        for place, v in enumerate(p.visits, start=1)
    ]
    header = ["Subject", "Cohort", "Systemic agent", "Visit number", "Visit name", "Week", "IGA", "BSA", "Itch"]
    return Rendered((("twofold.csv", table(header, rows)),), summary(made, events=False))


def events_of_strangers(made: Truth) -> Rendered:
    """Events of a patient who is in no other table: not counted to a cohort, and said."""
    own = _rows(made)
    events = [
        [f"J{p.number}", e.term, e.severity, "Y" if e.serious else "N", "Y" if e.related else "N"]
        for p in made
        for e in p.events
    ]
    events.append(["STRANGER-1", "Headache", "mild", "N", "N"])
    files = (
        ("visits.csv", table(_HEADER, own)),
        ("ae.csv", table(["Patient", "Adverse event", "Severity", "Serious", "Related"], events)),
    )
    return Rendered(files, summary(made), first="either")


def grades_with_commas(made: Truth) -> Rendered:
    """Commas as decimal marks inside quotes, commas as separators."""
    rows = [[*row[:5], "" if row[5] is None else f"{row[5]:.1f}".replace(".", ","), row[6]] for row in _rows(made)]
    return Rendered((("quoted.csv", table(_HEADER, rows)),), summary(made, events=False))


def initials_as_agents(made: Truth) -> Rendered:
    """Codes of agents that only the site knows: a question, answered by the site."""
    codes = {"dupilumab": "D1", "tralokinumab": "T1", "upadacitinib": "U1", "abrocitinib": "X1"}
    codes |= {"methotrexate": "M1", "cyclosporine": "C1", "baricitinib": "B1"}
    own = tuple(replace(p, agents=p.agents[:1]) for p in made)
    rows = [[*row[:2], codes[row[2]], *row[3:]] for row in _rows(own)]
    answers = {"values": {"agent": {code: agent for agent, code in codes.items()}}}
    return Rendered(
        (("codes.csv", table(_HEADER, rows)),), summary(own, events=False), "asks", ("agent_values",), answers
    )


def serious_as_codes(made: Truth) -> Rendered:
    """Serious as 1 and 2 without a code list: a question, whatever it proposes."""
    people = [[f"J{p.number}", p.cohort, p.agent] for p in made]
    events = [
        [f"J{p.number}", e.term, e.severity, 1 if e.serious else 2, "Y" if e.related else "N"]
        for p in made
        for e in p.events
    ]
    files = (
        ("people.csv", table(["Patient", "Cohort", "Systemic agent"], people)),
        ("ae.csv", table(["Patient", "Adverse event", "Severity", "Serious", "Related"], events)),
    )
    answers = {"values": {"serious": {"1": "yes", "2": "no"}}}
    return Rendered(files, summary(made, scores=()), "asks", ("serious_values",), answers)


def answers_of_a_survey(made: Truth) -> Rendered:
    """Titles that are questions in whole sentences."""
    header = ["What is the participant's study ID?", "Which cohort was the patient in (A or B)?"]
    header += [
        "What systemic medication is the patient taking?",
        "Week of follow-up",
        "Investigator's Global Assessment (0-4)",
    ]
    header += ["Percent body surface area affected", "Worst itch in the past 24 hours (0-10)"]
    return Rendered(
        (("survey.csv", table(header, _rows(made))),),
        summary(made, events=False),
        first="either",
        answers={"accept": "proposals"},
    )


def two_raters(made: Truth) -> Rendered:
    """Two columns are an IGA, by two raters: a question which one counts."""
    rows = [[*row[:4], row[4], "" if row[4] is None else min(4, row[4] + 1), *row[5:]] for row in _rows(made)]
    header = [*_HEADER[:4], "IGA (investigator)", "IGA (physician)", *_HEADER[5:]]
    answers = {"columns": {"raters.csv": {"IGA (investigator)": "iga", "IGA (physician)": "ignore"}}}
    return Rendered(
        (("raters.csv", table(header, rows)),), summary(made, events=False), "asks", ("column_map",), answers
    )


RENDERERS = (
    other_scores_around,
    one_file_a_cohort,
    one_sheet_a_visit,
    measures_in_rows,
    identifiers_once,
    leading_zeros_lost,
    numbers_with_decimals,
    groups_of_another_kind,
    one_label_only,
    dates_and_serials_mixed,
    screening_before_baseline,
    visit_numbers,
    no_time_at_all,
    weeks_in_two_ways,
    events_of_strangers,
    grades_with_commas,
    initials_as_agents,
    serious_as_codes,
    answers_of_a_survey,
    two_raters,
)
