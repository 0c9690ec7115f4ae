"""Displays of words: who the patients are, events of special interest as dots, and what the data cannot show."""

import pytest

from core.displays.limits import limits_display, text_display
from core.displays.patients import patients_display, table_one_in_words
from core.displays.special import special_display
from core.extract import extract_from_frames
from core.figures.table import table_rows
from core.wording_special import SPECIAL_LABELS


def test_table_1_in_words_has_a_column_per_group_and_the_difference_of_two(sample, view_of):
    worded = table_one_in_words(view_of(sample))
    assert list(worded) == ["Characteristic", "Level", "Cohort A", "Cohort B", "SMD"]
    assert worded.iloc[4].tolist() == ["Itch at baseline", "", "9.1 (0.9), 9.0", "7.0 (1.4), 7.0, 4 missing", "1.75"]
    assert "SMD" not in table_one_in_words(view_of(sample, by="agent"))


def test_a_site_called_like_a_column_has_a_column_of_its_own(sample, view_of):
    sites = ["SMD" if place % 2 else "Level" for place in range(len(sample.patients))]
    own = extract_from_frames({"patients": sample.patients.assign(site=sites)}, sample.provenance)
    worded = table_one_in_words(view_of(own, by="site"))
    assert list(worded) == ["Characteristic", "Level", "Level (group)", "SMD (group)", "SMD"]
    assert set(worded["Level"]) >= {"dupilumab", "female"}
    for group, ages in (("Level", sample.patients["age"][0::2]), ("SMD", sample.patients["age"][1::2])):
        assert worded[f"{group} (group)"].iloc[0].startswith(f"{ages.mean():.1f} (")


def test_the_figure_of_table_1_is_the_same_words(sample, view_of):
    view = view_of(sample)
    display = patients_display(view)
    worded = table_one_in_words(view)
    assert table_rows(display.figure) == [list(worded), *worded.to_numpy().tolist()]
    assert display.words == "All patients at baseline. Cohort A: 73 patients; Cohort B: 42 patients."


def test_a_table_shows_text_letter_by_letter():
    display = text_display("words", "x", {"<b>T</b> & co": "<script>"})
    assert display.figure["data"][0]["cells"]["values"] == [["&lt;b&gt;T&lt;/b&gt; &amp; co"], ["&lt;script&gt;"]]
    assert table_rows(display.figure)[1] == ["<b>T</b> & co", "<script>"]


def test_events_of_special_interest_keep_every_zero_and_add_all_groups(sample, view_of):
    display = special_display(view_of(sample))
    assert set(display.table["group"]) == {"A", "B", ""}
    assert len(display.table) == 3 * len(SPECIAL_LABELS)
    dots = [trace for trace in display.figure["data"] if trace["name"] == "Cohort A"]
    assert dots[0]["x"] == [0.0] * len(SPECIAL_LABELS)


def test_one_group_has_no_row_of_all_groups(sample, view_of):
    assert set(special_display(view_of(sample, cohort=["B"], by="nothing")).table["group"]) == {"all"}


@pytest.mark.parametrize("topic", ["Comparison", "Adverse events", "Label", "Missing scores", "Published figures"])
def test_the_limits_name_what_cannot_be_concluded(sample, view_of, topic):
    assert topic in limits_display(view_of(sample)).table["Topic"].tolist()


def test_the_limits_name_the_groups_of_few_patients(sample, view_of):
    words = limits_display(view_of(sample, by="agent")).words
    assert "This concerns methotrexate (5), abrocitinib (4), cyclosporine (1)." in words
    assert "Small numbers" not in limits_display(view_of(sample)).words


def test_the_limits_count_what_is_missing(sample, view_of):
    words = limits_display(view_of(sample)).words
    # 115 patients less 70 and 32 with an IGA, 70 and 32 with a BSA, 70 and 31 with an itch score at week 52
    assert "Without a score at week 52: IGA 13 of 115, BSA 13 of 115, Itch 14 of 115." in words
    assert "Not documented of 1 patient, who count in no incidence." in words
