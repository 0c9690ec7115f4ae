"""Invented patients of two cohorts, and the numbers an import of them must reach, computed from nothing but them.

Everything a file may say of them is here; a renderer writes it the way some site would. No pandas, and nothing of the
import: what is expected must not stem from what is tested.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

WEEKS = (0, 4, 8, 12, 16, 24, 36, 52)
AGENTS = ("dupilumab", "tralokinumab", "upadacitinib", "abrocitinib", "methotrexate", "cyclosporine", "baricitinib")
# Terms as charts have them, with the system organ class of MedDRA.
TERMS = (
    ("Acne", "Skin and subcutaneous tissue disorders"),
    ("Headache", "Nervous system disorders"),
    ("Conjunctivitis allergic", "Eye disorders"),
    ("Oral herpes", "Infections and infestations"),
    ("Folliculitis", "Infections and infestations"),
    ("Application site pain", "General disorders and administration site conditions"),
    ("Nausea", "Gastrointestinal disorders"),
    ("Alanine aminotransferase increased", "Investigations"),
)
SEVERITIES = ("mild", "mild", "moderate", "severe", "life-threatening")
SCORES = ("iga", "bsa", "itch")


@dataclass(frozen=True, slots=True)
class Visit:
    """Scores at one nominal week; ``day`` is the day it took place, from time zero."""

    week: int
    day: int
    iga: int | None
    bsa: float | None
    itch: int | None


@dataclass(frozen=True, slots=True)
class Event:
    """One adverse event; ``day`` is its first day, from time zero."""

    term: str
    soc: str
    severity: str
    serious: bool
    related: bool
    day: int


@dataclass(frozen=True, slots=True)
class Patient:
    """One patient. ``start`` is time zero; the treatment that came first started ``lead`` days before."""

    number: int
    cohort: str
    agents: tuple[str, ...]
    age: int
    sex: str
    start: date
    lead: int
    visits: tuple[Visit, ...]
    events: tuple[Event, ...]

    @property
    def agent(self) -> str:
        return " + ".join(self.agents)

    @property
    def first(self) -> date:
        """The day of the treatment that came first."""
        return self.start - timedelta(days=self.lead)

    @property
    def cream_start(self) -> date:
        return self.first if self.cohort == "A" else self.start

    @property
    def systemic_start(self) -> date:
        return self.start if self.cohort == "A" else self.first

    def on(self, day: int) -> date:
        """The date of a day from time zero."""
        return self.start + timedelta(days=day)


Truth = tuple[Patient, ...]


def truth(seed: int, *, patients: int | None = None) -> Truth:
    """20 to 40 invented patients, both cohorts among them; the same ones for the same seed."""
    random = Random(seed)
    count = patients or random.randint(20, 40)
    made = [_patient(random, number, "AB"[random.random() < 0.45]) for number in range(1, count + 1)]
    # Both cohorts, and events of every kind, whatever the seed.
    made[0], made[1] = replace(made[0], cohort="A"), replace(made[1], cohort="B")
    made[2] = replace(made[2], events=(_event(random, severity="severe", serious=True, related=True),))
    return tuple(made)


def _patient(random: Random, number: int, cohort: str) -> Patient:
    agents = (random.choice(AGENTS),)
    if random.random() < 0.06:
        agents = tuple(sorted({*agents, "methotrexate"}))
    return Patient(
        number=number,
        cohort=cohort,
        agents=agents,
        age=random.randint(18, 80),
        sex=random.choice("FM"),
        start=date(2022, 3, 1) + timedelta(days=random.randrange(500)),
        lead=random.randint(40, 400),
        visits=tuple(_visits(random)),
        events=tuple(_event(random) for _ in range(random.choice((0, 0, 0, 1, 1, 2)))),
    )


def _visits(random: Random) -> list[Visit]:
    iga, bsa, itch = random.choice((2, 3, 3, 4)), random.uniform(5, 60), random.randint(5, 10)
    visits = []
    for week in WEEKS:
        if week and random.random() < (0.5 if week in (8, 36) else 0.2):
            continue
        day = week * 7 + random.randint(-4, 4) if week else -random.choice((0, 0, 0, 3, 7))
        fade = 1 / (1 + week / 10)
        scores = (
            max(0, min(4, round(iga * fade + random.uniform(-0.7, 0.7)))),
            round(bsa * fade * random.uniform(0.7, 1.1), 1),
            max(0, min(10, round(itch * fade + random.uniform(-1, 1)))),
        )
        # IGA is noted nearly always, itch is forgotten most often; a visit without any score is none.
        kept = [score if random.random() > gap else None for score, gap in zip(scores, (0.03, 0.06, 0.12), strict=True)]
        if kept == [None, None, None]:
            kept[0] = scores[0]
        visits.append(Visit(week, day, *kept))  # type: ignore[arg-type]
    return visits


def _event(random: Random, **known: object) -> Event:
    term, soc = random.choice(TERMS)
    made = Event(
        term,
        soc,
        severity=random.choice(SEVERITIES),
        serious=random.random() < 0.1,
        related=random.random() < 0.4,
        day=random.randint(1, 360),
    )
    return replace(made, **known)  # type: ignore[arg-type]


def rounded(made: Truth) -> Truth:
    """The patients with BSA in whole percent, as palms are counted."""
    return tuple(
        replace(p, visits=tuple(replace(v, bsa=None if v.bsa is None else float(round(v.bsa))) for v in p.visits))
        for p in made
    )


def summary(made: Truth, *, scores: tuple[str, ...] = SCORES, events: bool = True, agents: bool = True) -> dict:
    """What an import must report: the shape of ``core.intake.summary``, counted by hand.

    ``scores`` are the ones a file holds, none: it holds no visits. Without ``events`` there are none to report.
    """
    names = sorted({agent for patient in made for agent in patient.agents}) if agents else []
    return {
        "n_patients": len(made),
        "n_by_cohort": {cohort: sum(p.cohort == cohort for p in made) for cohort in "AB"},
        "agent_patients": {name: sum(name in patient.agents for patient in made) for name in names},
        "n_combination_patients": sum(len(patient.agents) > 1 for patient in made) if agents else 0,
        "assessments": _assessments(made, scores) if scores else None,
        "adverse_events": _events(made) if events else None,
    }


def _assessments(made: Truth, scores: tuple[str, ...]) -> dict:
    visits = [visit for patient in made for visit in patient.visits]
    held = [visit for visit in visits if any(getattr(visit, score) is not None for score in scores)]
    return {
        "n_patient_visits": len(held),
        "n_values": {s: sum(getattr(v, s) is not None for v in visits) if s in scores else 0 for s in SCORES},
        "baseline": _at(made, 0, scores),
        "week52": _at(made, 52, scores),
    }


def _at(made: Truth, week: int, scores: tuple[str, ...]) -> dict:
    def described(cohort: str, score: str) -> dict:
        values = [
            getattr(visit, score)
            for patient in made
            if patient.cohort == cohort
            for visit in patient.visits
            if visit.week == week and getattr(visit, score) is not None and score in scores
        ]
        return {"n": len(values), "mean": sum(values) / len(values) if values else None}

    return {cohort: {score: described(cohort, score) for score in SCORES} for cohort in "AB"}


def _events(made: Truth) -> dict:
    def patients(counts: object) -> dict:
        return {
            cohort: sum(p.cohort == cohort and any(counts(e) for e in p.events) for p in made)  # type: ignore[operator]
            for cohort in "AB"
        }

    return {
        "n_events": sum(len(patient.events) for patient in made),
        "patients_any": patients(lambda event: True),
        "patients_serious": patients(lambda event: event.serious),
        "patients_related": patients(lambda event: event.related),
        "patients_severe": patients(lambda event: event.severity in ("severe", "life-threatening")),
    }
