"""The selected patients one by one."""

import numpy as np

from core.coding import coded
from core.individuals import individuals
from core.schema import MEASURES, NOMINAL_WEEKS
from core.selection import Selection
from core.tally import tally


def test_each_patient_has_the_score_that_the_tally_counts(extract_of):
    extract = extract_of(
        patients="""
            patient_id | cohort
            p1         | A
            p2         | B
        """,
        visits="""
            patient_id | week | iga | bsa_pct | itch_nrs
            p1         | 0    | 3   | 12      |
            p1         | 50   | 1   |         |
            p1         | 53   | 2   |         |
            p2         | 12   |     | 4       | 6
        """,
    )
    found = individuals(coded(extract), Selection(), extract.patients["patient_id"])
    assert found.ids.tolist() == ["p1", "p2"]
    assert found.groups.tolist() == ["A", "B"]
    week = {week: place for place, week in enumerate(NOMINAL_WEEKS)}
    assert found.scores["iga"][0, week[0]] == 3
    assert found.scores["iga"][0, week[52]] == 2
    assert np.isnan(found.scores["iga"][1]).all()
    assert found.scores["itch_nrs"][1, week[12]] == 6


def test_the_sample_has_as_many_scores_one_by_one_as_in_the_tally(sample, sample_coded):
    selection = Selection(cohort=("B",), by="agent")
    found = individuals(sample_coded, selection, sample.patients["patient_id"])
    counted = tally(sample_coded, selection)
    assert len(found.ids) == counted.selected
    for measure in MEASURES:
        cells = (counted.cells.frame["measure"] == measure).to_numpy() & ~counted.cells.carried
        assert (~np.isnan(found.scores[measure])).sum() == counted.scores[:, cells].sum()
