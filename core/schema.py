"""What an extract holds: every table and column, said once.

The reader, the validator, the sample extract, the import template and the column table of the README are all
made from these specifications. Bare "BSA" also means body surface area in square metres; ours is always ``bsa_pct``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

SCHEMA_VERSION = 1

Kind = Literal["text", "category", "integer", "number", "flag"]

COHORTS = ("A", "B")
SEXES = ("female", "male", "other")
AE_STATUSES = ("none", "any", "not documented")
AE_SEVERITIES = ("mild", "moderate", "severe", "life-threatening")
FOLLOW_UP_ENDS = ("ongoing", "stopped cream", "stopped systemic", "stopped both", "lost to follow-up", "died")
STOPPED = ("stopped cream", "stopped systemic", "stopped both", "died")
AGENT_CLASSES = (
    "biologic",
    "oral JAK inhibitor",
    "conventional immunosuppressant",
    "phototherapy",
    "other",
    "combination",
)
SPECIAL_INTERESTS = (
    "serious infection",
    "malignancy",
    "non-melanoma skin cancer",
    "MACE",
    "thromboembolism",
    "death",
    "herpes zoster",
    "eczema herpeticum",
    "opportunistic infection",
    "conjunctivitis or keratitis",
)
NOMINAL_WEEKS = (0, 4, 8, 12, 16, 24, 36, 52)
MEASURES = ("iga", "bsa_pct", "itch_nrs")


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column: its kind, unit, permitted values and meaning.

    ``low`` and ``high`` are inclusive. ``required`` means every row must have a value; ``derived`` columns are
    computed when an extract is opened and never stored.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    categories: tuple[str, ...] = ()
    required: bool = False
    derived: bool = False

    @property
    def allowed(self) -> str:
        """The permitted values in words, for messages and for the README's table."""
        if self.categories:
            return ", ".join(f"`{category}`" for category in self.categories)
        if self.kind == "flag":
            return "`yes`, `no`"
        what = {"integer": "whole number", "number": "number"}.get(self.kind, "text")
        if self.low is None and self.high is None:
            return what
        if self.high is None:
            return f"{what}, {self.low:g} or more"
        return f"{what}, {self.low:g} to {self.high:g}"


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of an extract: a row of it is ``one_row``."""

    name: str
    one_row: str
    columns: tuple[ColumnSpec, ...]

    def __iter__(self) -> Iterator[ColumnSpec]:
        return iter(self.columns)

    def __getitem__(self, name: str) -> ColumnSpec:
        return next(column for column in self.columns if column.name == name)

    @property
    def stored(self) -> tuple[ColumnSpec, ...]:
        """The columns a file holds."""
        return tuple(column for column in self.columns if not column.derived)


_PATIENT_ID = ColumnSpec("patient_id", "text", "pseudonym of the patient; no name, no record number", required=True)

PATIENTS = TableSpec(
    "patients",
    "one patient",
    (
        _PATIENT_ID,
        ColumnSpec("site", "category", "where the patient is treated"),
        ColumnSpec(
            "cohort",
            "category",
            "`A`: cream first, systemic added; `B`: systemic first, cream added",
            categories=COHORTS,
            required=True,
        ),
        ColumnSpec(
            "systemic_agent",
            "category",
            "generic name at time zero; several at once in alphabetical order, joined by ` + `",
        ),
        ColumnSpec(
            "agent_class",
            "category",
            "follows from the agent",
            categories=AGENT_CLASSES,
            derived=True,
        ),
        ColumnSpec("age", "number", "age at time zero", "years", 0, 120),
        ColumnSpec("sex", "category", "as recorded", categories=SEXES),
        ColumnSpec("race", "category", "as recorded"),
        ColumnSpec("cream_start_week", "number", "start of ruxolitinib cream, from time zero", "weeks", -5200, 0),
        ColumnSpec("systemic_start_week", "number", "start of the systemic agent, from time zero", "weeks", -5200, 0),
        ColumnSpec("follow_up_weeks", "number", "time on both treatments: the time at risk", "weeks", 0, 5200),
        ColumnSpec(
            "follow_up_end",
            "category",
            "why the time on both treatments ended; `ongoing` at the data cut",
            categories=FOLLOW_UP_ENDS,
        ),
        ColumnSpec(
            "ae_status",
            "category",
            "what the chart says about adverse events; a blank is not `none`",
            categories=AE_STATUSES,
            required=True,
        ),
    ),
)

ASSESSMENTS = TableSpec(
    "assessments",
    "one visit of one patient",
    (
        _PATIENT_ID,
        ColumnSpec("week", "number", "time of the visit, from time zero", "weeks", -5200, 5200, required=True),
        ColumnSpec("day", "integer", "exact day of the visit, from time zero", "days", -36500, 36500),
        ColumnSpec("iga", "integer", "investigator's global assessment (vIGA-AD)", "grade", 0, 4),
        ColumnSpec("bsa_pct", "number", "body surface with atopic dermatitis", "% of body surface", 0, 100),
        ColumnSpec("itch_nrs", "number", "itch numerical rating scale", "points", 0, 10),
    ),
)

ADVERSE_EVENTS = TableSpec(
    "adverse_events",
    "one adverse event of one patient",
    (
        _PATIENT_ID,
        ColumnSpec("term", "text", "preferred term", required=True),
        ColumnSpec("system_organ_class", "category", "organ class of the term"),
        ColumnSpec("severity", "category", "worst grade of this event", categories=AE_SEVERITIES),
        ColumnSpec("serious", "flag", "seriousness (ICH E2A), apart from severity"),
        ColumnSpec("related_cream", "flag", "judged related to the cream"),
        ColumnSpec("related_systemic", "flag", "judged related to the systemic agent"),
        ColumnSpec("related", "flag", "judged related to treatment, where it is not said to which"),
        ColumnSpec("special_interest", "category", "event of special interest", categories=SPECIAL_INTERESTS),
        ColumnSpec("start_week", "number", "start, from time zero", "weeks", -5200, 5200),
        ColumnSpec("end_week", "number", "end, from time zero", "weeks", -5200, 5200),
        ColumnSpec("action_taken", "category", "what was done with the treatments"),
        ColumnSpec("outcome", "category", "how the event ended"),
        ColumnSpec("verbatim", "text", "words of the chart"),
    ),
)

TABLES = (PATIENTS, ASSESSMENTS, ADVERSE_EVENTS)


def columns_markdown() -> str:
    """The column tables of the README."""
    parts = []
    for table in TABLES:
        lines = [
            f"**{table.name}**: {table.one_row} a row",
            "",
            "| column | values | unit | meaning |",
            "|---|---|---|---|",
        ]
        for column in table:
            needed = " (required)" if column.required else " (derived)" if column.derived else ""
            lines.append(f"| `{column.name}`{needed} | {column.allowed} | {column.unit} | {column.meaning} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
