"""What a saved file is called: what it shows, of whom, and when. Words of the filters only, so never a patient."""

import re
import unicodedata
from datetime import date
from hashlib import sha256

from core.endpoints import MISSING
from core.selection import EVENT_FILTERS, Selection

PROGRAM = "ruxscope"
MOST_LETTERS = 100
_MOST_OF_A_WORD = 40
_DIGEST = 8
_SPEAK_FOR_THEMSELVES = ("agent", "severity")


def file_stem(*what: str, selection: Selection, day: date) -> str:
    """A name without ending: "ruxscope-trajectories-iga-cohort-B-dupilumab-2026-11-22".

    ``what`` are the page and the display. ASCII letters, digits and hyphens only, up to 100 of them. Where the
    filters do not fit, or have letters that ASCII lacks, a digest of the selection stands for what is left out.
    """
    codes = [_filter(name, code) for name, code in selection.pairs()]
    of_whom = [_plain(code) for code in codes] or ["all-patients"]
    head = [PROGRAM, *(_plain(word)[:_MOST_OF_A_WORD].rstrip("-") for word in what)]
    whole = "-".join(word for word in (*head, *of_whom, day.isoformat()) if word)
    if len(whole) <= MOST_LETTERS and all(code.isascii() for code in codes):
        return whole
    tail = f"-{sha256(selection.to_query().encode()).hexdigest()[:_DIGEST]}-{day.isoformat()}"
    start = "-".join(word for word in (*head, *of_whom) if word)
    return start[: MOST_LETTERS - len(tail)].rstrip("-") + tail


def _filter(name: str, code: str) -> str:
    """One filter as a part of the name: "cohort-B", "dupilumab", "serious"."""
    if name in _SPEAK_FOR_THEMSELVES and code != MISSING:
        return code.replace("+", " and ")
    return name if name in EVENT_FILTERS and code == "yes" else f"{name}-{code}"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")
