"""What a page makes of a view is made once, and goes with the view."""

import gc
import weakref

import pytest

from core.selection import Selection
from core.view import View
from pages.components.once import MOST_KEPT, once
from tests.benchmarks.page_displays import opened


@pytest.fixture(scope="module")
def whole():
    return opened()


@pytest.fixture
def counted():
    """A function to make things with, and what it was called with."""
    calls = []

    def make(view, *given, **options):
        calls.append((given, options))
        return [len(calls)]

    return make, calls


def test_the_same_is_made_once_and_something_else_anew(whole, counted):
    make, calls = counted
    view = View(whole.data, Selection(), whole)
    assert once(view, make, 1, at="week") is once(view, make, 1, at="week")
    assert once(view, make, 2, at="week") != once(view, make, 1, at="week")
    assert once(view, make, 1, at="visit") != once(view, make, 1, at="week")
    assert once(View(whole.data, Selection(), whole), make, 1, at="week") == [4]
    assert len(calls) == 4


def test_of_many_the_oldest_are_given_up(whole, counted):
    make, calls = counted
    view = View(whole.data, Selection(), whole)
    for number in range(MOST_KEPT + 1):
        once(view, make, number)
    once(view, make, MOST_KEPT)
    assert len(calls) == MOST_KEPT + 1
    once(view, make, 0)
    assert len(calls) == MOST_KEPT + 2


def beside(view, other):
    return [view.selection, other.selection]


def test_nothing_keeps_views_alive_that_were_drawn_beside_each_other(whole):
    first, second = (View(whole.data, Selection(sex=(sex,)), whole) for sex in ("female", "male"))
    once(first, beside, second)
    once(second, beside, first)
    gone = weakref.ref(first), weakref.ref(second)
    del first, second
    gc.collect()
    assert [one() for one in gone] == [None, None]
