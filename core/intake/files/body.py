"""The lines under a header, sorted into rows of the table and what is none; stacked blocks with their titles."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from core.intake.files.heading import Heading, shortened
from core.intake.files.lines import BLOCK_TITLE, NOTE, REPEATED, Judge, label_of
from core.intake.files.rows import Row
from core.intake.grid import Skipped


@dataclass(slots=True)
class Body:
    """The rows that stay, the title of the block each stands in, and the lines left out with the reason."""

    rows: list[Row] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def split(rows: Sequence[Row], heading: Heading) -> Body:
    """The lines after a header, sorted. A line that could be a patient's is a row."""
    body = Body()
    judge = Judge.of(rows, heading)
    block, order = "", tuple[int, ...]()
    for place in range(heading.start, len(rows)):
        line, cells = rows[place]
        why = judge.why(place)
        if not why:
            body.rows.append((line, [cells[at] for at in order] if len(cells) == len(order) else cells))
            body.blocks.append(block)
            continue
        body.skipped.append(Skipped(line, why, shortened(cells)))
        if why == BLOCK_TITLE:
            block = shortened(cells)
        elif why == REPEATED:
            order = judge.order_of_titles(cells)
    _name_first(body, heading)
    last = body.rows[-1][0] if body.rows else 0
    # "IGA: Investigator's Global Assessment" under the last row heads nothing.
    body.skipped = [replace(line, why=NOTE) if _heads_nothing(line, last) else line for line in body.skipped]
    return body


def _name_first(body: Body, heading: Heading) -> None:
    """The first block has its title before the header, where the others have theirs."""
    above = heading.above[-1].text if heading.above else ""
    repeated = {line.line for line in body.skipped if line.why == REPEATED}
    others = [line for line in body.skipped if line.why == BLOCK_TITLE]
    label = label_of(above)
    if any(line.line + 1 in repeated or (label and label_of(line.text) == label) for line in others):
        body.blocks = [block or above for block in body.blocks]


def _heads_nothing(skipped: Skipped, last: int) -> bool:
    return skipped.why == BLOCK_TITLE and skipped.line > last
