import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.count_columns import Room, count_columns
from core.figures.layout import look

WIDE, NARROW = Room(700, 0.5), Room(380, 0.6)


def columns(names, n=40, *, total=True, rows=2):
    """Columns of 1 of n (of thousands, 5,000) in each row, under these names."""
    looks = [look(str(place), name, place) for place, name in enumerate(names)]
    cells = {"count": [5_000 if n > 5_000 else 1] * rows, "n": [n] * rows}
    return count_columns({one.group: cells for one in looks}, looks, cells if total else None, wide=WIDE, narrow=NARROW)


def texts(found):
    """What stands in the first column where it is wide, and where it is narrow."""
    return found.traces()[0]["text"][0], found.narrow.texts[0][0]


@pytest.mark.parametrize(
    ("names", "n", "wide", "narrow"),
    [
        (["Cohort A", "Cohort B"], 40, "1/40 (2.5%)", "1/40 (2.5%)"),
        (["female", "male", "Sex not recorded"], 40, "1/40 (2.5%)", "1/40<br>(2.5%)"),
        (["Cohort A", "Cohort B"], 58_347, "5000/58.3k (8.6%)", "5000/58.3k<br>(8.6%)"),
        (["A", "B", "C", "D"], 58_347, "5000/58.3k<br>(8.6%)", "5000/58.3k"),
        (["A", "B", "C", "D", "E"], 40, "1/40", "1/40"),
        (["Cohort A", "Cohort B"], 4, "1/4", "1/4"),
    ],
)
def test_percentages_take_a_second_line_or_give_way_where_they_do_not_fit(names, n, wide, narrow):
    assert texts(columns(names, n)) == (wide, narrow)


def test_rows_are_higher_where_cells_have_two_lines():
    assert columns(["Cohort A", "Cohort B"]).row(2) < columns(["Cohort A", "Cohort B"], 58_347).row(2)
    assert columns(["A", "B", "C"]).row(3) < columns(["A", "B", "C", "D"]).row(4)


@pytest.mark.parametrize(
    ("names", "headings"),
    [
        (["Cohort A", "Cohort B"], ["<b>Cohort A</b>", "<b>Cohort B</b>", "<b>All</b>"]),
        (["female", "male", "Sex not recorded"], ["<b>female</b>", "<b>male</b>", "<b>Sex not<br>recorded</b>"]),
        (["mild (IGA 0-2)", "severe (IGA 4)", "65 and over"], ["<b>mild<br>(IGA\xa00-2)</b>"]),
        (["under 18", "18-39", "<i>x</i>"], ["<b>under 18</b>", "<b>18-39</b>", "<b>&lt;i&gt;x&lt;/i&gt;</b>"]),
    ],
)
def test_headings_are_wrapped_at_their_words(names, headings):
    found = columns(names)
    assert [one["text"] for one in found.headings()][: len(headings)] == headings
    assert all(one["xanchor"] == "center" and "textangle" not in one for one in found.headings())


@pytest.mark.parametrize("names", [["A", "B", "conventional immunosuppressant"], list("ABCDE")])
def test_headings_that_cannot_stand_are_slanted_with_room_for_the_longest(names):
    found = columns(names)
    assert all(one["textangle"] < 0 for one in found.headings())
    assert "<br>" not in "".join(one["text"] for one in found.headings())
    assert found.top >= 30 + 2.5 * max(map(len, names))


def test_a_very_long_name_is_cut():
    found = columns(["A" * 200, "B"])
    assert found.headings()[0]["text"] == f"<b>{'A' * 31}…</b>"
    assert found.top < 150


def test_two_lines_of_a_heading_take_their_room():
    one, two = columns(["Cohort A", "Cohort B"]), columns(["female", "male", "Sex not recorded"])
    assert two.top > one.top


def test_without_a_total_there_is_no_column_of_all():
    found = columns(["All selected"], total=False)
    assert [one["text"] for one in found.headings()] == ["<b>All selected</b>"]
    assert len(found.traces()) == len(found.narrow.texts) == 1


@given(st.lists(st.text(st.characters(codec="ascii"), max_size=40), min_size=1, max_size=12), st.integers(0, 10**8))
def test_columns_keep_to_their_room_and_lose_no_count(names, n):
    found, (of_n, *_) = columns(names, n), columns([""], n).columns[0].cells
    for room, fitted in ((WIDE, found.wide), (NARROW, found.narrow)):
        assert 0 < fitted.share <= room.most
        counts = {text.replace("<br>", " ").split(" ")[0] for own in fitted.texts for text in own}
        assert counts == {of_n.split(" ")[0]}
    assert found.top > 0
