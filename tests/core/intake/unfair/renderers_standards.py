"""CDISC tables (SDTM, ADaM, SAS transport) and flowsheets with one row a measurement."""

import struct
from collections.abc import Sequence
from typing import Any

from tests.core.intake.unfair.rendering import Rendered, table
from tests.core.intake.unfair.truths import Truth, summary

_ARMS = {"A": "Cohort A: cream, then systemic", "B": "Cohort B: systemic, then cream"}
_TESTS = (
    ("iga", "IGA", "Investigator Global Assessment"),
    ("bsa", "BSA", "Body Surface Area"),
    ("itch", "PPNRS", "Peak Pruritus NRS"),
)


def sdtm(made: Truth) -> Rendered:
    """DM, QS, AE and the systemic in CM; dates as ISO text, some of events partial; other questionnaires around."""
    dm = [
        ["RX1", "DM", f"RX1-{p.number}", p.number, p.start, p.age, "YEARS", p.sex, p.cohort, _ARMS[p.cohort]]
        for p in made
    ]
    cm = [["RX1", "CM", f"RX1-{p.number}", a.upper(), p.systemic_start] for p in made for a in p.agents]
    qs = []
    for p in made:
        for v in p.visits:
            name = "BASELINE" if not v.week else f"WEEK {v.week}"
            for field, code, test in (*_TESTS, ("", "DLQI01", "Dermatology Life Quality Index")):
                value = getattr(v, field) if field else 7
                if value is not None:
                    qs.append(
                        [
                            "RX1",
                            "QS",
                            f"RX1-{p.number}",
                            len(qs),
                            code,
                            test,
                            value,
                            value,
                            name,
                            p.on(v.day),
                            v.day + (v.day >= 0),
                        ]
                    )
    ae = []
    for p in made:
        for e in p.events:
            date = str(p.on(e.day))[:7] if e.day % 5 == 0 else str(p.on(e.day))
            told = [e.term.lower(), e.term, e.soc, e.severity.upper().replace("-", " "), "Y" if e.serious else "N"]
            ae.append(["RX1", "AE", f"RX1-{p.number}", len(ae), *told, "POSSIBLE" if e.related else "NONE", date])
    return Rendered(
        (
            ("dm.csv", table("STUDYID DOMAIN USUBJID SUBJID RFSTDTC AGE AGEU SEX ARMCD ARM", dm)),
            ("cm.csv", table("STUDYID DOMAIN USUBJID CMTRT CMSTDTC", cm)),
            (
                "qs.csv",
                table("STUDYID DOMAIN USUBJID QSSEQ QSTESTCD QSTEST QSORRES QSSTRESN VISIT QSDTC QSDY", qs),
            ),
            (
                "ae.csv",
                table("STUDYID DOMAIN USUBJID AESEQ AETERM AEDECOD AEBODSYS AESEV AESER AEREL AESTDTC", ae),
            ),
        ),
        summary(made),
    )


def adam(made: Truth) -> Rendered:
    """ADSL, ADQS with rows carried forward, and ADAE with a row for everybody who had no event."""
    adsl = [
        ["AD7", f"AD7.{p.number}", p.number, _ARMS[p.cohort], p.agent, f"{p.start:%d%b%Y}".upper(), p.age, p.sex, "Y"]
        for p in made
    ]
    adqs = []
    for p in made:
        for field, code, name in _TESTS:
            seen = {v.week: v for v in p.visits}
            last = None
            for week in (0, 4, 8, 12, 16, 24, 36, 52):
                value = getattr(seen[week], field) if week in seen else None
                visit = "Baseline" if not week else f"Week {week}"
                if value is not None:
                    last = value
                    adqs.append(["AD7", f"AD7.{p.number}", code, name, value, visit, week, "", "Y"])
                elif last is not None and week:
                    adqs.append(["AD7", f"AD7.{p.number}", code, name, last, visit, week, "LOCF", "Y"])
    adae = []
    for p in made:
        for e in p.events:
            told = [
                e.term,
                e.soc,
                e.severity.upper(),
                "Y" if e.serious else "N",
                "RELATED" if e.related else "NOT RELATED",
            ]
            adae.append(["AD7", f"AD7.{p.number}", *told, e.day + 1, "Y"])
        if not p.events:
            adae.append(["AD7", f"AD7.{p.number}", "", "", "", "", "", "", ""])
    return Rendered(
        (
            ("adsl.csv", table("STUDYID USUBJID SUBJID TRT01A SYSAGENT TRTSDT AGE SEX SAFFL", adsl)),
            ("adqs.csv", table("STUDYID USUBJID PARAMCD PARAM AVAL AVISIT AVISITN DTYPE ANL01FL", adqs)),
            ("adae.csv", table("STUDYID USUBJID AEDECOD AEBODSYS AESEV AESER AEREL ASTDY TRTEMFL", adae)),
        ),
        summary(made),
        answers={"columns": {"adsl.csv": {"SYSAGENT": "agent"}}},
        flags=("derived_rows",),
    )


def transport(made: Truth) -> Rendered:
    """Two data sets as SAS transport files; dates are numbers since 1960 with the format DATE9."""
    epoch = made[0].start.replace(year=1960, month=1, day=1)
    people = [[f"XP{p.number:03}", p.cohort, p.agent, float((p.start - epoch).days), float(p.age)] for p in made]
    visits = [
        [
            f"XP{p.number:03}",
            float((p.on(v.day) - epoch).days),
            *[None if s is None else float(s) for s in (v.iga, v.bsa, v.itch)],
        ]
        for p in made
        for v in p.visits
    ]
    return Rendered(
        (
            (
                "people.xpt",
                xport(
                    "PEOPLE",
                    [("PATID", 8, ""), ("COHORT", 8, ""), ("AGENT", 32, ""), ("STARTDT", 0, "DATE"), ("AGE", 0, "")],
                    people,
                ),
            ),
            (
                "visits.xpt",
                xport(
                    "VISITS",
                    [("PATID", 8, ""), ("VISITDT", 0, "DATE"), ("IGA", 0, ""), ("BSA", 0, ""), ("ITCH", 0, "")],
                    visits,
                ),
            ),
        ),
        summary(made, events=False),
        said=("week_from_dates",),
    )


def xport(name: str, columns: Sequence[tuple[str, int, str]], rows: Sequence[Sequence[Any]]) -> bytes:
    """A SAS transport file, version 5, as SAS TS-140 describes it. Columns are name, width (0: a number), format."""

    def card(text: str) -> bytes:
        return text.encode().ljust(80)

    when = "01JAN25:00:00:00"
    head = card("HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!" + "0" * 30)
    head += card(f"{'SAS':8}{'SAS':8}{'SASLIB':8}{'9.4':8}{'X64':8}{'':24}{when}") + card(when)
    head += card("HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!000000000000000001600000000140")
    head += card("HEADER RECORD*******DSCRPTR HEADER RECORD!!!!!!!" + "0" * 30)
    head += card(f"{'SAS':8}{name:8}{'SASDATA':8}{'9.4':8}{'X64':8}{'':24}{when}") + card(f"{when}{'':16}{'':40}{'':8}")
    head += card(f"HEADER RECORD*******NAMESTR HEADER RECORD!!!!!!!{0:06}{len(columns):04}{'0' * 20}")
    names, place = b"", 0
    for number, (title, width, form) in enumerate(columns, start=1):
        length = width or 8
        names += struct.pack(
            ">hhhh8s40s8shhh2s8shhl52s",
            2 if width else 1,
            0,
            length,
            number,
            title.encode().ljust(8),
            b"".ljust(40),
            form.encode().ljust(8),
            9 if form else 0,
            0,
            0,
            b"\0\0",
            b"".ljust(8),
            0,
            0,
            place,
            b"\0" * 52,
        )
        place += length
    names = names.ljust(-(-len(names) // 80) * 80)
    body = b"".join(
        cell.encode().ljust(width) if width else _ibm(cell)
        for row in rows
        for cell, (_, width, _) in zip(row, columns, strict=True)
    )
    return (
        head
        + names
        + card("HEADER RECORD*******OBS     HEADER RECORD!!!!!!!" + "0" * 30)
        + body.ljust(-(-len(body) // 80) * 80)
    )


def _ibm(value: float | None) -> bytes:
    """A number as IBM wrote it: base 16, exponent 64 too high; a full stop where there is none."""
    if value is None:
        return b"." + b"\0" * 7
    if value == 0:
        return b"\0" * 8
    sign, value, exponent = (0x80 if value < 0 else 0), abs(value), 64
    while value >= 1:
        value, exponent = value / 16, exponent + 1
    while value < 1 / 16:
        value, exponent = value * 16, exponent - 1
    return bytes([sign | exponent]) + int(value * (1 << 56)).to_bytes(7, "big")


def flowsheet(made: Truth) -> Rendered:
    """Rows of a nursing flowsheet: name of the measure, value, time of recording; the patients in a second table."""
    names = {"iga": "IGA score", "bsa": "BSA % affected", "itch": "Itch severity (NRS 0-10)"}
    rows = []
    for p in made:
        for v in p.visits:
            day = p.on(v.day)
            for place, (field, name) in enumerate(names.items()):
                if getattr(v, field) is not None:
                    rows.append([f"E{p.number:05}", f"{day} 08:0{place}", name, getattr(v, field)])
            rows.append([f"E{p.number:05}", f"{day} 08:05", "Pulse", 72])
    people = [[f"E{p.number:05}", p.cohort, p.agent, p.start] for p in made]
    return Rendered(
        (
            ("flowsheet.csv", table(["PATIENT_KEY", "RECORDED_TIME", "FLO_MEAS_NAME", "MEAS_VALUE"], rows)),
            ("cohort list.csv", table(["PATIENT_KEY", "COHORT", "SYSTEMIC", "COMBINATION_START"], people)),
        ),
        summary(made, events=False),
        flags=("measures_not_used",),
    )


RENDERERS = (sdtm, adam, transport, flowsheet)
