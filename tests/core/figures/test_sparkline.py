"""The course of one score in a table cell."""

from urllib.parse import unquote
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from core.figures.sparkline import sparkline

NAN = float("nan")


def path_of(scores, top=4.0):
    drawing = unquote(sparkline(scores, top=top).removeprefix("data:image/svg+xml,"))
    (path,) = ElementTree.fromstring(drawing)
    return path.attrib["d"]


def test_a_line_breaks_where_a_visit_is_missing():
    assert path_of([4, 3, NAN, 2, 1, NAN, NAN, 0]).count("M") == 3


def test_a_visit_without_neighbours_is_a_dot():
    assert path_of([NAN, NAN, 2, NAN, NAN, NAN, NAN, NAN]).endswith("h0")


def test_no_score_is_an_empty_picture():
    assert path_of([NAN] * 8) == ""


@given(st.lists(st.one_of(st.just(NAN), st.floats(0, 100)), min_size=8, max_size=8))
def test_nothing_is_drawn_outside_the_picture(scores):
    path = path_of(scores, top=10.0).replace("h0", "").replace("M", "L")
    for place in path.split("L")[1:]:
        across, upward = (float(part) for part in place.split())
        assert 0 <= across <= 72 and 0 <= upward <= 22
