"""The grade of the investigator's global assessment, from what a chart says."""

import re
from functools import lru_cache

from core.intake.meanings.missing import missing
from core.intake.meanings.plain import plain
from core.intake.meanings.score_words import BESIDE_GRADE, BEYOND, GRADES
from core.intake.parsed import Parsed

_SCALE = re.compile(r"[(\[] ?(?:scale |range )?0 ?(?:-|to|bis|tot|a) ?4 ?[)\]]")


@lru_cache(maxsize=65_536)
def iga(text: str) -> Parsed:
    """Grade 0-4 (int), from a number, a word in any of the languages of the dictionary, or both.

    Codes: "missing_token", "text_to_score" (a word), "not_scorable" (a span, a fraction, a number and a word that
    disagree), "value_out_of_range", "not_a_number".
    """
    absent = missing(text, "iga")
    if absent:
        return absent
    said = _SCALE.sub(" ", plain(text)).strip()
    numbers = re.findall(r"(?<![0-9])-?[0-9]+(?:[.,][0-9]+)?", said)
    if numbers:
        number = _one_grade(said, numbers)
        if number.value is None:
            return number
    words = [word for word in re.findall(r"[a-z]+", said) if word not in BESIDE_GRADE]
    if not words:
        return number if numbers else Parsed(None, "not_a_number", "is not a grade")
    named = _named_grade(" ".join(words), re.sub(r"[0-9.,]+", " ", said))
    if not numbers or named.value is None:
        return named
    if named.value != number.value:
        return Parsed(None, "not_scorable", "has a number and a word that disagree")
    return number


def _one_grade(said: str, numbers: list[str]) -> Parsed:
    if len(numbers) > 1 or re.search(r"[0-9] ?[+?/-]$|[0-9][+?]|[<>≤≥~]", said):
        return Parsed(None, "not_scorable", "is a span or a guess, not one grade")
    number = float(numbers[0].replace(",", "."))
    if number < 0 or number > 4:
        return Parsed(None, "value_out_of_range", "is below 0" if number < 0 else "is above 4")
    if number != int(number):
        return Parsed(None, "not_scorable", "is between two grades")
    return Parsed(int(number))


def _named_grade(words: str, said: str) -> Parsed:
    if words in GRADES:
        return Parsed(GRADES[words], "text_to_score", f"is read as grade {GRADES[words]}")
    if words in BEYOND:
        return Parsed(None, "value_out_of_range", "is a grade of another scale")
    found = {GRADES[part] for part in _parts(said) if part in GRADES}
    if len(found) > 1:
        return Parsed(None, "not_scorable", "is a span, not one grade")
    return Parsed(None, "not_a_number", "is not a grade")


def _parts(said: str) -> list[str]:
    """The words on either side of what joins two grades: "mild to moderate", "mild-moderate"."""
    sides = re.split(r" to | or | and | bis | tot | a | y | et | und | en | till | til | do |[-/,]", said)
    return [" ".join(word for word in re.findall(r"[a-z]+", side) if word not in BESIDE_GRADE) for side in sides]
