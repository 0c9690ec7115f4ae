"""Events that some data cannot count: said in words, and emptied, so that no number of others stands for them."""

from dataclasses import replace
from typing import Any

import numpy as np

from core.selection import EVENT_FILTERS, Selection
from core.store.ready import READY
from core.store.store import Store
from core.store.suppression import EVENTS_WITHHELD
from core.subgroup_tally import FactorTally, SubgroupTally
from core.tally import Tally
from core.wording import chip

# A withheld count would read as none, of patients whose number is known.
_WITHHELD = (
    "Events are not counted here: small counts of them were withheld, and what is left would read as fewer events than "
    "there were."
)


def why_uncounted(store: Store, selection: Selection) -> str:
    """Why the events of a selection cannot be counted here, and which can; empty where they can."""
    if EVENTS_WITHHELD in store.named.suppressed:
        return _WITHHELD
    if store.can_count(selection):
        return ""
    options = [chip(name, code) for one in READY for name, code in one.pairs() if store.can_count(one)]
    ready = f"one choice of one filter at a time ({'; '.join(options)}), or no filter" if options else "no filter"
    return (
        "Events are not counted here: these data are counts without the profiles of adverse events, and hold the "
        f"events of {ready}. Remove the other event filters, or open counts with profiles."
    )


def all_events(selection: Selection) -> Selection:
    """The same patients without event filters."""
    none: dict[str, Any] = dict.fromkeys(EVENT_FILTERS, ())
    return replace(selection, **none)


def without_events(tally: Tally, selection: Selection) -> Tally:
    """A tally of the same patients as the tally of ``selection``: nobody in it can be judged by events."""
    events = tally.events
    first = replace(
        events.first,
        **{
            name: np.zeros_like(getattr(events.first, name)) for name in ("events", "competing", "censored", "left_out")
        },
    )
    counts = ("patients", "special", "occurrences", "exposure_weeks", "earlier", "later", "died_undocumented")
    none = replace(events, first=first, **{name: np.zeros_like(getattr(events, name)) for name in counts})
    return replace(tally, selection=selection, documented=np.zeros_like(tally.documented), events=none)


def subgroups_without_events(tally: SubgroupTally) -> SubgroupTally:
    """The same for the counts of every factor."""

    def emptied(factor: FactorTally) -> FactorTally:
        none = np.zeros_like(factor.documented)
        return replace(factor, documented=none, with_event=none)

    return replace(tally, overall=emptied(tally.overall), factors=tuple(map(emptied, tally.factors)))
