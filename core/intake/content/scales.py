"""Scores on another scale than ours: noticed from all values of a column, asked, and converted only as answered."""

import re
from collections.abc import Callable, Mapping, Sequence

from pandas import DataFrame

from core.intake.answers import Answers
from core.intake.content.readers import Reader
from core.intake.decisions import Decision
from core.intake.field_names import field_named
from core.intake.grid import Grid
from core.intake.meanings import scores
from core.intake.meanings.grades import iga
from core.intake.meanings.headers import meaning
from core.intake.parsed import Parsed

OUR_SCALE = {"iga": "0-4", "bsa_pct": "percent", "itch_nrs": "0-10"}
OPTIONS = {
    "iga": ("0-4", "1-5", "0-5"),
    "bsa_pct": ("percent", "fraction", "square metres"),
    "itch_nrs": ("0-10", "0-100"),
}
_SAYS = {
    "1-5": "IGA seems to be coded 1 to 5 instead of 0 to 4. Take 1 off each?",
    "0-5": "IGA has the grade 5. Is it coded 0 to 4 (5 is an error), 1 to 5, or 0 to 5 (5, very severe, counts as 4)?",
    "0-100": "Itch seems to be on a scale from 0 to 100. Divide by 10?",
    "fraction": "BSA seems to be a share of 1 instead of a percentage. Multiply by 100?",
    "square metres": "BSA seems to be body surface area in square metres, not the share with dermatitis. Leave it out?",
}
_INTEGER = re.compile(r"\d+")


def rescaled(field: str, cells: DataFrame, grids: Sequence[Grid], answers: Answers) -> dict[int, Reader | None]:
    """The reader of each table whose scores are on another scale, None where the plain one holds."""
    numbers = [int(number) for number in cells["grid"].unique()]
    if field not in OUR_SCALE:
        return dict.fromkeys(numbers)
    given = _given(field, answers)
    seemingly = _seeming(field, cells, grids)
    return {
        number: _READERS.get(given or seemingly[number]) if given or seemingly[number] else None for number in numbers
    }


def scale_decisions(field: str, cells: DataFrame, grids: Sequence[Grid], answers: Answers) -> list[Decision]:
    """The question about a field whose values look like another scale."""
    if field not in OUR_SCALE:
        return []
    found = {number: scale for number, scale in _seeming(field, cells, grids).items() if scale}
    if not found:
        return []
    number, seeming = next(iter(found.items()))
    identity = f"scale:{field}"
    proposal = None if seeming == "0-5" else seeming
    done = bool(_given(field, answers)) or (proposal is not None and answers.accepts(identity))
    question = f"{grids[number].name}: {_SAYS[seeming]}"
    return [Decision(identity, "scale", question, ("scales", field), proposal, OPTIONS[field], True, done)]


def _given(field: str, answers: Answers) -> str:
    """The scale the user named for a field, in our words."""
    said = next((scale for name, scale in answers.scales.items() if field_named(name) == field), "")
    plain = re.sub(r"\s*(?:to|–|\.\.)\s*", "-", said.casefold().strip())
    if field == "bsa_pct" and plain in ("0-100", "%"):
        return "percent"
    if field == "bsa_pct" and plain in ("0-1", "proportion", "share"):
        return "fraction"
    return next((scale for scale in reversed(OPTIONS[field]) if plain.startswith(scale)), "")


def _seeming(field: str, cells: DataFrame, grids: Sequence[Grid]) -> dict[int, str]:
    """The other scale each table seems to have, by its titles or its values; "" where it has ours."""
    found = {}
    for number, own in cells.groupby("grid"):
        grid = grids[int(str(number))]
        columns = own["column"].unique().tolist()
        titled = [said for column in columns if (said := _titled(field, grid.titles.get(column, "")))]
        if titled or (field == "bsa_pct" and all(grid.formats.get(column) == "percent" for column in columns)):
            found[int(str(number))] = "" if not titled or titled[0] == OUR_SCALE[field] else titled[0]
            continue
        seems = scores.score_scale(field, own["text"].value_counts().to_dict())
        found[int(str(number))] = seems.removesuffix("?") if seems.endswith("?") else ""
    return found


def _titled(field: str, title: str) -> str:
    """The scale a title names: "itch (0-100)"."""
    named = meaning(title)
    if named is None or not named.scale:
        return ""
    said = {"bsa_pct": {"0-1": "fraction", "0-100": "percent"}}.get(field, {}).get(named.scale, named.scale)
    return said if said in OPTIONS[field] else ""


def _lower_grade(texts: Sequence[str], decimal: str) -> dict[str, Parsed]:
    """IGA coded 1 to 5: the number of a text less 1."""
    return {text: iga(_INTEGER.sub(lambda found: str(int(found[0]) - 1), text, count=1)) for text in texts}


def _capped_grade(texts: Sequence[str], decimal: str) -> dict[str, Parsed]:
    """IGA coded 0 to 5: very severe counts as severe."""
    return {text: iga("4" if re.fullmatch(r"\s*5(\.0+)?\s*", text) else text) for text in texts}


def _scaled(factor: float, low: float, high: float) -> Reader:
    """Numbers of 0 to ``high / factor`` on our scale. Read as a percentage first: the range and signs are the same."""

    def read(texts: Sequence[str], decimal: str) -> dict[str, Parsed]:
        return {text: _times(scores.bsa(text, decimal), factor, low, high) for text in texts}

    return read


def _times(parsed: Parsed, factor: float, low: float, high: float) -> Parsed:
    if parsed.value is None:
        return parsed
    value = round(parsed.value * factor, 6)
    if not low <= value <= high:
        return Parsed(None, "value_out_of_range", f"is above {high / factor:g}")
    return Parsed(value, parsed.code, parsed.reason, parsed.certain)


def _blank(texts: Sequence[str], decimal: str) -> dict[str, Parsed]:
    return {text: Parsed(None, "not_scorable", "is an area in square metres") for text in texts}


_READERS: Mapping[str, Callable[[Sequence[str], str], dict[str, Parsed]]] = {
    "1-5": _lower_grade,
    "0-5": _capped_grade,
    "0-100": _scaled(0.1, 0, 10),
    "fraction": _scaled(100, 0, 100),
    "square metres": _blank,
}
