"""The event selections that a file of counts holds ready: none, and every option of every event filter by itself."""

from core.selection import EVENT_OPTIONS, Selection

READY = (
    Selection(),
    *(Selection().with_codes(name, (option,)) for name, options in EVENT_OPTIONS.items() for option in options),
)
