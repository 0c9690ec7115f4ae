"""One scene of a report: what it shows, of whom, in a chart, in words and in numbers."""

from collections.abc import Iterable, Sequence
from html import escape, unescape
from typing import Any

from pandas import DataFrame

from core.displays.display import Display
from core.export.report_table import open_table, table_html
from core.export.shown import Shown
from core.figures.json_text import as_json
from core.figures.layout import Figure


def scene_html(place: int, scene: Shown, label: str) -> str:
    """The scene as a section with the anchor "scene-PLACE"."""
    anchor = f"scene-{place}"
    return (
        f'<section class="scene" id="{anchor}" aria-labelledby="{anchor}-title">\n'
        f'<div class="head">{_paragraph(label, "small")}'
        f'<h2 id="{anchor}-title">{place}. {escape(scene.title)}</h2>'
        f"{_paragraph(scene.filter_line)}{_paragraph(scene.n_line, 'count')}</div>\n"
        f"{_shown(anchor, scene.display)}\n{_paragraph(scene.note, 'note')}"
        f"{''.join(_paragraph(line, 'small') for line in (scene.sentence, *scene.footnotes, *scene.ignored))}\n"
        f'<p class="small">The same numbers: <code>{escape(scene.reproduce)}</code></p>\n{_link(scene.link)}'
        f"{_behind(scene.display)}\n</section>"
    )


def figures_of(scenes: Iterable[Shown]) -> str:
    """The figure of every scene that has a chart, as data that no browser runs."""
    charts = [(place, scene.display) for place, scene in enumerate(scenes, start=1) if not is_table(scene.display)]
    return "\n".join(json_block(f"scene-{place}-figure", _figure(display)) for place, display in charts)


def json_block(name: str, content: Any) -> str:
    """Data in the page; without a "<" they cannot end the element they stand in."""
    text = as_json(content).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{text}</script>'


def is_table(display: Display) -> bool:
    """Whether the figure is a table of words, which a page shows better as a table."""
    return any(trace.get("type") == "table" for trace in display.figure["data"])


def _figure(display: Display) -> Figure:
    parts = ("data", "layout", "narrow")
    return {**{part: display.figure[part] for part in parts if part in display.figure}, "height": display.height}


def _shown(anchor: str, display: Display) -> str:
    if is_table(display):
        words = "" if _says_all(display) else _paragraph(display.words)
        return open_table(_worded(display.figure), display.name) + words
    return (
        f'<figure aria-label="{escape(display.name)}"><div class="chart" role="img" '
        f'aria-label="{escape(display.name)}" aria-describedby="{anchor}-words" data-figure="{anchor}-figure" '
        f'style="height:{display.height}px"></div>'
        f'<figcaption id="{anchor}-words">{escape(display.words)}</figcaption></figure>'
    )


def _behind(display: Display) -> str:
    return "" if _says_all(display) else table_html(display.table, display.name)


def _says_all(display: Display) -> bool:
    """Whether the table of words is the table behind it."""
    return is_table(display) and _worded(display.figure).equals(display.table.astype(str).astype(object))


def _worded(figure: Figure) -> DataFrame:
    """The cells of a figure that is a table, letter by letter again."""
    trace = figure["data"][0]
    names = [_letters(name.removeprefix("<b>").removesuffix("</b>")) for name in trace["header"]["values"]]
    columns: Sequence[Sequence[str]] = trace["cells"]["values"]
    return DataFrame(
        {name: [_letters(cell) for cell in cells] for name, cells in zip(names, columns, strict=True)}, dtype=object
    )


def _letters(text: str) -> str:
    return unescape(text)


def _paragraph(text: str, kind: str = "") -> str:
    if not text:
        return ""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def _link(query: str) -> str:
    return f'<p class="small">In the app: <code>?{escape(query)}</code></p>' if query else ""
