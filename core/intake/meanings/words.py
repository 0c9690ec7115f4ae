"""Words of a chart onto the few words of the schema: yes and no, sex, severity, relatedness, the end of follow-up.

Each parser reads one text; :func:`read_all` reads those of a whole column, because a code such as 1 or an "m" means
what the other cells make of it.
"""

import re
from collections.abc import Callable, Collection
from functools import lru_cache

from core.intake.meanings import word_lists as lists
from core.intake.meanings.missing import missing
from core.intake.meanings.plain import plain
from core.intake.parsed import Parsed

Parser = Callable[[str], Parsed]

_GRADES = ("mild", "moderate", "severe", "life-threatening", "life-threatening")
_GRADE = re.compile(r"(?:ctc(?:ae)?)?[ :-]*(?:grade|grad|graad|grado|grau|stopien|gr|g)?[ .:_-]*([1-5])(?: of 5)?")
_SEVERITY = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, lists.SEVERITY), key=len, reverse=True))})\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


@lru_cache(maxsize=65_536)
def yes_no(text: str) -> Parsed:
    """True or False, from "yes", "J", "TRUE", "1", "checked" and their like in several languages."""
    said = _trimmed(text)
    if said in lists.YES or said in lists.NO:
        return Parsed(said in lists.YES)
    return missing(text, "serious") or Parsed(None, "not_yes_or_no", "is not yes or no", certain=False)


@lru_cache(maxsize=65_536)
def sex(text: str) -> Parsed:
    """female, male or other; 1 and 2 are proposed as male and female (ISO 5218)."""
    said = _trimmed(text)
    if said in lists.SEX:
        return Parsed(lists.SEX[said])
    named = {lists.SEX.get(word) for word in re.findall("[a-z]+", said)}
    if len(named) == 1 and None not in named:
        return Parsed(named.pop())
    if said in ("1", "2"):
        return Parsed(("male", "female")[int(said) - 1], "sex_code", "is a code: 1 male, 2 female", certain=False)
    return missing(text, "sex") or _unknown("sex_unknown", "is not a sex we know")


@lru_cache(maxsize=65_536)
def severity(text: str) -> Parsed:
    """mild, moderate, severe or life-threatening.

    A grade (Gr1, CTCAE 3) is a proposal with code "severity_grade", a number alone with code "severity_code". Grade 5
    is life-threatening here, with code "fatal_event", so that the death can be told apart.
    """
    said = _trimmed(text)
    if said in lists.FATAL:
        return Parsed(_GRADES[4], "fatal_event", "is fatal")
    if said in lists.SEVERITY:
        return Parsed(lists.SEVERITY[said])
    words = {lists.SEVERITY[word] for word in _SEVERITY.findall(said)}
    grade = _grade(_SEVERITY.sub("", said).strip(" ()[]=:,-"))
    if grade:
        return _graded(grade, said, words)
    if len(words) == 1 and not re.search(r"[0-9]|\b(not|non|no)\b", said):
        return Parsed(words.pop(), "severity_words", "is read by one of its words", certain=False)
    return missing(text, "severity") or _unknown("severity_unknown", "is not a severity we know")


def _grade(said: str) -> int:
    """1 to 5 of "Gr1", "CTCAE 3", "Grade II", "2"; 0 where there is none."""
    roman = re.fullmatch(r"(?:grade|grad|graad|grado|gr)[ .]*(i{1,3}|iv|v)", said)
    match = _GRADE.fullmatch(said)
    return _ROMAN[roman[1]] if roman else int(match[1]) if match else 0


def _graded(grade: int, said: str, words: Collection[str]) -> Parsed:
    value = _GRADES[grade - 1]
    if words:
        agrees = set(words) == {value}
        return Parsed(value) if agrees else _unknown("severity_unknown", "has a grade and a word that disagree")
    if grade == 5:
        return Parsed(value, "fatal_event", "is grade 5, fatal", certain=False)
    code = "severity_code" if said.isdigit() else "severity_grade"
    return Parsed(value, code, f"is read as {value}", certain=False)


@lru_cache(maxsize=65_536)
def relatedness(text: str) -> Parsed:
    """Whether an event was judged related (True, False): what was at least thought possible counts.

    Words of a scale of three to six levels are proposals with code "relatedness_scale"; "not assessable" is neither
    (None, code "unassessable").
    """
    said = re.sub(r"^[0-9]+ ?[.=:)-] ?(?=[a-z])| (?:to|with) .*$|[ (]+[0-9]+\)?$", "", _trimmed(text))
    plainly = {**dict.fromkeys(lists.PLAINLY_RELATED, True), **dict.fromkeys(lists.PLAINLY_UNRELATED, False)}
    if said in plainly:
        return Parsed(plainly[said])
    if said in lists.RELATED or said in lists.UNRELATED:
        value = said in lists.RELATED
        return Parsed(
            value, "relatedness_scale", f"is counted as {'related' if value else 'not related'}", certain=False
        )
    if said in lists.UNASSESSABLE:
        return Parsed(None, "unassessable", "says that nobody could judge it")
    flag = yes_no(text)
    if flag.code != "not_yes_or_no":
        return flag
    return _unknown("relatedness_unknown", "is not a level of relatedness we know")


@lru_cache(maxsize=65_536)
def ae_status(text: str) -> Parsed:
    """none, any or not documented; a blank is no answer."""
    said = _trimmed(text)
    if said in lists.DOCUMENTED:
        return Parsed(lists.DOCUMENTED[said])
    if said in lists.NO_EVENT or said in lists.NO:
        return Parsed("none")
    return missing(text, "ae_status") or _unknown("ae_status_unknown", "does not say whether there were adverse events")


@lru_cache(maxsize=65_536)
def no_event(text: str) -> Parsed:
    """True where the term of an event row says that there was no event, or says nothing."""
    return Parsed(_trimmed(text) in lists.NO_EVENT or missing(text, "term") is not None)


@lru_cache(maxsize=65_536)
def follow_up_end(text: str) -> Parsed:
    """Why the time on both treatments ended, in the words of the schema."""
    said = _trimmed(text)
    if said in lists.FOLLOW_UP_ENDS:
        return Parsed(lists.FOLLOW_UP_ENDS[said])
    return missing(text, "follow_up_end") or _unknown("follow_up_end_unknown", "is not a reason we know")


PARSERS: dict[str, Parser] = {
    "sex": sex,
    "ae_status": ae_status,
    "follow_up_end": follow_up_end,
    "severity": severity,
    **dict.fromkeys(("serious", "treatment_emergent", "derived"), yes_no),
    **dict.fromkeys(("related", "related_cream", "related_systemic"), relatedness),
}


def read_all(field: str, texts: Collection[str]) -> dict[str, Parsed]:
    """The meaning of every distinct text of a column of words, each helped by the others."""
    read = {text: PARSERS[field](text) for text in texts}
    said = {plain(text) for text in texts if read[text].code != "missing_token"} - {""}
    if field == "sex":
        return read | _letters_of_sex(said, read)
    if PARSERS[field] in (yes_no, relatedness) and "1" in said and said & {"2", "3", "4", "5"}:
        return read | _codes(read, said, relatedness=PARSERS[field] is relatedness)
    return read


def _codes(read: dict[str, Parsed], said: Collection[str], *, relatedness: bool) -> dict[str, Parsed]:
    """Numbers of a longer code: 1 and 2 alone are proposed as yes and no, anything else is a question."""
    pair = set(said) == {"1", "2"} and not relatedness
    values = {"1": True, "2": False} if pair else {}
    reason = "is a code: 1 yes, 2 no" if pair else "is a code whose meaning the file does not say"
    return {
        text: Parsed(values.get(plain(text)), "coded_words", reason, certain=False)
        for text in read
        if plain(text).isdigit()
    }


def _letters_of_sex(said: Collection[str], read: dict[str, Parsed]) -> dict[str, Parsed]:
    """The single letters that mean the one sex in one language and the other in the next.

    Beside h (homme, hombre) an f is French and an m Spanish (mujer); beside v an m is either Dutch (man, vrouw) or
    Spanish (varón, mujer).
    """
    letters = {letter for letter in said if len(letter) == 1}
    if "h" in letters:
        meaning = {"h": "male", "m": "female"}
    elif "v" in letters:
        meaning = {"v": "female", "m": "male"}
    else:
        return {}
    sure = "f" in letters and "h" in letters
    return {
        text: Parsed(meaning[plain(text)], "sex_code", f"is read as {meaning[plain(text)]}", sure)
        for text in read
        if plain(text) in meaning
    }


def _trimmed(text: str) -> str:
    """The words without the full stop, brackets and spaces around them."""
    said = plain(text)
    return said.strip(" .,;:!()[]\"'") or said


def _unknown(code: str, reason: str) -> Parsed:
    return Parsed(None, code, reason, certain=False)
