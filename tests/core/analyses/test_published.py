import pytest

from core.analyses.published import compared
from core.provenance import PublishedFigure
from core.selection import Selection
from core.tally import tally


def published(quantity, cohort="A", value=1.0):
    return PublishedFigure(quantity, cohort, value, "a source", "reported", "a note")


@pytest.fixture(scope="module")
def found(sample, sample_coded):
    frame = compared(tally(sample_coded, Selection()), sample.provenance.published)
    return frame.set_index(["label", "cohort"])


@pytest.mark.parametrize(
    ("label", "cohort", "exact", "n"),
    [
        ("Patients", "A", 73, 73),
        ("Patients", "B", 42, 42),
        ("No adverse event, %", "A", 100 * 71 / 73, 73),
        ("No adverse event, %", "B", 100 * 36 / 41, 41),
        ("Mean change of IGA at week 52", "A", -180 / 70, 70),
        ("Mean change of BSA at week 52, % of body surface", "A", -562 / 70, 70),
        ("Mean change of itch at week 52, points", "A", -563 / 70, 70),
    ],
)
def test_the_sample_meets_the_published_figures_exactly(found, label, cohort, exact, n):
    row = found.loc[(label, cohort)]
    assert (row["here"], row["n"]) == (pytest.approx(exact, abs=1e-12), n)


@pytest.mark.parametrize(("cohort", "months"), [("A", 16.8), ("B", 21.0)])
def test_the_sample_meets_the_mean_time_on_both_treatments(found, cohort, months):
    assert round(found.loc[("Mean time on both treatments, months", cohort), "here"], 1) == months


def test_every_published_figure_equals_what_is_computed_to_the_decimals_printed(found):
    assert len(found) == 9
    for row in found.itertuples():
        assert round(row.here, row.decimals) == row.published


def test_a_figure_carries_its_source_and_standing(sample_coded):
    row = compared(tally(sample_coded, Selection()), (published("patients", value=70),)).iloc[0]
    assert row.to_dict() == {
        "label": "Patients",
        "cohort": "A",
        "published": 70,
        "here": 73,
        "n": 73,
        "decimals": 0,
        "source": "a source",
        "status": "reported",
        "note": "a note",
    }


@pytest.mark.parametrize("figure", [published("shoe_size"), published("patients", cohort="C")])
def test_a_figure_of_an_unknown_quantity_or_cohort_has_nothing_beside_it(sample_coded, figure):
    row = compared(tally(sample_coded, Selection()), (figure,)).iloc[0]
    assert row["here"] != row["here"]
    assert (row["n"], row["published"]) == (0, 1)


def test_without_published_figures_there_is_no_row(sample_coded):
    assert compared(tally(sample_coded, Selection()), ()).empty
