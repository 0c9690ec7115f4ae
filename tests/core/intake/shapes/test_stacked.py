import pytest

from core.intake.shapes.stacked import heading_field, with_names


@pytest.mark.parametrize(
    ("texts", "field", "how"),
    [
        (["Cohort A", "Cohort B"], "cohort", "alias"),
        (["Week 0", "Week 12"], "visit", "alias"),
        (["Site 01", "Clinic North"], "site", "alias"),
        (["Basel", "Bern"], "site", "suggestion"),
    ],
)
def test_titles_of_blocks_say_cohort_visit_or_site(texts, field, how):
    assert heading_field(texts)[:2] == (field, how)


def test_a_column_of_block_titles_is_read_by_its_cells(read):
    said = read(
        "patient_id | cohort | week | iga | block\n p1 | A | 0 | 3 | Clinic North\n p2 | A | 0 | 3 | Clinic South"
    )
    assert said.patients == {
        "p1": {"cohort": ["A"], "site": ["Clinic North"]},
        "p2": {"cohort": ["A"], "site": ["Clinic South"]},
    }


def test_only_tables_of_the_same_columns_are_given_their_names(tables):
    first, second, other = with_names(tables("patient_id | iga\n p1 | 1", "patient_id | iga\n p2 | 1", "a | b\n 1 | 2"))
    assert first.frame["name of the table"].tolist() == ["table1"]
    assert list(other.frame) == ["a", "b"]
    assert with_names([first, second])[0].frame.equals(first.frame)
