"""Who is in a file: tables alone, identifiers that say too much or look alike, rows that contradict each other."""

from dataclasses import replace

from tests.core.intake.unfair.rendering import Rendered, table
from tests.core.intake.unfair.truths import Truth, summary

_VISITS = ["Cohort", "Systemic agent", "Week", "IGA", "BSA", "Itch"]


def _rows(made: Truth, name) -> list[list]:
    return [[name(p), p.cohort, p.agent, v.week, v.iga, v.bsa, v.itch] for p in made for v in p.visits]


def patients_alone(made: Truth) -> Rendered:
    rows = [[f"G{p.number}", p.cohort, p.agent, p.age, p.sex] for p in made]
    header = ["Patient ID", "Cohort", "Systemic agent", "Age", "Sex"]
    return Rendered((("list.csv", table(header, rows)),), summary(made, scores=(), events=False))


def visits_alone(made: Truth) -> Rendered:
    """Visits with the cohort and no systemic agent anywhere: not recorded, not guessed."""
    rows = [[f"G{p.number}", f"Cohort {p.cohort}", v.week, v.iga, v.bsa] for p in made for v in p.visits]
    rows = [row for row in rows if row[3] is not None or row[4] is not None]
    data = table(["Patient ID", "Cohort", "Week", "vIGA", "BSA%"], rows)
    return Rendered((("visits.csv", data),), summary(made, scores=("iga", "bsa"), events=False, agents=False))


def events_alone(made: Truth) -> Rendered:
    """A listing of events with the cohort: its patients are those with an event."""
    own = tuple(replace(p, visits=()) for p in made if p.events)
    rows = [
        [f"G{p.number}", p.cohort, e.term, e.soc, e.severity.title(), "Yes" if e.serious else "No"]
        + ["Related" if e.related else "Not related"]
        for p in own
        for e in p.events
    ]
    header = ["Patient ID", "Cohort", "Preferred term", "System organ class", "Severity", "Serious", "Relationship"]
    return Rendered((("listing.csv", table(header, rows)),), summary(own, scores=(), agents=False))


def events_without_cohort(made: Truth) -> Rendered:
    """The same without a cohort: a question, and the numbers of the one cohort that is answered."""
    own = tuple(replace(p, visits=(), cohort="A") for p in made if p.events)
    rows = [[f"G{p.number}", e.term, e.severity, e.serious, e.related] for p in own for e in p.events]
    data = table(["Subject", "AE", "Severity", "Serious", "Related"], rows)
    answers = {"constants": {"cohort": "A"}}
    return Rendered((("ae only.csv", data),), summary(own, scores=(), agents=False), "asks", ("no_cohort",), answers)


def placeholders(made: Truth) -> Rendered:
    """An event table with a row "None" for everybody who had no event: patients, not events."""
    header = ["Patient ID", "Cohort", "Systemic agent", "Adverse event", "Severity", "Serious", "Related"]
    rows = []
    for place, p in enumerate(made):
        for e in p.events:
            rows.append([f"G{p.number}", p.cohort, p.agent, e.term, e.severity, "Y" if e.serious else "N"])
            rows[-1].append("Y" if e.related else "N")
        if not p.events:
            said = ("None", "No AEs reported", "N/A", "no adverse events")[place % 4]
            rows.append([f"G{p.number}", p.cohort, p.agent, said, "", "", ""])
    return Rendered((("safety.csv", table(header, rows)),), summary(made, scores=()))


def events_in_columns(made: Truth) -> Rendered:
    """One row a patient with ae1_term, ae1_severity ... ae2_term."""
    most = max(len(p.events) for p in made)
    header = ["pid", "cohort", "agent"]
    header += [f"ae{k}_{part}" for k in range(1, most + 1) for part in ("term", "severity", "serious", "related")]
    rows = []
    for p in made:
        cells = [
            c
            for e in p.events
            for c in (e.term, e.severity, "yes" if e.serious else "no", "yes" if e.related else "no")
        ]
        rows.append([f"G{p.number}", p.cohort, p.agent, *cells, *[""] * (4 * most - len(cells))])
    return Rendered((("flat.csv", table(header, rows)),), summary(made, scores=()))


def under_two_cohorts(made: Truth) -> Rendered:
    """One patient stands under both cohorts: only the user knows."""
    rows = _rows(made, lambda p: f"G{p.number}")
    own = [row for row in rows if row[0] == f"G{made[0].number}"]
    own[-1][1] = "B"
    answers = {"patients": {f"G{made[0].number}": {"cohort": "A"}}}
    if len(own) < 2:
        rows.append([own[0][0], "A", *own[0][2:]])
    data = table(["Patient ID", *_VISITS], rows)
    return Rendered((("both.csv", data),), summary(made, events=False), "asks", ("two_cohorts",), answers)


def contradicting_rows(made: Truth) -> Rendered:
    """A visit entered twice with different scores: a question; "keep first" keeps the first."""
    rows = _rows(made, lambda p: f"G{p.number}")
    place = next(k for k, row in enumerate(rows) if None not in row)
    again = [*rows[place][:4], (rows[place][4] + 1) % 5, rows[place][5], rows[place][6]]
    rows.insert(place + 1, again)
    data = table(["Patient ID", *_VISITS], rows)
    answers = {"constants": {"duplicate_visit": "keep first"}}
    return Rendered((("twice.csv", data),), summary(made, events=False), "asks", ("duplicate_visit",), answers)


def _private(made: Truth, header: list[str], cells, name: str, sep: str) -> Rendered:
    rows = [[*cells(p), p.cohort, p.agent, v.week, v.iga, v.bsa, v.itch] for p in made for v in p.visits]
    secret = tuple(str(cell) for p in made for cell in cells(p))
    return Rendered(
        ((name, table([*header, *_VISITS], rows, sep=sep)),),
        summary(made, events=False),
        first="asks",
        about=("phi_columns",),
        answers={"accept": "proposals"},
        private=secret,
    )


def names_in_english(made: Truth) -> Rendered:
    header = ["First name", "Last name", "MRN", "E-mail", "Phone", "Street address"]

    def cells(p):
        return [
            f"Quentin{p.number}",
            f"Zzyzx{p.number}",
            f"MRN{8800 + p.number}",
            f"q{p.number}@mail.example",
            f"(555) 010-{1000 + p.number}",
            f"{p.number} Imaginary Lane",
        ]

    return _private(made, header, cells, "registration.csv", ",")


def names_in_german(made: Truth) -> Rendered:
    header = ["Nachname", "Vorname", "Geburtsdatum", "Fallnummer", "Telefon", "PLZ"]

    def cells(p):
        return [
            f"Mustermann{p.number}",
            f"Erika{p.number}",
            f"{1 + p.number % 28:02}.07.19{p.age:02}",
            f"70{p.number:05}",
            f"0761 555{p.number:03}",
            f"791{p.number:02}",
        ]

    return _private(made, header, cells, "Patientenliste.csv", ";")


def names_in_french(made: Truth) -> Rendered:
    header = ["Nom", "Prénom", "Date de naissance", "N° de dossier", "N° de sécurité sociale", "Adresse"]

    def cells(p):
        return [
            f"Dupontel{p.number}",
            f"Amandine{p.number}",
            f"{1 + p.number % 28:02}/11/19{p.age:02}",
            f"DOS{p.number:04}",
            f"2{p.age:02}1175{p.number:03}042 17",
            f"{p.number} rue Inventée",
        ]

    return _private(made, header, cells, "liste des patients.csv", ";")


def initials(made: Truth) -> Rendered:
    """Initials beside a study number: they are left out, the number stays."""
    header = ["Study number", "Patient initials"]
    done = _private(made, header, lambda p: [f"A-{p.number}", "QXZ"[p.number % 3] + "JW"], "initials.csv", ",")
    return replace(done, private=("QJW", "XJW", "ZJW"))


def oldest(made: Truth) -> Rendered:
    """Ages over 89 become 90; the numbers stay."""
    own = tuple(replace(p, age=94) if p.number in (1, 4) else p for p in made)
    rows = [[f"G{p.number}", p.cohort, p.agent, p.age, v.week, v.iga, v.bsa, v.itch] for p in own for v in p.visits]
    header = ["Patient ID", "Cohort", "Systemic agent", "Age", "Week", "IGA", "BSA", "Itch"]
    data = table(header, rows)
    return Rendered((("old.csv", data),), summary(own, events=False), flags=("age_over_89",))


def look_alikes(made: Truth) -> Rendered:
    """Identifiers that look alike are different patients: Latin P and Cyrillic P, P001 and P01, small and capital."""
    names = {1: "P1", 2: "\u04201", 3: "P001", 4: "P01", 5: "p-7", 6: "P-7"}
    data = table(["Patient ID", *_VISITS], _rows(made, lambda p: names.get(p.number, f"X{p.number}")))
    return Rendered((("alike.csv", data),), summary(made, events=False), flags=("look_alike_ids",))


RENDERERS = (
    patients_alone,
    visits_alone,
    events_alone,
    events_without_cohort,
    placeholders,
    events_in_columns,
    under_two_cohorts,
    contradicting_rows,
    names_in_english,
    names_in_german,
    names_in_french,
    initials,
    oldest,
    look_alikes,
)
