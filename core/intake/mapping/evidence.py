"""What the cells of a column say about its meaning where its title does not say enough."""

from collections.abc import Sequence

from pandas import Series

from core.intake.meanings.cohorts import cohort
from core.intake.meanings.medicines import agents
from core.intake.meanings.visits import week_of

# Beyond this many distinct texts a column is neither a cohort nor a list of agents.
_MANY_LABELS, _MANY_AGENTS = 8, 200
_MOST = 0.6
_VISITS = 2


def distinct(cells: "Series[str]") -> list[str]:
    """The different filled texts of a column, in order of appearance."""
    return [text for text in cells.str.strip().unique().tolist() if text]


def is_cohort(texts: Sequence[str]) -> bool:
    """Whether all labels are those of the two cohorts, by their words alone."""
    if not 1 <= len(texts) <= _MANY_LABELS:
        return False
    read = cohort(texts)
    return all(text in read and read[text].value is not None and read[text].certain for text in texts)


def is_agent(texts: Sequence[str]) -> bool:
    """Whether most labels name a systemic agent."""
    if not 1 <= len(texts) <= _MANY_AGENTS:
        return False
    known = [text for text in texts if (read := agents(text)).value and read.certain and read.code != "unknown_agent"]
    return len(known) >= _MOST * len(texts)


def is_visit(texts: Sequence[str]) -> bool:
    """Whether all labels name a visit in words that say when; numbers alone could be anything."""
    if len(texts) < _VISITS or all(text.replace(".", "").isdigit() for text in texts):
        return False
    read = [week_of(text) for text in texts[:_MANY_AGENTS]]
    return all(found.value is not None and found.certain for found in read)


def arm_field(texts: Sequence[str]) -> str:
    """Whether the labels of a treatment group are the cohorts or the agents; "" where they do not tell."""
    return "cohort" if is_cohort(texts) else "agent" if is_agent(texts) else ""


def repeats(cells: "Series[str]") -> bool:
    """Whether some filled text stands in more than one row."""
    filled = cells[cells != ""]
    return bool(filled.duplicated().any())


def constant_within(cells: "Series[str]", key: "Series[str]") -> bool:
    """Whether a column has no more than one filled text per value of ``key``."""
    filled = (cells != "") & (key != "")
    return bool(cells[filled].groupby(key[filled].to_numpy()).nunique().le(1).all())


def together_share(cells: "Series[str]", others: "Series[bool]") -> float:
    """The share of the filled cells that stand in rows where ``others`` is true; 0 without filled cells."""
    filled = cells != ""
    return float(others[filled].mean()) if filled.any() else 0.0
