"""Runs of the script take turns, and nobody is held up for long."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from pages.components import turns


def in_turn(entered, leave, order, name):
    with turns.turn():
        order.append(name)
        entered.set()
        leave.wait(10)
    order.append(f"{name} ended")


def test_a_second_run_begins_when_the_first_has_ended(monkeypatch):
    monkeypatch.setattr(turns, "LONGEST_WAIT_S", 10)
    order, (first, second), leave = [], (Event(), Event()), Event()
    with ThreadPoolExecutor(2) as pool:
        pool.submit(in_turn, first, leave, order, "first")
        assert first.wait(10)
        waiting = pool.submit(in_turn, second, leave, order, "second")
        assert not second.wait(0.2)
        leave.set()
        waiting.result(10)
    assert order[0] == "first"
    assert "second" in order


def test_a_long_run_holds_up_the_next_for_a_while_only(monkeypatch):
    monkeypatch.setattr(turns, "LONGEST_WAIT_S", 0.05)
    order, (first, second), leave = [], (Event(), Event()), Event()
    with ThreadPoolExecutor(2) as pool:
        pool.submit(in_turn, first, leave, order, "first")
        assert first.wait(10)
        pool.submit(in_turn, second, leave, order, "second")
        assert second.wait(10)
        assert order == ["first", "second"]
        leave.set()


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
