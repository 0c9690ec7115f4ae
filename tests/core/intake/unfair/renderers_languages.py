"""Spreadsheets saved as text in other languages, code pages, separators and decimal marks."""

from tests.core.intake.unfair.rendering import Rendered, comma, table
from tests.core.intake.unfair.truths import Truth, summary


def german(made: Truth) -> Rendered:
    """A German Excel "CSV": Windows-1252, semicolons, decimal comma, grades in words, comments with umlauts."""
    grades = ("erscheinungsfrei", "fast erscheinungsfrei", "leicht", "mäßig", "schwer")
    header = ["Patienten-Nr.", "Kohorte", "Systemtherapie", "Alter (Jahre)", "Geschlecht", "Visite", "IGA", "KOF (%)"]
    header += ["Juckreiz (NRS)", "Bemerkung"]
    rows = [
        [
            f"{p.number:04}",
            "Creme zuerst" if p.cohort == "A" else "Systemtherapie zuerst",
            p.agent,
            p.age,
            "w" if p.sex == "F" else "m",
            f"Woche {v.week}" if v.week else "Beginn",
            "n. e." if v.iga is None else grades[v.iga],
            "" if v.bsa is None else comma(v.bsa),
            v.itch,
            "unauffällig; müde" if p.number % 5 == 0 else "",
        ]
        for p in made
        for v in p.visits
    ]
    data = table(header, rows, sep=";", encoding="cp1252")
    return Rendered((("Export Hautklinik.csv", data),), summary(made, events=False), flags=("decimal_comma",))


def french(made: Truth) -> Rendered:
    """A French "Unicode text": UTF-16 with tabs, decimal comma, weeks as semaines, H and F."""
    header = ["N° patient", "Groupe", "Médicament systémique", "Âge", "Sexe", "Visite", "IGA", "Surface atteinte (%)"]
    header += ["Prurit (0-10)"]
    words = ("blanchi", "presque blanchi", "léger", "modéré", "sévère")
    rows = [
        [
            f"FR-{p.number}",
            "Crème puis systémique" if p.cohort == "A" else "Systémique puis crème",
            p.agent,
            p.age,
            {"F": "F", "M": "H"}[p.sex],
            f"Semaine {v.week}" if v.week else "Inclusion",
            "" if v.iga is None else f"{v.iga} - {words[v.iga]}",
            comma(v.bsa),
            "ND" if v.itch is None else v.itch,
        ]
        for p in made
        for v in p.visits
    ]
    data = table(header, rows, sep="\t", encoding="utf-16")
    return Rendered((("Suivi patients.txt", data),), summary(made, events=False))


def swedish(made: Truth) -> Rendered:
    """Two Swedish tables linked by a code: patients, and side effects with yes and no as ja and nej."""
    words = {"mild": "lindrig", "moderate": "måttlig", "severe": "svår", "life-threatening": "livshotande"}
    people = [
        [
            f"S{p.number:02}",
            "Grupp A" if p.cohort == "A" else "Grupp B",
            p.agent,
            p.age,
            "kvinna" if p.sex == "F" else "man",
        ]
        for p in made
    ]
    visits = [[f"S{p.number:02}", f"vecka {v.week}", v.iga, comma(v.bsa), v.itch] for p in made for v in p.visits]
    events = [
        [f"S{p.number:02}", e.term, words[e.severity], "ja" if e.serious else "nej", "ja" if e.related else "nej"]
        for p in made
        for e in p.events
    ]
    return Rendered(
        (
            ("patienter.csv", table(["Patientkod", "Behandlingsgrupp", "Läkemedel", "Ålder", "Kön"], people, sep=";")),
            ("besök.csv", table(["Patientkod", "Besök", "IGA", "BSA", "Klåda"], visits, sep=";")),
            (
                "biverkningar.csv",
                table(["Patientkod", "Biverkning", "Svårighetsgrad", "Allvarlig", "Samband"], events, sep=";"),
            ),
        ),
        summary(made),
    )


def spanish(made: Truth) -> Rendered:
    """A Spanish table of visits and one of events, months as meses, Windows-1252."""
    months = {0: "Basal", 4: "Mes 1", 8: "Mes 2", 12: "Mes 3", 16: "Mes 4", 24: "Mes 6", 36: "Mes 9", 52: "Mes 12"}
    severity = {"mild": "leve", "moderate": "moderado", "severe": "grave", "life-threatening": "potencialmente mortal"}
    visits = [
        [
            p.number,
            "A" if p.cohort == "A" else "B",
            p.agent,
            p.age,
            {"F": "Mujer", "M": "Hombre"}[p.sex],
            months[v.week],
            v.iga,
            comma(v.bsa),
            v.itch,
        ]
        for p in made
        for v in p.visits
    ]
    events = [
        [p.number, e.term, severity[e.severity], "sí" if e.serious else "no", "posible" if e.related else "improbable"]
        for p in made
        for e in p.events
    ]
    header = [
        "Código paciente",
        "Cohorte",
        "Tratamiento sistémico",
        "Edad",
        "Sexo",
        "Visita",
        "IGA",
        "SCA (%)",
        "Prurito",
    ]
    return Rendered(
        (
            ("visitas.csv", table(header, visits, sep=";", encoding="cp1252")),
            (
                "acontecimientos.csv",
                table(
                    ["Código paciente", "Acontecimiento adverso", "Gravedad", "Grave (sí/no)", "Causalidad"],
                    events,
                    sep=";",
                    encoding="cp1252",
                ),
            ),
        ),
        summary(made),
    )


def italian_wide(made: Truth) -> Rendered:
    """One row a patient in Italian, with settimane in the titles and a UTF-8 mark at the start."""
    weeks = (0, 4, 8, 12, 16, 24, 36, 52)
    header = ["Codice paziente", "Gruppo", "Farmaco sistemico", "Età", "Sesso"]
    header += [f"{score} settimana {week}" for week in weeks for score in ("IGA", "BSA", "Prurito")]
    rows = []
    for p in made:
        at = {v.week: v for v in p.visits}
        scores = [comma(getattr(at[w], s)) if w in at else "" for w in weeks for s in ("iga", "bsa", "itch")]
        rows.append([f"IT{p.number}", p.cohort, p.agent, p.age, {"F": "Femmina", "M": "Maschio"}[p.sex], *scores])
    data = table(header, rows, sep=";", encoding="utf-8-sig")
    return Rendered((("pazienti.csv", data),), summary(made, events=False))


RENDERERS = (german, french, swedish, spanish, italian_wide)
