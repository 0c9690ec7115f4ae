"""A presentation as one HTML file that opens anywhere without a network, and prints.

The file forbids itself every request (Content-Security-Policy): its style, plotly.js and the figures are in it, and of
the scripts only the two written here may run. All text is escaped; titles, notes and terms may stem from anybody.
"""

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path

from core.export.report_end import end_html
from core.export.report_scene import figures_of, json_block, scene_html
from core.export.shown import Deck
from core.figures.plotly_js import plotly_script
from core.figures.theme import PALETTE

# The printed chart: fits an upright page of A4 and of US Letter, in CSS pixels, with a heading above it.
PAPER = {"width": 680, "height": 760}
MEGABYTE = 1_000_000
_HERE = Path(__file__).parent


def report_html(deck: Deck) -> bytes:
    """The report in UTF-8: contents, every scene with its chart and table, methods, limits and where it comes from.

    Charts follow the reader's light or dark theme and are light on paper. The foot states the size of the file.
    """
    plotly = plotly_script().decode()
    drawing = (_HERE / "report.js").read_text(encoding="utf-8")
    style = (_HERE / "report.css").read_text(encoding="utf-8")
    settings = json_block("settings", {"palettes": PALETTE, "paper": PAPER})
    start = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(plotly, drawing)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(deck.title)}</title>\n<style>\n{style}</style>\n</head>\n"
    )
    scenes = "\n".join(scene_html(place, scene, deck.label) for place, scene in enumerate(deck.scenes, start=1))
    skip = '<a class="skip" href="#contents">Skip to the contents</a>'
    before = f"{start}<body>\n{skip}\n{_head(deck)}\n{_contents(deck)}\n<main>\n{scenes}\n"
    scripts = f"<script>{plotly}</script>\n<script>{drawing}</script>"
    after = f"\n</main>\n{settings}\n{figures_of(deck.scenes)}\n{scripts}\n</body>\n</html>\n"
    size = len(_encoded(before + end_html(deck, size="") + after))
    return _encoded(before + end_html(deck, size=f"{size / MEGABYTE:.1f} MB") + after)


def _encoded(text: str) -> bytes:
    # a lone surrogate, which no file in UTF-8 can hold, becomes a question mark
    return text.encode("utf-8", "replace")


def _policy(*scripts: str) -> str:
    """Nothing may be fetched or sent, and no script may run but these."""
    digests = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    # plotly.js writes styles of its own and draws heatmaps as images in the page
    allowed = f"script-src {digests}; style-src 'unsafe-inline'; img-src data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _head(deck: Deck) -> str:
    label = f'<p><span class="label">{escape(deck.label)}</span></p>' if deck.label else ""
    return (
        f"<header>\n<h1>{escape(deck.title)}</h1>\n{label}"
        f'<p class="small">{escape(deck.source)}. Made with RuxScope on {escape(deck.date)}.</p>\n'
        "<noscript><p>The charts need JavaScript; the words and tables beneath each say the same.</p></noscript>\n"
        "</header>"
    )


def _contents(deck: Deck) -> str:
    scenes = [
        (f"scene-{place}", scene.title, "" if scene.title == scene.display.name else scene.display.name)
        for place, scene in enumerate(deck.scenes, start=1)
    ]
    ends = [("methods", "Methods", ""), ("limits", "Limits", ""), ("provenance", "Where this comes from", "")]
    lines = "".join(
        f'<li><a href="#{anchor}">{escape(title)}</a> <span class="small">{escape(display)}</span></li>'
        for anchor, title, display in [*scenes, *ends]
    )
    return f'<nav id="contents" aria-label="Contents" tabindex="-1">\n<h2>Contents</h2>\n<ol>{lines}</ol>\n</nav>'
