"""How values are coded: other scales, sentinels, ranges, cohorts in words or numbers, medicines, levels of events."""

from dataclasses import replace

from tests.core.intake.unfair.rendering import Rendered, table
from tests.core.intake.unfair.truths import Truth, Visit, rounded, summary

_HEADER = ["Patient", "Cohort", "Systemic agent", "Week", "IGA", "BSA", "Itch"]


def _visits(made: Truth, cells, *, cohort=lambda p: p.cohort, agent=lambda p: p.agent, header=_HEADER) -> bytes:
    """One row a visit; ``cells`` writes the three scores."""
    rows = [[f"K{p.number}", cohort(p), agent(p), v.week, *cells(p, v)] for p in made for v in p.visits]
    return table(header, rows)


def _plain(patient, visit: Visit) -> list:
    return [visit.iga, visit.bsa, visit.itch]


def grades_one_to_five(made: Truth) -> Rendered:
    data = _visits(made, lambda p, v: [None if v.iga is None else v.iga + 1, v.bsa, v.itch])
    answers = {"scales": {"iga": "1-5"}}
    expected = summary(made, events=False)
    return Rendered((("one to five.csv", data),), expected, "asks", ("scale",), answers)


def itch_to_a_hundred(made: Truth) -> Rendered:
    header = [*_HEADER[:-1], "Pruritus VAS"]
    data = _visits(made, lambda p, v: [v.iga, v.bsa, None if v.itch is None else v.itch * 10], header=header)
    answers = {"scales": {"itch": "0-100"}, "columns": {"vas.csv": {"Pruritus VAS": "itch"}}}
    return Rendered((("vas.csv", data),), summary(made, events=False), "asks", ("scale",), answers)


def shares_of_one(made: Truth) -> Rendered:
    data = _visits(made, lambda p, v: [v.iga, None if v.bsa is None else round(v.bsa / 100, 4), v.itch])
    answers = {"scales": {"bsa": "fraction"}}
    return Rendered((("share.csv", data),), summary(made, events=False), "asks", ("scale",), answers)


def sentinels(made: Truth) -> Rendered:
    """Every way of writing "not known" at once; none of them may become a score."""
    marks = ("999", "-9", "NR", "ND", ".", "not done", "-", "n/a", "missing")

    def cells(p, v):
        return [marks[(p.number + v.week + k) % 9] if s is None else s for k, s in enumerate(_plain(p, v))]

    return Rendered((("marks.csv", _visits(made, cells)),), summary(made, events=False), flags=("missing_token",))


def ranges_and_units(made: Truth) -> Rendered:
    """BSA as "12 %", "<1%", itch as "7/10", IGA as "3 = moderate"; a span "2-3" is no grade."""
    words = ("clear", "almost clear", "mild", "moderate", "severe")
    own = rounded(made)
    own = tuple(replace(p, visits=tuple(_without_iga(v) if v.week == 24 else v for v in p.visits)) for p in own)

    def cells(p, v):
        iga = "2-3" if v.week == 24 else "" if v.iga is None else f"{v.iga} = {words[v.iga]}"
        return [iga, "" if v.bsa is None else f"{v.bsa:g} %", "" if v.itch is None else f"{v.itch}/10"]

    own = tuple(replace(p, visits=tuple(v for v in p.visits if (v.iga, v.bsa, v.itch) != (None,) * 3)) for p in own)
    return Rendered((("units.csv", _visits(own, cells)),), summary(own, events=False))


def _without_iga(visit: Visit) -> Visit:
    return replace(visit, iga=None, bsa=10.0 if visit.bsa is None else visit.bsa)


def ranges_turned_into_dates(made: Truth) -> Rendered:
    """A spreadsheet made a date of "10-12": the value is lost, and no date may be read as a number."""
    own = tuple(
        replace(p, visits=tuple(replace(v, bsa=None, iga=v.iga or 0) if v.week == 12 else v for v in p.visits))
        for p in made
    )
    mangled = ("12-Oct", "Oct-12", "2022-10-12 00:00:00", "12.Okt", "10/12/2022")
    data = _visits(own, lambda p, v: [v.iga, mangled[p.number % 5] if v.week == 12 else v.bsa, v.itch])
    return Rendered((("ranges.csv", data),), summary(own, events=False))


def cohorts_in_words(made: Truth) -> Rendered:
    said = {"A": "Started Opzelura, added systemic", "B": "Already on systemic, Opzelura added"}
    data = _visits(made, _plain, cohort=lambda p: said[p.cohort])
    return Rendered((("sequence.csv", data),), summary(made, events=False), said=("cohort_values",))


def cohorts_in_short(made: Truth) -> Rendered:
    said = {"A": "cream-first", "B": "systemic-first"}
    data = _visits(made, _plain, cohort=lambda p: said[p.cohort])
    return Rendered((("short.csv", data),), summary(made, events=False), said=("cohort_values",))


def cohorts_in_numbers(made: Truth) -> Rendered:
    data = _visits(made, _plain, cohort=lambda p: 1 + (p.cohort == "B"))
    answers = {"values": {"cohort": {"1": "A", "2": "B"}}}
    return Rendered((("numbers.csv", data),), summary(made, events=False), "asks", ("cohort_values",), answers)


def cohorts_the_other_way_round(made: Truth) -> Rendered:
    """1 is the systemic-first group here: only the user knows, and what the user says holds."""
    data = _visits(made, _plain, cohort=lambda p: f"Group {1 + (p.cohort == 'A')}")
    answers = {"values": {"cohort": {"Group 2": "A", "Group 1": "B"}}}
    return Rendered((("swapped.csv", data),), summary(made, events=False), "asks", ("cohort_values",), answers)


def cohorts_by_colour(made: Truth) -> Rendered:
    """Names that say nothing at all."""
    data = _visits(made, _plain, cohort=lambda p: {"A": "Blue", "B": "Orange"}[p.cohort])
    answers = {"values": {"cohort": {"Blue": "A", "Orange": "B"}}}
    return Rendered((("colours.csv", data),), summary(made, events=False), "asks", ("cohort_values",), answers)


def cohorts_from_two_starts(made: Truth) -> Rendered:
    """No cohort at all, but the days on which the cream and the systemic started."""
    rows = [
        [f"K{p.number}", p.cream_start, p.agent, p.systemic_start, p.on(v.day), *_plain(p, v)]
        for p in made
        for v in p.visits
    ]
    header = [
        "Patient",
        "Cream start date",
        "Systemic agent",
        "Systemic start date",
        "Date of visit",
        "IGA",
        "BSA",
        "Itch",
    ]
    return Rendered((("starts.csv", table(header, rows)),), summary(made, events=False), said=("cohort_from_starts",))


def no_cohort_at_all(made: Truth) -> Rendered:
    rows = [[f"K{p.number}", p.agent, v.week, *_plain(p, v)] for p in made for v in p.visits]
    own = tuple(replace(p, cohort="B") for p in made)
    header = [_HEADER[0], *_HEADER[2:]]
    answers = {"constants": {"cohort": "B"}}
    return Rendered((("alone.csv", table(header, rows)),), summary(own, events=False), "asks", ("no_cohort",), answers)


_WAYS = {
    "dupilumab": ("Dupixent 300mg q2w", "dupi", "DUPILUMAB", "Dupixant"),
    "tralokinumab": ("Adbry", "tralo 300 mg", "Adtralza"),
    "upadacitinib": ("RINVOQ 15mg", "Rinvoq 30 mg daily", "UPA", "upadacitanib"),
    "abrocitinib": ("Cibinqo 100 mg", "abro"),
    "methotrexate": ("MTX 15 mg weekly", "methotrexat", "mtx"),
    "cyclosporine": ("Neoral", "ciclosporin", "CsA 3 mg/kg"),
    "baricitinib": ("Olumiant 4mg", "bari"),
}


def medicines_as_charted(made: Truth) -> Rendered:
    """Brands, doses, abbreviations, misspellings and combinations; each patient written in one way."""

    def agent(p):
        return " and ".join(_WAYS[a][p.number % len(_WAYS[a])] for a in p.agents)

    data = _visits(made, _plain, agent=agent)
    return Rendered((("charted.csv", data),), summary(made, events=False), flags=("agent_name_normalised",))


def topical_as_systemic(made: Truth) -> Rendered:
    """Two patients whose "systemic" is a topical: said, and no agent is recorded for them."""
    own = tuple(replace(p, agents=()) if p.number in (2, 5) else p for p in made)
    topicals = {2: "tacrolimus 0.1% ointment", 5: "Opzelura"}
    data = _visits(own, _plain, agent=lambda p: topicals.get(p.number, p.agent))
    return Rendered((("topical.csv", data),), summary(own, events=False), flags=("topical_in_systemic_column",))


def _linked(made: Truth, severity: dict, related: tuple, header: list[str]) -> tuple[tuple[str, bytes], ...]:
    people = [[f"K{p.number}", p.cohort, p.agent] for p in made]
    events = [
        [f"K{p.number}", e.term, severity[e.severity], "TRUE" if e.serious else "FALSE"]
        + [related[e.related][e.day % len(related[e.related])]]
        for p in made
        for e in p.events
    ]
    return (
        ("patients.csv", table(["Patient", "Cohort", "Systemic agent"], people)),
        ("events.csv", table(header, events)),
    )


def six_levels(made: Truth) -> Rendered:
    """Relatedness on six levels and CTCAE grades with their word."""
    grades = {"mild": "Grade 1 - Mild", "moderate": "Grade 2 - Moderate", "severe": "Grade 3 - Severe"}
    grades |= {"life-threatening": "Grade 4 - Life-threatening"}
    levels = (
        ("Unrelated", "Unlikely"),
        ("Possible", "Probable", "Definite", "Certain"),
    )
    files = _linked(made, grades, levels, ["Patient", "AE term", "CTCAE", "Serious", "Causality"])
    return Rendered(files, summary(made, scores=()), said=("relatedness_map",))


def grades_as_numbers(made: Truth) -> Rendered:
    """CTCAE grade 1 to 4 as a number; the causality of four levels."""
    grades = {"mild": 1, "moderate": 2, "severe": 3, "life-threatening": 4}
    levels = (("NOT RELATED", "DOUBTFUL"), ("POSSIBLY RELATED", "PROBABLY RELATED"))
    files = _linked(made, grades, levels, ["Patient", "AE term", "CTCAE grade", "Serious", "Relationship"])
    return Rendered(files, summary(made, scores=()), said=("relatedness_map",))


def levels_as_numbers(made: Truth) -> Rendered:
    """Relatedness as 1 to 5 without a code list: nobody can tell which is which, a question."""
    words = {name: name for name in ("mild", "moderate", "severe", "life-threatening")}
    files = _linked(made, words, ((1, 2), (3, 4, 5)), ["Patient", "AE term", "Severity", "Serious", "Relatedness"])
    answers = {"values": {"related": {"1": "N", "2": "N", "3": "Y", "4": "Y", "5": "Y"}}}
    return Rendered(files, summary(made, scores=()), "asks", ("relatedness_map",), answers)


RENDERERS = (
    grades_one_to_five,
    itch_to_a_hundred,
    shares_of_one,
    sentinels,
    ranges_and_units,
    ranges_turned_into_dates,
    cohorts_in_words,
    cohorts_in_short,
    cohorts_in_numbers,
    cohorts_the_other_way_round,
    cohorts_by_colour,
    cohorts_from_two_starts,
    no_cohort_at_all,
    medicines_as_charted,
    topical_as_systemic,
    six_levels,
    grades_as_numbers,
    levels_as_numbers,
)
