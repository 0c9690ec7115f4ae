"""Layouts of spreadsheets and exports: titles, merged headers, blocks, totals, line ends, odd separators, workbooks."""

import io
from datetime import datetime

from openpyxl import Workbook

from tests.core.intake.unfair.rendering import Rendered, blank, table, zipped
from tests.core.intake.unfair.truths import Truth, summary

_WEEKS = (0, 4, 8, 12, 16, 24, 36, 52)
_SCORES = ("iga", "bsa", "itch")


def _saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _at(patient, week, score):
    return next((getattr(v, score) for v in patient.visits if v.week == week), None)


def workbook_of_three_sheets(made: Truth) -> Rendered:
    """Sheets of patients, visits and events; dates are serial numbers, BSA is a percent cell that stores a share."""
    book = Workbook()
    people = book.active
    people.title = "Demographics"
    people.append(["Pat-ID", "Cohort", "Systemic", "Start of combination", "Age", "Sex"])
    for p in made:
        people.append([f"Z{p.number}", p.cohort, p.agent, datetime(*p.start.timetuple()[:3]), p.age, p.sex])
    visits = book.create_sheet("Visits")
    visits.append(["Pat-ID", "Visit date", "IGA", "BSA", "Itch"])
    for p in made:
        for v in p.visits:
            share = None if v.bsa is None else v.bsa / 100
            visits.append([f"Z{p.number}", datetime(*p.on(v.day).timetuple()[:3]), v.iga, share, v.itch])
            visits.cell(visits.max_row, 4).number_format = "0.0%"
    events = book.create_sheet("AEs")
    events.append(["Pat-ID", "AE", "Severity", "SAE", "Related", "Onset"])
    for p in made:
        for e in p.events:
            onset = datetime(*p.on(e.day).timetuple()[:3])
            events.append([f"Z{p.number}", e.term, e.severity, e.serious, e.related, onset])
    return Rendered((("study.xlsx", _saved(book)),), summary(made), said=("week_from_dates",))


def merged_header(made: Truth) -> Rendered:
    """A wide sheet: the week merged over its three scores, the names of the columns below it."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Patient", "Cohort", "Drug", *[c for w in _WEEKS for c in (f"Week {w}", None, None)]])
    sheet.append([None, None, None, *["IGA", "BSA (%)", "Itch NRS"] * len(_WEEKS)])
    for place in range(len(_WEEKS)):
        sheet.merge_cells(start_row=1, end_row=1, start_column=4 + 3 * place, end_column=6 + 3 * place)
    for column in (1, 2, 3):
        sheet.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
    for p in made:
        sheet.append([f"W-{p.number}", p.cohort, p.agent, *[_at(p, w, s) for w in _WEEKS for s in _SCORES]])
    return Rendered((("wide.xlsx", _saved(book)),), summary(made, events=False))


def merged_header_as_text(made: Truth) -> Rendered:
    """The same with measures above the visits, saved as text: what was merged is blank."""
    titles = {"iga": "Investigator Global Assessment", "bsa": "Body surface area", "itch": "Peak pruritus NRS"}
    top = ["", "", ""] + [title for s in _SCORES for title in (titles[s], *[""] * (len(_WEEKS) - 1))]
    below = ["Subject", "Group", "Biologic/JAK"] + [
        ("Baseline" if not w else f"Wk {w}") for _ in _SCORES for w in _WEEKS
    ]
    rows = [below] + [
        [f"{p.number:03}", f"Group {p.cohort}", p.agent, *[_at(p, w, s) for s in _SCORES for w in _WEEKS]] for p in made
    ]
    return Rendered((("by measure.csv", table(top, rows)),), summary(made, events=False))


def stacked_sites(made: Truth) -> Rendered:
    """One block a site, each with its own name, header, total and blank rows; a footnote at the end."""
    header = "ID,Coh,Systemic,Week,IGA,BSA,Itch"
    lines = ["Retrospective review of ruxolitinib cream", ""]
    for site in range(3):
        own = [(p, v) for p in made if p.number % 3 == site for v in p.visits]
        lines += [f"Site: Clinic {'ABC'[site]}", header]
        lines += [
            ",".join(map(blank, [f"N{p.number}", p.cohort, p.agent, v.week, v.iga, v.bsa, v.itch])) for p, v in own
        ]
        igas = [v.iga for _, v in own if v.iga is not None]
        lines += [f"Total,,,{len(own)} visits,{sum(igas) / len(igas):.2f},,", ""]
    lines += ["* BSA by palm method; n.d. = not done"]
    return Rendered((("sites.csv", "\n".join(lines).encode()),), summary(made, events=False))


def titles_and_units(made: Truth) -> Rendered:
    """Two title rows and a blank one before the header, a row of units below it."""
    lines = [
        "Dermatology Associates - AD combination cohort;;;;;;",
        "Printed 14.05.2025 08:12 by user 7;;;;;;",
        ";;;;;;",
    ]
    lines += ["Pt no;Cohort;Systemic agent;Week;IGA;BSA;Itch", ";(A/B);;(wk);(0-4);(%);(NRS 0-10)"]
    lines += [
        ";".join(map(blank, [p.number, p.cohort, p.agent, v.week, v.iga, v.bsa, v.itch]))
        for p in made
        for v in p.visits
    ]
    return Rendered((("printout.csv", "\r\n".join(lines).encode()),), summary(made, events=False))


def separator_line_and_remarks(made: Truth) -> Rendered:
    """A line "sep=|", remarks over several lines with quotes and separators in them."""
    rows = [
        [f"Q{p.number}", p.cohort, p.agent, v.week, v.iga, v.bsa, v.itch, 'itchy,\n"very" | sore\n\nsee letter']
        for p in made
        for v in p.visits
    ]
    header = ["Patient", "Cohort", "Agent", "Week", "IGA", "BSA", "Itch", "Remarks"]
    data = table(header, rows, sep="|", before="sep=|\r\n")
    return Rendered((("remarks.csv", data),), summary(made, events=False))


def r_data_frame(made: Truth) -> Rendered:
    """write.csv of R: row numbers without a title, strings quoted, NA for what is missing."""
    header = '"","subj","cohort","agent","wk","iga","bsa","itch"'
    lines, number = [header], 0
    for p in made:
        for v in p.visits:
            number += 1
            scores = ["NA" if s is None else f"{s:g}" for s in (v.iga, v.bsa, v.itch)]
            lines.append(f'"{number}","R{p.number}","{p.cohort}","{p.agent}",{v.week},{",".join(scores)}')
    return Rendered((("df.csv", "\n".join(lines).encode()),), summary(made, events=False))


def carriage_returns(made: Truth) -> Rendered:
    """An old Macintosh file: lines end with a carriage return only; tabs; months of the visit as a number."""
    months = {0: 0, 4: 1, 8: 2, 12: 3, 16: 4, 24: 6, 36: 9, 52: 12}
    rows = [[f"M{p.number}", p.cohort, p.agent, months[v.week], v.iga, v.bsa, v.itch] for p in made for v in p.visits]
    header = ["Patient code", "Cohort", "Systemic drug", "Month", "IGA", "% BSA", "NRS itch"]
    return Rendered((("old mac.txt", table(header, rows, sep="\t", end="\r")),), summary(made, events=False))


def bars_from_the_record(made: Truth) -> Rendered:
    """An export of the hospital's record, split by bars: MRN as the only key, names, dates with times."""
    header = [
        "PAT_MRN",
        "PAT_NAME",
        "DOB",
        "STUDY_COHORT",
        "SYSTEMIC_AGENT",
        "TX_START_DT",
        "CONTACT_DT",
        "IGA",
        "BSA",
        "ITCH",
    ]
    rows = [
        [
            f"00{p.number + 731400}",
            f"ZZTEST,{'ABCDEFGH'[p.number % 8]}ONY{p.number}",
            f"19{p.age:02}-02-1{p.number % 9}",
            p.cohort,
            p.agent,
            f"{p.start} 00:00:00",
            f"{p.on(v.day)} 09:3{p.number % 10}:00",
            v.iga,
            v.bsa,
            v.itch,
        ]
        for p in made
        for v in p.visits
    ]
    return Rendered(
        (("clarity.txt", table(header, rows, sep="|")),),
        summary(made, events=False),
        first="asks",
        about=("phi_columns",),
        answers={"accept": "proposals"},
        private=tuple(cell for row in rows for cell in row[:3]),
    )


def zipped_tables(made: Truth) -> Rendered:
    """Three tables in folders of an archive, beside a note that is no table."""
    people = [[f"T-{p.number}", p.cohort, p.agent, p.age] for p in made]
    visits = [[f"T-{p.number}", v.week, v.iga, v.bsa, v.itch] for p in made for v in p.visits]
    events = [
        [
            f"T-{p.number}",
            e.term,
            e.soc,
            e.severity,
            "Y" if e.serious else "N",
            "Y" if e.related else "N",
            f"{e.day / 7:.1f}",
        ]
        for p in made
        for e in p.events
    ]
    content = zipped(
        (
            ("export/", b""),
            ("export/subjects.csv", table(["subject", "cohort", "agent", "age"], people)),
            ("export/visits.csv", table(["subject", "week", "iga", "bsa", "itch"], visits)),
            (
                "export/ae.csv",
                table(["subject", "term", "soc", "severity", "serious", "related", "start_week"], events),
            ),
            ("__MACOSX/export/._ae.csv", b"\x00\x05\x16\x07"),
        )
    )
    return Rendered((("download.zip", content),), summary(made))


RENDERERS = (
    workbook_of_three_sheets,
    merged_header,
    merged_header_as_text,
    stacked_sites,
    titles_and_units,
    separator_line_and_remarks,
    r_data_frame,
    carriage_returns,
    bars_from_the_record,
    zipped_tables,
)
