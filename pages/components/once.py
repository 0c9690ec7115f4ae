"""What a page makes of a view, made once: going back to a selection, or opening a fold, makes nothing anew."""

from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from core.view import View

Made = TypeVar("Made")

# Kept of one view, the oldest given up first: a search is typed in endless ways.
MOST_KEPT = 32

# What was made lives as long as its view, and no longer.
_MADE: WeakKeyDictionary[View, dict[Any, Any]] = WeakKeyDictionary()


def once(view: View, make: Callable[..., Made], *given: Any, **options: Any) -> Made:
    """What ``make(view, *given, **options)`` returns, which nobody may change.

    ``given`` and ``options`` are values that can be compared; a view among them is one of the same data.
    """
    # never the other view itself: two views that refer to each other would keep each other alive
    values = tuple(one.selection if isinstance(one, View) else one for one in given)
    key = (make, values, tuple(sorted(options.items())))
    made = _MADE.setdefault(view, {})
    if key not in made:
        while len(made) >= MOST_KEPT:
            made.pop(next(iter(made)), None)
        made[key] = make(view, *given, **options)
    found: Made = made[key]
    return found
