"""Which dates an import cannot do without: only for these the order of day and month is worth a question."""

from core.intake.content.time_zero import STARTS
from core.intake.content.timing import SCORES
from core.intake.facts import Facts
from core.intake.meanings.visits import weeks_of

_WEEKS = ("week", "day", "month")


def needed_dates(facts: Facts) -> set[str]:
    """The date fields that place visits or events, or tell the cohorts apart."""
    known = set(facts.patients["field"].unique())
    needed: set[str] = set()
    if "cohort" not in known and {"cream_start_date", "systemic_start_date"} <= known:
        needed |= {"cream_start_date", "systemic_start_date"}
    if _visits_need_dates(facts):
        needed |= {"visit_date", *STARTS}
    if _events_need_dates(facts):
        has_start = bool(known & set(STARTS))
        has_visit = facts.visits is not None and (facts.visits["field"] == "visit_date").any()
        if has_start:
            needed |= {"event_start_date", *STARTS}
        elif has_visit:
            needed |= {"event_start_date", "visit_date"}
    return needed


def _visits_need_dates(facts: Facts) -> bool:
    """Whether a visit with a score has a date, and no name or number that says its week."""
    if facts.visits is None or not (facts.visits["field"] == "visit_date").any():
        return False
    cells = facts.visits
    scored = set(cells.loc[cells["field"].isin(SCORES), "occasion"])
    names = cells[cells["field"] == "visit"]
    read = weeks_of(names["text"].unique().tolist())
    sure = names["text"].map({text: parsed.certain and parsed.value is not None for text, parsed in read.items()})
    placed = set(cells.loc[cells["field"].isin(_WEEKS), "occasion"]) | set(names.loc[sure.astype(bool), "occasion"])
    return bool(scored - placed)


def _events_need_dates(facts: Facts) -> bool:
    """Whether an event has a date of its start and no week or study day."""
    if facts.events is None:
        return False
    cells = facts.events
    dated = set(cells.loc[cells["field"] == "event_start_date", "occasion"])
    placed = set(cells.loc[cells["field"].isin(["event_start_week", "event_start_day"]), "occasion"])
    return bool(dated - placed)
