"""What is said and asked about the texts of one field: silent, said aloud, left blank, or a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from pandas import DataFrame, Series

from core.intake.answers import Answers
from core.intake.content.findings import grouped
from core.intake.decisions import Decision
from core.intake.fields import FIELDS
from core.intake.grid import Grid
from core.intake.meanings.plain import words
from core.intake.problems import Level, Problem
from core.schema import AE_SEVERITIES, AE_STATUSES, COHORTS

BY_LABEL, ANSWERED = "label", "answered"
# Proposals that are sure enough to be applied and said aloud.
_ALOUD = {
    BY_LABEL,
    "severity_grade",
    "relatedness_scale",
    "fatal_event",
    "rescaled",
    "approximate",
    "decimal_comma",
    "oral_ruxolitinib",
}
# Fields that the numbers rest on: what is not sure is asked. In other fields it is left blank and said.
_ABOUT = {
    "cohort": "cohort_values",
    "agent": "agent_values",
    "severity": "severity_map",
    "related": "relatedness_map",
    "related_cream": "relatedness_map",
    "related_systemic": "relatedness_map",
    "serious": "serious_values",
    "ae_status": "ae_status_values",
}
# Of these a wording that is read surely, but is not the schema's own, is a proposal to look at.
_SHOWN = {"cohort", "severity", "related", "related_cream", "related_systemic"}
_OPTIONS: dict[str, tuple[str, ...]] = {
    "cohort": COHORTS,
    "severity": AE_SEVERITIES,
    "ae_status": AE_STATUSES,
    "agent": ("the generic name", "several joined by +", "an empty text for none"),
}
# What is worth a look although nothing was lost, and what was lost although nothing is wrong.
_KEPT_WARNINGS = {
    "agent_name_normalised",
    "combination_therapy",
    "topical_in_systemic_column",
    "oral_ruxolitinib",
    "unknown_agent",
    "age_over_89",
    "fatal_event",
    "rescaled",
    "decimal_comma",
}
_LOST_WARNINGS = {"missing_token", "unassessable", "no_systemic"}
_REMEDIES = {
    "missing_token": "Left blank.",
    "unassessable": "Left blank.",
    "no_systemic": "No agent is recorded.",
    "agent_name_normalised": "Read as the generic name.",
    "combination_therapy": "Read as several agents at once.",
    "unknown_agent": "Kept as written, in class “other”.",
}
_LEFT_BLANK = "Left blank; correct it in your file or here."
_EXPECTED = {
    "iga": "Expected a grade from 0 to 4.",
    "bsa_pct": "Expected 0-100 %.",
    "itch_nrs": "Expected 0-10.",
    "age": "Expected years.",
}
_WITH_RANGE = {"value_out_of_range", "not_a_number"}
_GRADE_WORDS = {"grade", "gr", "grading", "ctcae", "ctc", "toxgr", "aetoxgr", "graad", "grad", "grado"}
_PAIRS_SHOWN = 8


@dataclass(frozen=True, eq=False)
class Wordings:
    """The cells of one field about which there is something to say: facts with value, code, reason and certain."""

    name: str
    cells: DataFrame
    grids: Sequence[Grid]
    answers: Answers

    @cached_property
    def unsure(self) -> "Series[bool]":
        """Cells whose meaning a person has to say."""
        code = self.cells["code"]
        unsure = ~self.cells["certain"] & ~code.isin(_ALOUD)
        # A name that is not known is kept as it is written.
        unsure &= (code != "unknown_agent") | self.cells["value"].isna()
        if (code == "severity_code").any():
            unsure &= ~((code == "severity_code") & self._in_grades())
        return unsure

    @cached_property
    def decided(self) -> set[str]:
        """The texts that the decision of this field speaks of."""
        if self.name not in _ABOUT:
            return set()
        said = self.unsure.copy()
        if self.name in _SHOWN:
            said |= (self.cells["code"] != "") & self.cells["value"].notna()
        return set(self.cells.loc[said, "text"])

    @property
    def blank(self) -> "pd.Index[Any]":
        """The cells that stay without a value: unsure ones that no question will settle."""
        return self.cells.index[self.unsure] if self.name not in _ABOUT else self.cells.index[:0]

    def problems(self) -> list[Problem]:
        """The findings about the cells that no decision speaks of, one per kind and column."""
        rest = self.cells[~self.cells["code"].isin(["", BY_LABEL, ANSWERED]) & ~self.cells["text"].isin(self.decided)]
        # Several agents written in another way are several names, too.
        several = rest[rest["code"] == "combination_therapy"]
        rest = pd.concat([rest, several.assign(code="agent_name_normalised")])
        lost = rest["value"].isna() | rest.index.isin(self.blank)
        found: list[Problem] = []
        for code in rest["code"].unique():
            own = rest["code"] == code
            remedy = _REMEDIES.get(code, self._left_blank(code))
            found += grouped(rest[own & lost], self.grids, _lost_level(code), remedy)
            found += grouped(rest[own & ~lost], self.grids, _kept_level(code), _REMEDIES.get(code, ""))
        return found

    def decisions(self) -> list[Decision]:
        """At most one: the wordings to answer, with those to look at; or only the latter."""
        if not self.decided:
            return []
        proposal = {
            str(text): None if value is None else _word(value)
            for text, value in self._distinct(self.cells["text"].isin(self.decided))
        }
        blocks = bool(self.unsure.any())
        about = _ABOUT[self.name]
        identity = f"{about}:{self.name}" if about == "relatedness_map" else about
        answered = set(self.cells.loc[self.cells["code"] == ANSWERED, "text"])
        whole = None not in proposal.values()
        done = set(proposal) <= answered or (whole and self.answers.accepts(identity))
        question = self._question(proposal, blocks=blocks)
        options = _OPTIONS.get(self.name, ("yes", "no"))
        return [Decision(identity, about, question, ("values", self.name), proposal, options, blocks, done)]

    def _in_grades(self) -> "Series[bool]":
        """Cells of columns that are called a grade: 1 to 5 are those of CTCAE."""
        graded = {
            (number, label)
            for number, grid in enumerate(self.grids)
            for label, title in grid.titles.items()
            if _GRADE_WORDS & set(words(title))
        }
        places = zip(self.cells["grid"], self.cells["column"].tolist(), strict=True)
        return Series([place in graded for place in places], index=self.cells.index, dtype=bool)

    def _left_blank(self, code: str) -> str:
        expected = _EXPECTED.get(self.name, "") if code in _WITH_RANGE else ""
        return f"{expected} {_LEFT_BLANK}".strip()

    def _distinct(self, which: "Series[bool]") -> list[tuple[Any, Any]]:
        distinct = self.cells.loc[which, ["text", "value"]].drop_duplicates("text")
        return list(distinct.itertuples(index=False, name=None))

    def _question(self, proposal: Mapping[str, Any], *, blocks: bool) -> str:
        shown = list(proposal.items())[:_PAIRS_SHOWN]
        pairs = ", ".join(f"“{text}” = {'?' if value is None else value}" for text, value in shown)
        more = f" and {len(proposal) - len(shown)} more" if len(proposal) > len(shown) else ""
        says = FIELDS[self.name].says.split(" (")[0]
        return f"What do these texts mean for {says}? {pairs}{more}." if blocks else f"Read for {says}: {pairs}{more}."


def _word(value: Any) -> Any:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _lost_level(code: str) -> Level:
    return "warning" if code in _LOST_WARNINGS else "error_cell"


def _kept_level(code: str) -> Level:
    return "warning" if code in _KEPT_WARNINGS else "info"
