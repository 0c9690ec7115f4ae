"""The words in which the import page offers choices."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from core.agents import AGENTS
from core.intake.decisions import Decision
from core.intake.fields import FIELDS
from core.schema import AE_SEVERITIES, AE_STATUSES, COHORTS, SEXES

BLANK = ""
_YES_NO = ("yes", "no")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "cohort": COHORTS,
    "sex": SEXES,
    "severity": AE_SEVERITIES,
    "ae_status": AE_STATUSES,
    **dict.fromkeys(("serious", "related", "related_cream", "related_systemic"), _YES_NO),
}
KNOWN_AGENTS = tuple(AGENTS)
PRIVACY = {"drop": "leave out", "pseudonymise": "replace by P001, P002 ...", "keep": "keep as it is"}
DATE_ORDERS = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year-month-day"}
_SAID = {
    **PRIVACY,
    "0-4": "0 to 4: as they stand",
    "1-5": "1 to 5: take 1 off each",
    "0-5": "0 to 5: 5, very severe, counts as 4",
    "0-10": "0 to 10: as they stand",
    "0-100": "0 to 100: divide by 10",
    "percent": "percentages: as they stand",
    "fraction": "shares of 1: multiply by 100",
    "square metres": "square metres: leave them out",
    **DATE_ORDERS,
    "A": "A: cream first, systemic added",
    "B": "B: systemic first, cream added",
    BLANK: "leave blank",
}


def said(option: str) -> str:
    """An option as the reader sees it."""
    return _SAID.get(option, option)


def title_of(field: str) -> str:
    """A field's name for a heading: "Severity of the event"."""
    says = FIELDS[field].says.split(" (")[0]
    return says[:1].upper() + says[1:]


def counted(count: int, what: str) -> str:
    """ "1 question", "3 questions"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def proposed_option(decision: Decision) -> str | None:
    """Which of a decision's options its proposal is; None where nothing is proposed."""
    proposal = decision.proposal
    if isinstance(proposal, Mapping):
        return decision.options[0] if decision.key == ("rows", "fill_down") else next(iter(proposal))
    return None if proposal is None else str(proposal)


def meaning_column(field: str) -> ColumnConfig:
    """The column of an editor in which a text's meaning is chosen."""
    if field == "visit":
        return st.column_config.NumberColumn("Week", format="%g", min_value=-5200, max_value=5200)
    if field in CHOICES:
        return st.column_config.SelectboxColumn("Means", options=[BLANK, *CHOICES[field]])
    return st.column_config.TextColumn("Means", help="Generic name; several joined by +; empty for none", max_chars=80)


def meaning(field: str, value: Any) -> Any:
    """An edited cell as the answers have it."""
    return float(value) if field == "visit" else (value or BLANK)
