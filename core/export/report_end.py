"""The last sections of a report: methods, limits, and where it comes from."""

from collections.abc import Iterable
from html import escape

from core.export.markup import html_of_markdown
from core.export.shown import Deck
from core.methods import Section, sections
from core.wording import CAVEAT

# Sections of the Methods page that say what cannot be concluded.
LIMITS = ("What this is, and is not", "Small numbers", "Missing data")


def end_html(deck: Deck, *, size: str) -> str:
    """Methods, limits and provenance; ``size`` is the size of the file in words."""
    own = sections()
    methods = _section("methods", "Methods", (one for one in own if one.title not in LIMITS))
    limits = _section("limits", "Limits", (one for one in own if one.title in LIMITS), lead=CAVEAT)
    return f"{methods}\n{limits}\n{_provenance(deck, size)}"


def _section(anchor: str, title: str, parts: Iterable[Section], lead: str = "") -> str:
    body = "\n".join(f"<h3>{escape(part.title)}</h3>\n{html_of_markdown(part.text)}" for part in parts)
    first = f"<p>{escape(lead)}</p>\n" if lead else ""
    return f'<section class="end" id="{anchor}">\n<h2>{escape(title)}</h2>\n{first}{body}\n</section>'


def _provenance(deck: Deck, size: str) -> str:
    facts = {
        "Data": f"{deck.source}. {deck.label}" if deck.label else deck.source,
        "Digest of the data": deck.digest,
        "Made on": deck.date,
        "Program": f"RuxScope {deck.version}",
        "Size of this file": f"{size}, most of it plotly.js, which draws the charts without a network",
    }
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(fact)}</dd>" for name, fact in facts.items())
    commands = "\n".join(dict.fromkeys(scene.reproduce for scene in deck.scenes))
    return (
        f'<section class="end" id="provenance">\n<h2>Where this comes from</h2>\n<dl>{listed}</dl>\n'
        "<p>The same numbers from the command line, one line for each selection shown:</p>\n"
        f"<pre><code>{escape(commands)}</code></pre>\n</section>"
    )
