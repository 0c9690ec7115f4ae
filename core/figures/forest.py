"""The forest: an estimate per subgroup, around the heavy line of the overall estimate, with the counts beside it."""

import json
from collections.abc import Mapping, Sequence
from textwrap import wrap

from pandas import DataFrame

from core.figures.axes import covering
from core.figures.count_columns import Room, Texts, widest, without_percentages
from core.figures.forest_lines import Line, Scale, forest_lines
from core.figures.forest_marks import count_texts, forest_traces
from core.figures.layout import Figure, Look, axis, guide, label_at, layout, row_guide
from core.figures.theme import plain_text

_TOP, _BOTTOM, _LABELS, _ESTIMATES, _ROW = 44, 50, 172, 142, 22
_NARROW = 900
# Pixels within the margins: of the smallest figure that is wide, and of the smallest one at all.
_WIDE_ROOM = Room(_NARROW - _LABELS - _ESTIMATES, 0.4)
_NARROW_ROOM = Room(600 - _LABELS - _ESTIMATES, 0.54)
_LEAST = 0.13  # the share of a column, however little stands in it


def forest_height(rows: DataFrame) -> int:
    """Height in pixels."""
    return _TOP + _BOTTOM + _ROW * len(forest_lines(rows))


def forest_figure(
    rows: DataFrame, looks: Sequence[Look], scale: Scale, *, headings: Mapping[str, str], beside: Mapping[str, str]
) -> Figure:
    """Needs the frame of ``core.analyses.subgroups``, ready for display, of the groups in ``looks``.

    ``headings`` names each factor, ``beside`` says what stands beside its heading.
    """
    lines = forest_lines(rows)
    low, high = _range(rows, scale)
    counts = count_texts(lines, looks)
    wide, narrow = (_fitting(counts, looks, room) for room in (_WIDE_ROOM, _NARROW_ROOM))
    figure: Figure = {
        "data": forest_traces(lines, looks, scale, counts=wide, edge=high),
        "layout": _layout(lines, looks, scale, [low, high], _domains(wide, looks, _WIDE_ROOM)),
        "narrow": {
            "below": _NARROW,
            "data": [{"text": texts} for texts in narrow],
            "layout": _narrow_layout(_domains(narrow, looks, _NARROW_ROOM), scale),
        },
    }
    figure["layout"]["annotations"] += [words for line in lines for words in _words(line, headings, beside)]
    figure["layout"]["shapes"] += _overall_line(lines[0], scale)
    return figure


def _range(rows: DataFrame, scale: Scale) -> tuple[float, float]:
    """The range of the panel, with room for a mark that stands at its end."""
    ends = (scale.factor * rows[["low", "estimate", "high"]]).to_numpy().ravel().tolist()
    low, high = covering(scale.usual, ends, step=scale.step)
    edge = 0.03 * (high - low)
    return low - edge, high + edge


def _layout(
    lines: Sequence[Line], looks: Sequence[Look], scale: Scale, span: list[float], domains: tuple[list[float], ...]
) -> Figure:
    counts, panel = domains
    columns = [
        label_at(
            place + 0.5, 1, f"<b>{look.label}</b>", xref="x2", yanchor="bottom", font={"size": 12, "color": look.colour}
        )
        for place, look in enumerate(looks)
    ]
    estimates = label_at(1, 1, "Estimate (95% CI)", xanchor="left", yanchor="bottom", xshift=8)
    return layout(
        margin={"l": _LABELS, "r": _ESTIMATES, "t": _TOP, "b": _BOTTOM},
        showlegend=False,
        annotations=[*columns, *_sides(scale), estimates],
        shapes=[row_guide(line.y) for line in lines if line.row and line.y % 2 == 0],
        xaxis=axis(scale.title, range=span, domain=panel, fixedrange=True),
        xaxis2={"range": [0, len(looks)], "domain": counts, "visible": False, "fixedrange": True},
        yaxis=axis(range=[len(lines) - 0.5, -0.5], showgrid=False, showticklabels=False, fixedrange=True),
    )


def _narrow_layout(domains: tuple[list[float], ...], scale: Scale) -> Figure:
    """Where there is little width the counts keep theirs and the panel gives way."""
    counts, panel = domains
    title = {"text": scale.short_title, "font": {"size": 11, "color": "@muted"}}
    return {"xaxis": {"domain": panel, "title": title}, "xaxis2": {"domain": counts}}


def _fitting(texts: Texts, looks: Sequence[Look], room: Room) -> Texts:
    """The counts with their percentages, or alone where both do not fit."""
    return texts if room.takes(len(texts), _each(texts, looks)) else without_percentages(texts)


def _domains(texts: Texts, looks: Sequence[Look], room: Room) -> tuple[list[float], ...]:
    """Where the columns of counts and the panel stand, in shares of the width between the margins."""
    counts = max(room.share(len(texts), _each(texts, looks)), _LEAST * len(looks))
    return [0, counts], [counts + 0.02, 1]


def _each(texts: Texts, looks: Sequence[Look]) -> float:
    return widest(texts, [look.words for look in looks])


def _words(line: Line, headings: Mapping[str, str], beside: Mapping[str, str]) -> list[Figure]:
    """The line in words, in the left margin: headings bold with their test beside them, levels indented beneath."""
    if not line.row:
        return [
            _in_margin(line.y, f"<b>{headings[line.factor]}</b>", indent=0),
            label_at(
                0,
                line.y,
                beside[line.factor],
                yref="y",
                xanchor="left",
                bgcolor="@paper",
                font={"size": 12, "color": "@muted"},
            ),
        ]
    if line.factor not in headings:
        return [_in_margin(line.y, f"<b>{line.row['label']}</b>", indent=0)]
    text = "<br>".join(plain_text(part) for part in wrap(line.row["label"], 26, max_lines=2, placeholder=" …"))
    # The one field of an annotation that carries data of ours.
    name = json.dumps([line.factor, line.row["level"]])
    return [{**_in_margin(line.y, text, indent=12), "captureevents": True, "name": name}]


def _in_margin(y: int, text: str, *, indent: int) -> Figure:
    size = 10 if "<br>" in text else 12 if indent else 13
    return label_at(
        0,
        y,
        text,
        yref="y",
        xanchor="left",
        xshift=indent - _LABELS,
        align="left",
        font={"size": size, "color": "@ink"},
    )


def _sides(scale: Scale) -> list[Figure]:
    """What the two sides of no effect mean, above the panel."""
    if scale.none is None or not scale.less:
        return []
    less, more = (side.split(" ", 1) for side in (scale.less, scale.more))
    place = {"xref": "x", "yanchor": "bottom"}
    return [
        label_at(scale.none, 1, f"\u2190 {less[0]}<br>{less[1]}", xanchor="right", xshift=-6, align="right", **place),
        label_at(scale.none, 1, f"{more[0]} \u2192<br>{more[1]}", xanchor="left", xshift=6, align="left", **place),
    ]


def _overall_line(overall: Line, scale: Scale) -> list[Figure]:
    """The overall estimate as a heavy line in its band, and no effect as a thin one."""
    shapes = [] if scale.none is None else [guide(scale.none, axis="x", dash="dot")]
    if not overall.has_estimate:
        return shapes
    # Between the grid and the marks: a grid line at the same place must not cut it.
    heavy = {**guide(scale.factor * overall.row["estimate"], axis="x", color="@ink", width=2.5), "layer": "between"}
    if overall.row["low"] != overall.row["low"]:
        return [*shapes, heavy]
    band = {
        **heavy,
        "layer": "below",
        "type": "rect",
        "x0": scale.factor * overall.row["low"],
        "x1": scale.factor * overall.row["high"],
        "fillcolor": "@grid",
        "opacity": 0.6,
        "line": {"width": 0},
    }
    return [band, *shapes, heavy]
