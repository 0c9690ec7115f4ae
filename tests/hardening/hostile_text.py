"""Text made to harm, in every place where a file or a user can put text, and how to tell that it stayed text.

Each sample holds a mark ("mk01", "mk02", ...) directly behind the letters that a renderer would swallow. Wherever a
mark turns up on a page or in a file, those letters must stand before it: then it was shown letter by letter.
"""

import re

from pandas import DataFrame

from core.agents import canonical
from core.extract import Extract, extract_from_frames
from core.provenance import Provenance

EVIL = "evil.example"
# What a renderer would swallow, the mark after it, and the rest.
SAMPLES = {
    "image": ("<img src=x onerror=window.harmed=1>", ""),
    "script": ("<script>window.harmed=1;//", "</script>"),
    "handler": ("<svg onload=window.harmed=1><text>", "</text></svg>"),
    "frame": (f"<iframe src=//{EVIL}>", "</iframe>"),
    "style": ("<style>*{display:none}</style><b>", "</b>"),
    "comment": ("<!--", "-->"),
    "closing": ("</td></table></script></title></textarea>", ""),
    "attribute": ("\" onmouseover='window.harmed=1' x='", ""),
    "entity": ("&lt;b&gt;&#60;", "&#62;"),
    "markdown link": ("[", f"](javascript:window.harmed=1) [x](http://{EVIL})"),
    "markdown image": ("![", f"](http://{EVIL}/i.png)"),
    "autolink": (f"<http://{EVIL}/", ">"),
    "bare link": (f"http://{EVIL}/", ""),
    "emphasis": ("**", "** _x_ ~~y~~"),
    "code": ("`", "`"),
    "heading": ("# ", ""),
    "list": ("- ", ""),
    "latex": ("$\\frac{", "}{2}$ $$x$$"),
    "colour": (":red[", "]"),
    "badge": (":green-badge[", "]"),
    "icon": (":material/delete: :smile: :streamlit: ", ""),
    "small": (":small[", "]"),
    "braces": ("{{7*7}} ${7*7} {0} %s %(x)s %{y} ", ""),
    "plotly bold": ("<b>", "</b><br><sup>x</sup>"),
    "plotly link": (f'<a href="http://{EVIL}">', "</a>"),
    "table": ("a | b\n--- | ---\n", " | x"),
    "direction": ("\u202egpj.", "\u202c\u2066x\u2069"),
    "control": ("\0\x07\x1b[31m\x7f\x85\u2028", "\u200b\ufeff\ufffe"),
    "formula": ('=HYPERLINK("http://evil.example","', '")'),
    "plus": ("+cmd|' /C calc'!A0 ", ""),
    "minus": ("-2+3+cmd|' /C calc'!A0 ", ""),
    "at": ("@SUM(1+1)*", ""),
    "tab": ("\t=1+1 ", ""),
    "return": ("\r=1+1 ", ""),
    "second cell": ("x;=1+1 ", ";=2"),
    "wide formula": ("\uff1d1+1 ", ""),
    "path": ("../../../etc/passwd\\..\\con:aux.", ""),
    "quotes": ("'\"`;$(reboot)", " && x"),
}
_MARK = re.compile(r"mk\d\d")
_OPENERS = {f"mk{number:02}": opener for number, (opener, _) in enumerate(SAMPLES.values())}
TEXTS = tuple(f"{opener}mk{number:02}{rest}" for number, (opener, rest) in enumerate(SAMPLES.values()))


def swallowed(shown: str) -> set[str]:
    """The samples whose mark stands in ``shown`` without the letters before it.

    Blanks and what has no width count for nothing: pages break lines and join what would become an address.
    """
    letters = re.sub(r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd-\uffff'\\]", "", shown)
    letters = letters.casefold()
    return {
        f"{name}: {letters[max(0, found.start() - 40) : found.end()]}"
        for found in _MARK.finditer(letters)
        for name in [list(SAMPLES)[int(found.group()[2:])]]
        if not letters[: found.start()].endswith(_ending(_OPENERS[found.group()]))
    }


def _ending(opener: str) -> str:
    """The letters nearest to the mark, as far as a page that cuts or breaks a text may be trusted to keep them."""
    kept = re.sub(r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd-\uffff'\\]", "", opener)
    return kept[-4:].casefold()


def hostile_extract(title: str = TEXTS[0]) -> Extract:
    """Patients of both cohorts, each with visits and events; every column of text holds a sample in every row."""
    count = len(TEXTS)
    # a plus sign stands between agents, which have an order
    agents = [text for text in TEXTS if canonical(text) == text]
    ids = [f"{text} {number}" for number, text in enumerate(TEXTS)]
    patients = DataFrame(
        {
            "patient_id": ids,
            "site": [TEXTS[(number * 7 + 1) % count] for number in range(count)],
            "cohort": ["AB"[number % 2] for number in range(count)],
            "systemic_agent": [agents[number % len(agents)] for number in range(count)],
            "age": [30.0 + number for number in range(count)],
            "sex": ["female", "male"] * (count // 2),
            "race": [TEXTS[(number * 3 + 3) % count] for number in range(count)],
            "cream_start_week": 0.0,
            "systemic_start_week": [-4.0 * (number % 2) for number in range(count)],
            "follow_up_weeks": 52.0,
            "follow_up_end": "ongoing",
            "ae_status": "any",
        }
    )
    visits = DataFrame(
        [
            {"patient_id": own, "week": float(week), "iga": 4.0 - step, "bsa_pct": 20.0 - step, "itch_nrs": 8.0 - step}
            for own in ids
            for step, week in enumerate((0, 12, 24, 52))
        ]
    )
    return extract_from_frames(
        {"patients": patients, "assessments": visits, "adverse_events": _events(ids)},
        Provenance(title, TEXTS[1], synthetic=False, data_cut=TEXTS[2]),
    )


def _events(ids: list[str]) -> DataFrame:
    count = len(TEXTS)
    return DataFrame(
        [
            {
                "patient_id": own,
                "term": TEXTS[(number + 4) % count],
                "system_organ_class": TEXTS[(number // 2 + 5) % count],
                "severity": ("mild", "moderate", "severe")[number % 3],
                "serious": number % 5 == 0,
                "related_cream": number % 2 == 0,
                "start_week": 1.0 + number,
                "end_week": 3.0 + number,
                "action_taken": TEXTS[(number + 6) % count],
                "outcome": TEXTS[(number + 7) % count],
                "verbatim": TEXTS[(number + 8) % count],
            }
            for number, own in enumerate(ids)
        ]
    )
