"""A pinned selection in words: what it is, and how far it overlaps with the current one."""

from core.numbers import patients
from core.overlap import Overlap


def pinned_sentence(sentence: str, shared: Overlap) -> str:
    """The sentence of the pinned view and the patients it shares with the current one.

    ``shared.one`` counts the current selection, ``shared.other`` the pinned one.
    """
    return f"Pinned for reference: {sentence} {_overlap(shared)}"


def _overlap(shared: Overlap) -> str:
    if not shared.both:
        return "No patient is in both."
    if shared.both == shared.one == shared.other:
        return "Both hold the same patients."
    if shared.both == shared.one:
        return f"All selected now ({patients(shared.one)}) are among them, so the two are not independent."
    if shared.both == shared.other:
        return f"All of it ({patients(shared.other)}) is selected now too, so the two are not independent."
    are = "is" if shared.both == 1 else "are"
    return f"{patients(shared.both)} {are} in both, so the two are not independent."
