"""A header of two lines: groups over the names of their columns, "IGA" over "Week 0" and "Week 4"."""

from collections.abc import Sequence

from core.intake.files.looks import is_labels, is_like_key, is_number, is_value, shape
from core.intake.files.rows import Row, filled

_BENEATH = 3  # lines looked at for numbers under two lines of names: units may come first


def is_group(upper: Row, lower: Row, body: Sequence[Sequence[str]]) -> bool:
    """Whether the line directly above a header names groups of its columns ("IGA" over "Week 0" and "Week 4")."""
    if upper[0] + 1 != lower[0] or not is_labels(upper[1]):
        return False
    if not is_labels(lower[1]):
        return is_pair(upper[1], lower[1], body)
    above, below = _padded(upper[1], lower[1])
    texts = filled(above)
    if len(texts) == 1 and above[0].strip():
        return False
    spans = any(
        above[place].strip() and not above[place + 1].strip() and below[place + 1].strip()
        for place in range(len(above) - 1)
    )
    return (
        spans
        or len(set(texts)) < len(texts)
        or any(a.strip() and not b.strip() for a, b in zip(above, below, strict=True))
    )


def is_pair(upper: Sequence[str], lower: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a second header line stands under ``upper``: it names the columns of each group, and is no patient's."""
    above, below = _padded(upper, lower)
    gaps = [place for place in range(1, len(above)) if not above[place].strip() and below[place].strip()]
    texts = filled(above)
    if (not gaps and len(set(texts)) == len(texts)) or not filled(below) or is_like_key(below, body):
        return False
    beneath = body[:_BENEATH]
    if not any(map(is_value, filled(below))):
        # A row of a patient has numbers somewhere; a line of names has none where the rows beneath have them.
        return any(is_value(cell) for cells in beneath for cell in filled(cells))
    key = next(place for place, text in enumerate(above) if text.strip())
    numbered = all(map(is_number, filled(below)))
    return numbered and not below[key].strip() and any(key < len(cells) and cells[key].strip() for cells in beneath)


def combined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """One title a column of two header lines, the group before the name: "IGA Week 0".

    A group reaches right to the next one. Where names recur from group to group, a group without any of them names
    nothing ("Demographics" over "Sex"), and the last group ends with the last of them.
    """
    above, below = ([text.strip() for text in texts] for texts in _padded(upper, lower))
    often = {shape(name) for name in below if name and below.count(name) > 1}
    labelled = [place for place, label in enumerate(above) if label]
    titles = below.copy()
    for start, end in zip(labelled, [*labelled[1:], len(above)], strict=True):
        named = [place for place in range(start, end) if below[place]]
        recurring = [place for place in named if shape(below[place]) in often]
        if often and end == len(above):
            named = [place for place in named if recurring and place <= recurring[-1]]
        for place in named if recurring or not often else []:
            titles[place] = below[place] if below[place] == above[start] else f"{above[start]} {below[place]}"
        titles[start] = titles[start] or above[start]
    return titles


def _padded(upper: Sequence[str], lower: Sequence[str]) -> tuple[list[str], list[str]]:
    width = max(len(upper), len(lower))
    return [*upper, *[""] * (width - len(upper))], [*lower, *[""] * (width - len(lower))]
