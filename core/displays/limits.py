"""What cannot be concluded from these data? Text only."""

from pandas import DataFrame

from core.analyses.outcomes import scores
from core.displays.display import Display
from core.endpoints import MEASURES
from core.figures.table import table_figure, table_height
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL, patients, whole
from core.view import View
from core.wording import group_label

_ALWAYS = {
    "Comparison": "Patients were not randomised and nothing is adjusted: a difference between groups may be the "
    "patients and not the treatment. There is no untreated control, and patients chosen at a flare tend to improve by "
    "themselves.",
    "Adverse events": "Charts under-record adverse events. Zero events seen do not exclude events; each interval says "
    "up to how many.",
    "Label": "Ruxolitinib cream together with systemic agents is outside the limitation of use in its US label.",
    "Exploration": "Many selections can be looked at, and about 1 in 20 intervals excludes no difference where there "
    "is none.",
}
_LAST_WEEK = 52


def limits_display(view: View) -> Display:
    """The limits of the design, of the records and of this view."""
    lines = {
        **_ALWAYS,
        "Adverse-event status": _status(view),
        "Missing scores": _missing(view),
        "Small numbers": _small(view),
        "Counts withheld": view.suppressed,
        "Published figures": _published(view),
    }
    return text_display("limits", "What these data cannot show", {name: text for name, text in lines.items() if text})


def text_display(key: str, name: str, lines: dict[str, str]) -> Display:
    """A display that is words alone: a heading and a sentence or two in each row."""
    table = DataFrame({"Topic": list(lines), "What to keep in mind": list(lines.values())})
    words = " ".join(f"{topic}: {text}" for topic, text in lines.items())
    return Display(key, name, table_figure(table), table_height(table), words, table)


def has_status(view: View) -> bool:
    """Whether the adverse-event status of any selected patient is documented."""
    return bool(view.tally.documented.sum())


def scored(view: View, measure: str) -> int:
    """The scores of a measure at all visits of the selected patients."""
    return int(view.of(scores, measure)["n"].sum())


def _status(view: View) -> str:
    if view.uncounted:
        return view.uncounted
    left = view.headline.patients - int(view.tally.documented.sum())
    if not has_status(view):
        return "Documented of no selected patient: nothing can be said about adverse events."
    return f"Not documented of {patients(left)}, who count in no incidence." if left else ""


def _missing(view: View) -> str:
    """Of each measure the patients without a score at the last week, or that there is no score at all."""
    said = []
    for measure, facts in MEASURES.items():
        rows = view.of(scores, measure)
        last = rows[rows["week"] == _LAST_WEEK]
        without = int((last["expected"] - last["n"]).sum())
        said.append(
            f"{facts.short} {whole(without)} of {whole(int(last['expected'].sum()))}"
            if scored(view, measure)
            else f"{facts.short} never recorded"
        )
    return (
        f"Without a score at week {_LAST_WEEK}: {', '.join(said)}. Visits of a chart review follow need: whether "
        "a score is missing may depend on how the patient was."
    )


def _small(view: View) -> str:
    few = [
        f"{group_label(view.selection.by, group)} ({int(n)})"
        for group, n in zip(view.tally.groups, view.tally.patients, strict=True)
        if n < MIN_FOR_INTERVAL
    ]
    rule = f"No interval under {MIN_FOR_INTERVAL} patients, only counts under {MIN_FOR_ESTIMATE}."
    return f"{rule} This concerns {', '.join(few)}." if few else ""


def _published(view: View) -> str:
    figures = view.data.provenance.published
    if not figures:
        return ""
    sources = "; ".join(dict.fromkeys(f"{figure.source} ({figure.status})" for figure in figures))
    return f"Shown for orientation and never computed with: {sources}."
