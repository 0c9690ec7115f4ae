"""Files of tallies -> the counts they hold together."""

from core.intake.files.reading import Reading
from core.selection import Selection
from core.store.merging import merged
from core.store.store import Store


def counts_of(reading: Reading) -> Store:
    """The counts of all files of tallies, added up where there are several.

    Raises RuxScopeError with one plain sentence where they cannot be: the same tallies twice, other synonym maps, or
    counts that are damaged.
    """
    store = reading.stores[0] if len(reading.stores) == 1 else merged(reading.stores)
    # Counts are read when they are needed; what is wrong with them is better said before they are open.
    store.tally(Selection())
    store.subgroup_tally(Selection())
    return store
