"""Tables written out in a test, and what they are taken to say.

    read('''
        patient_id | cohort | week | iga
        p1         | A      | 0    | 3
    ''')

Several tables are several texts, named table1.csv, table2.csv; the header is line 1.
"""

from dataclasses import dataclass

import pytest
from pandas import DataFrame

from core.intake.facts import Facts
from core.intake.gathering import facts, roles
from core.intake.grid import Grid, Layout
from core.intake.mapping.column_map import proposals
from core.intake.mapping.column_questions import questions
from core.intake.mapping.preparing import prepared
from core.intake.proposal import ColumnProposal


@dataclass(frozen=True, eq=False)
class Understood:
    """What reading tables came to, in a form that is easy to write down."""

    columns: tuple[ColumnProposal, ...]
    facts: Facts
    kinds: list[str]
    questions: tuple

    @property
    def fields(self):
        """The field of each used column, by title."""
        return {column.title: column.field for column in self.columns if column.used}

    def column(self, title):
        return next(column for column in self.columns if column.title == title)

    @property
    def visits(self):
        return told(self.facts.visits)

    @property
    def events(self):
        return told(self.facts.events)

    @property
    def patients(self):
        """The texts of each field of each patient."""
        said = {}
        for row in self.facts.patients.itertuples():
            texts = said.setdefault(row.patient, {})
            if row.field != "patient_id" and row.text not in texts.setdefault(row.field, []):
                texts[row.field].append(row.text)
        return said

    def problem(self, code):
        return next(problem for problem in self.facts.problems if problem.code == code)

    @property
    def codes(self):
        return [problem.code for problem in self.facts.problems]


def told(cells):
    """The cells of each visit or event in order of its first cell: the patient, and text by field."""
    if cells is None:
        return None
    return [
        (own["patient"].iloc[0], dict(zip(own["field"], own["text"], strict=True)))
        for _, own in cells.sort_values(["line", "occasion"], kind="stable").groupby("occasion", sort=False)
    ]


def grid_of(text, name="table1.csv", part=""):
    """A table from lines of cells between bars, or semicolons where bars are in the cells."""
    first = text.strip().splitlines()[0]
    rows = [[cell.strip() for cell in line.split(";" if ";" in first else "|")] for line in text.strip().splitlines()]
    titles, cells = rows[0], rows[1:]
    labels = [title if titles.index(title) == place else f"{title} ({place})" for place, title in enumerate(titles)]
    frame = DataFrame(cells, columns=labels, index=range(2, len(cells) + 2), dtype="str")
    return Grid(name, part, "text", frame, Layout(), dict(zip(labels, titles, strict=True)))


def understood(*grids, chosen=None, fill_down=None, keys=()):
    columns = proposals(grids, chosen=chosen or {}, keys=keys)
    kinds = [role.kind for role in roles(prepared(grids), columns)]
    said = facts(grids, columns, fill_down=fill_down or {})
    return Understood(columns, said, kinds, questions(grids, columns))


@pytest.fixture
def read():
    """A function: tables as text -> what they are taken to say."""

    def _read(*texts, **options):
        return understood(*(grid_of(t, f"table{n}.csv") for n, t in enumerate(texts, start=1)), **options)

    return _read


@pytest.fixture
def read_grids():
    """As ``read``, of tables with names of their own: (text, file, sheet)."""

    def _read(*tables, **options):
        return understood(*(grid_of(*table) for table in tables), **options)

    return _read


@pytest.fixture
def tables():
    """A function: tables as text -> grids."""

    def _tables(*texts):
        return [grid_of(text, f"table{number}.csv") for number, text in enumerate(texts, start=1)]

    return _tables
