"""Which family of native charts draws which display."""

from collections.abc import Callable

from core.export.native.bars import draw_waterfall
from core.export.native.course import draw_course, draw_responders
from core.export.native.flow import draw_flow
from core.export.native.forest import draw_signal, draw_subgroups
from core.export.native.incidence import draw_incidence, draw_special
from core.export.native.page import Box, Slide, Words, write
from core.export.native.stacked import draw_iga, draw_relatedness, draw_severity
from core.export.native.steps import draw_cumulative, draw_itch_curve
from core.export.native.strip import draw_strip
from core.export.native.timeline import draw_timeline
from core.export.native.words import draw_patients, draw_words
from core.export.shown import Shown
from core.wording import EMPTY

Draw = Callable[[Slide, Shown, Box], str]

DRAWN: dict[str, Draw] = {
    "patients": draw_patients,
    "incidence": draw_incidence,
    "severity": draw_severity,
    "relatedness": draw_relatedness,
    "cumulative": draw_cumulative,
    "timeline": draw_timeline,
    "special-interest": draw_special,
    "signal": draw_signal,
    "iga": draw_iga,
    "bsa_pct": draw_course,
    "itch_nrs": draw_course,
    "iga-flow": draw_flow,
    "iga-strip": draw_strip,
    "bsa-waterfall": draw_waterfall,
    "itch-curve": draw_itch_curve,
    "responders": draw_responders,
    "subgroups": draw_subgroups,
    "limits": draw_words,
    "words": draw_words,
}
# These say themselves what stands on the slide: the note of the page speaks of marks that are not there.
SAY_THEMSELVES = ("bsa_pct", "itch_nrs", "cumulative", "timeline", "bsa-waterfall", "iga-strip", "subgroups")
_TEXT_ONLY = ("limits", "words")


def draw(slide: Slide, shown: Shown, box: Box) -> str:
    """Draw the display of a scene into a box; returns what the chart is and leaves out, in a sentence or none."""
    if shown.empty and shown.display.key not in _TEXT_ONLY:
        write(slide, box, [EMPTY], Words(size=16, colour="@muted"))
        return ""
    return DRAWN[shown.display.key](slide, shown, box)
