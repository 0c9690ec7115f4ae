"""One table of visits in a random dialect: separator, encoding, decimal mark, titles, order of columns and rows."""

from dataclasses import dataclass
from random import Random

from tests.core.intake.unfair.rendering import Rendered, blank, table
from tests.core.intake.unfair.truths import Truth, summary

TITLES = {
    "patient": (
        "Patient ID",
        "patient_no",
        "Subject",
        "USUBJID",
        "Study ID",
        "pid",
        "Participant",
        "record_id",
        "Pat.-Nr.",
    ),
    "cohort": ("Cohort", "GROUP", "Arm", "study_cohort", "Kohorte", "Treatment group", "Grupo", "bras"),
    "agent": (
        "Systemic agent",
        "drug",
        "Systemic therapy",
        "background_drug",
        "Systemtherapie",
        "Biologic/JAK",
        "Medication",
    ),
    "week": ("Week", "wk", "visit_week", "Woche", "Study week", "Semaine", "weeks"),
    "iga": ("IGA", "vIGA-AD", "iga_score", "Investigator Global Assessment", "IGA (0-4)", "IGA_TOTAL"),
    "bsa": ("BSA", "bsa_pct", "BSA (%)", "% BSA", "Body surface area affected (%)", "BSA_AFFECTED"),
    "itch": ("Itch", "itch_nrs", "PP-NRS", "Pruritus NRS", "Juckreiz", "Peak pruritus (0-10)", "Prurit", "Jeuk"),
}
COHORTS = (
    ("A", "B"),
    ("Cohort A", "Cohort B"),
    ("cream first", "systemic first"),
    ("1", "2"),
    ("0", "1"),
    ("Alpha", "Beta"),
)
WEEKS = ("{}", "Week {}", "W{}", "wk {}", "week_{}_arm_1", "{} weeks", "T{}")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le")
MISSING = ("", "NA", "NR", ".", "-9", "n/a")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one site writes its table; ``seed`` chooses the rest."""

    seed: int
    sep: str
    encoding: str
    comma: bool
    cohorts: int
    week: int
    missing: str
    shuffled: bool


def written(made: Truth, dialect: Dialect) -> Rendered:
    """The visits of the patients in the dialect. ``first`` is "either": imported as they are, or asked about."""
    random = Random(dialect.seed)
    titles = {name: random.choice(known) for name, known in TITLES.items()}
    order = random.sample(list(titles), len(titles)) if dialect.shuffled else list(titles)
    names = COHORTS[dialect.cohorts]

    def score(value):
        text = dialect.missing if value is None else blank(value)
        return text.replace(".", ",") if dialect.comma and value is not None else text

    rows = []
    for p in made:
        for v in p.visits:
            row = {"patient": f"X-{p.number}", "cohort": names["AB".index(p.cohort)], "agent": p.agent}
            row |= {
                "week": WEEKS[dialect.week].format(v.week),
                "iga": score(v.iga),
                "bsa": score(v.bsa),
                "itch": score(v.itch),
            }
            rows.append([row[name] for name in order])
    if dialect.shuffled:
        random.shuffle(rows)
    data = table([titles[name] for name in order], rows, sep=dialect.sep, encoding=dialect.encoding)
    answers = {"values": {"cohort": dict(zip(names, "AB", strict=True))}, "accept": "proposals"}
    return Rendered((("table.csv", data),), summary(made, events=False), first="either", answers=answers)
