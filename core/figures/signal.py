"""The signal view: each term by its difference between two groups and how far that is from none."""

from pandas import DataFrame

from core.figures.layout import CLEAR, Figure, axis, guide, layout
from core.figures.theme import plain_text

SIGNAL_HEIGHT = 340
_USUAL_SPAN, _USUAL_EVIDENCE = 50.0, 2.0


def signal_figure(signals: DataFrame, *, direction: str) -> Figure:
    """Needs columns term, n, estimate, low, high, evidence; ``direction`` says what the difference is minus what."""
    known = signals[signals["evidence"].notna()]
    estimates, evidence = (100 * known["estimate"]).tolist(), known["evidence"].tolist()
    span = max([_USUAL_SPAN, *map(abs, estimates)])
    top = max([_USUAL_EVIDENCE, *(1.1 * value for value in evidence)])
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers+text",
                "name": "terms",
                "x": estimates,
                "y": evidence,
                "text": [plain_text(term) for term in known["term"]],
                "textposition": "top center",
                "textfont": {"size": 11, "color": "@muted"},
                "marker": {"size": 9, "color": CLEAR, "line": {"color": "@ink", "width": 1.5}},
                "customdata": [["term", *names, ""] for names in zip(known["organ_class"], known["term"], strict=True)],
                "hovertemplate": "%{text}: %{x:+.1f} points, %{y:.2f} of its 95% limit<extra></extra>",
            }
        ],
        "layout": layout(
            showlegend=False,
            margin={"l": 56, "r": 18, "t": 14, "b": 46},
            xaxis=axis(f"Difference, percentage points ({direction})", range=[-span, span], zeroline=True),
            yaxis=axis("Difference / its 95% limit towards none", range=[0, top]),
            shapes=[guide(1.0, dash="dot")],
        ),
    }
