"""Whatever stands in a table, reading it ends with facts that point at cells of the table."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame

from core.intake.facts import FACT_COLUMNS
from core.intake.gathering import facts
from core.intake.grid import Grid, Layout
from core.intake.mapping.column_map import proposals
from core.intake.mapping.column_questions import questions
from core.intake.mapping.preparing import prepared

TITLES = [
    *("patient_id", "Subject", "MRN", "cohort", "arm", "agent", "Treatment", "agent___1", "start", "date", "week"),
    *("Visit", "Week 4", "IGA", "Wk4_IGA", "Wk4 BSA", "BSA", "value", "PARAMCD", "AVAL", "USUBJID", "DTYPE", "term"),
    *("ae1_term", "severity", "Field Label", "Field Type", "Variable / Field Name", "redcap_event_name", "", "zz"),
]
CELLS = ["", " ", "p1", "p2", "A", "B", "3", "IGA", "Week 4", "none", "NA", "dupilumab", "2024-01-01", "LOCF", "1"]


@st.composite
def grids(draw):
    found = []
    for number in range(draw(st.integers(1, 3))):
        titles = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=7))
        rows = draw(st.lists(st.lists(st.sampled_from(CELLS), min_size=len(titles), max_size=len(titles)), max_size=5))
        labels = [f"{title} ({place})" for place, title in enumerate(titles)]
        frame = DataFrame(rows, columns=labels, index=range(2, len(rows) + 2), dtype="str")
        titles_of = dict(zip(labels, titles, strict=True))
        found.append(Grid(f"table{number}.csv", "", "text", frame, Layout(), titles_of))
    return found


@given(grids())
@settings(max_examples=60)
def test_any_table_is_read_and_every_fact_stands_in_a_cell(given_grids):
    tables = prepared(given_grids)
    columns = proposals(tables, chosen={})
    assert [(column.grid, column.column) for column in columns] == [
        (number, label) for number, grid in enumerate(tables) for label in grid.frame
    ]
    assert all(decision.blocks for decision in questions(tables, columns))
    read = facts(tables, columns)
    for part in (read.patients, read.visits, read.events):
        if part is not None:
            assert tuple(part) == FACT_COLUMNS
            for row in part.itertuples():
                cell = tables[row.grid].frame.loc[row.line, row.column].strip()
                assert row.text == cell or row.field in ("visit", "agent", "cohort", "patient_id")
                assert row.patient and row.text
