"""Runs of the script take turns, and nobody is held up for long."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from pages.components import turns


def in_turn(entered, leave):
    with turns.turn():
        entered.set()
        leave.wait(10)


@pytest.mark.parametrize(("limit_s", "waits"), [(10, True), (0.05, False)])
def test_a_run_waits_for_the_one_before_it_but_for_a_while_only(monkeypatch, limit_s, waits):
    monkeypatch.setattr(turns, "LONGEST_WAIT_S", limit_s)
    first, second, leave = Event(), Event(), Event()
    with ThreadPoolExecutor(2) as pool:
        pool.submit(in_turn, first, leave)
        assert first.wait(10)
        pool.submit(in_turn, second, leave)
        assert second.wait(0.5) is not waits
        leave.set()
        assert second.wait(10)


def test_whoever_did_not_wait_for_a_turn_gives_none_back(monkeypatch):
    monkeypatch.setattr(turns, "LONGEST_WAIT_S", 0.01)
    with turns.turn():
        with turns.turn():
            pass
        assert not turns._TURN.acquire(blocking=False)


def test_a_run_that_fails_ends_its_turn():
    with pytest.raises(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    assert turns._TURN.acquire(blocking=False)
    turns._TURN.release()
