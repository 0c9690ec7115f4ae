"""The cells of every field -> values: each distinct text is read once, the user's answers and code lists first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas import DataFrame, Series

from core.intake.answers import Answers
from core.intake.content.readers import READERS, Reader
from core.intake.content.scales import rescaled, scale_decisions
from core.intake.content.wordings import ANSWERED, BY_LABEL, Wordings
from core.intake.decisions import Decision
from core.intake.facts import Facts
from core.intake.field_names import field_named
from core.intake.files.decimals import decimal_of
from core.intake.grid import Grid
from core.intake.parsed import MISSING, Parsed
from core.intake.problems import Problem

Read = Callable[[Sequence[str]], dict[str, Parsed]]
_PARTS = ("value", "code", "reason", "certain")
# Fields of which a user may name a value this program does not know.
_OPEN_FIELDS = ("agent", "site", "race", "term")


@dataclass(frozen=True, eq=False, slots=True)
class Valued:
    """Facts with what each cell means: the columns of the facts, and ``value`` (None where there is none)."""

    patients: DataFrame
    visits: DataFrame | None
    events: DataFrame | None
    problems: tuple[Problem, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(slots=True)
class _Log:
    problems: list[Problem] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def valued(facts: Facts, answers: Answers) -> Valued:
    """Read every cell that is no time; times are read by ``core.intake.content.timing``.

    What waits for an answer has its proposal meanwhile: an import with an open question is not finished anyway.
    """
    log = _Log()
    answered = _by_field(answers.values)

    def read(cells: DataFrame) -> DataFrame:
        values = Series([None] * len(cells), index=cells.index, dtype=object)
        for name in cells["field"].unique():
            if name in READERS:
                own = cells[cells["field"] == name]
                values[own.index] = _read_field(name, own, facts, answered.get(name, {}), answers, log)
        return cells.assign(value=values)

    patients = read(facts.patients)
    visits = None if facts.visits is None else read(facts.visits)
    events = None if facts.events is None else read(facts.events)
    return Valued(patients, visits, events, tuple(log.problems), tuple(log.decisions))


def _by_field(values: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """The answered texts per field, trimmed; what "related" says holds for both treatments."""
    found: dict[str, dict[str, Any]] = {}
    for word, texts in values.items():
        name = field_named(word)
        for own in (name, "related_cream", "related_systemic") if name == "related" else (name,):
            found.setdefault(own, {}).update({text.strip(): value for text, value in texts.items()})
    return found


def _read_field(
    name: str, cells: DataFrame, facts: Facts, answered: Mapping[str, Any], answers: Answers, log: _Log
) -> "Series[Any]":
    """The values of the cells of one field. A decimal mark belongs to a column, a scale to a table."""
    rescale = rescaled(name, cells, facts.grids, answers)
    log.decisions += scale_decisions(name, cells, facts.grids, answers)
    values = np.full(len(cells), None, dtype=object)
    remarked = []
    for places, reader, mark in _ways(name, cells, facts.grids, rescale):
        code, texts = pd.factorize(cells["text"].iloc[places])
        labels = facts.labels.get(name, {})
        read = _parsed(name, texts.tolist(), labels, answered, _with_mark(reader, mark))
        values[places] = _array(read[text].value for text in texts)[code]
        loud = np.array([bool(read[text].code) or not read[text].certain for text in texts], dtype=bool)[code]
        remarked.append(_with_remarks(cells.iloc[places[loud]], read))
    found = Series(values, index=cells.index, dtype=object)
    wordings = Wordings(name, pd.concat(remarked), facts.grids, answers)
    found[wordings.blank] = None
    log.problems += wordings.problems()
    log.decisions += wordings.decisions()
    return found


def _ways(
    name: str, cells: DataFrame, grids: Sequence[Grid], rescale: Mapping[int, Reader | None]
) -> Iterator[tuple[NDArray[np.intp], Reader, str]]:
    """The places of the cells that are read in the same way, with the reader and the decimal mark."""
    ways: dict[tuple[int, str], list[NDArray[np.intp]]] = {}
    readers: dict[int, Reader] = {}
    for (number, column), places in cells.groupby(["grid", "column"], sort=False).indices.items():
        reader = rescale[int(number)] or READERS[name]
        readers[id(reader)] = reader
        ways.setdefault((id(reader), decimal_of(grids[int(number)], column)), []).append(places)
    for (way, mark), parts in ways.items():
        yield np.sort(np.concatenate(parts)), readers[way], mark


def _array(values: Iterable[Any]) -> NDArray[np.object_]:
    """Values as an array of objects, whatever they are."""
    listed = list(values)
    array = np.empty(len(listed), dtype=object)
    array[:] = listed
    return array


def _with_mark(reader: Reader, mark: str) -> Read:
    return lambda texts: reader(texts, mark)


def _parsed(
    name: str, texts: Sequence[str], labels: Mapping[str, str], answered: Mapping[str, Any], read: Read
) -> dict[str, Parsed]:
    """What each text means: as answered, as a data dictionary labels it, or as it reads."""
    given = {text: _as_answered(name, answered[text]) for text in texts if text in answered}
    labelled = {text: labels[text] for text in texts if text in labels and text not in given}
    rest = [text for text in texts if text not in given and text not in labelled]
    by_label = read(list(dict.fromkeys(labelled.values()))) if labelled else {}
    return (
        given
        | (read(rest) if rest else {})
        | {text: _labelled(name, label, by_label[label]) for text, label in labelled.items()}
    )


def _as_answered(name: str, given: Any) -> Parsed:
    """The value the user gave for a text: a word of the schema, or one this program reads as such."""
    text = "" if given is None else str(given).strip()
    if not text:
        return MISSING
    read = READERS[name]([text], ".")[text]
    if read.code == "missing_token":
        return MISSING
    if read.value is not None:
        return Parsed(read.value, ANSWERED)
    if name in _OPEN_FIELDS:
        return Parsed(text, ANSWERED)
    return Parsed(None, "answer_not_understood", f"is answered with “{text}”, which is no value of this column")


def _labelled(name: str, label: str, read: Parsed) -> Parsed:
    """A code with its label: which cohort a code stands for is said aloud, whatever the label."""
    if read.value is None or name != "cohort":
        return read
    return replace(read, code=BY_LABEL, reason=f"is labelled “{label}”")


def _with_remarks(cells: DataFrame, parsed: Mapping[str, Parsed]) -> DataFrame:
    parts = {part: _array(getattr(parsed[text], part) for text in cells["text"].tolist()) for part in _PARTS}
    return cells.assign(**{**parts, "certain": parts["certain"].astype(bool)})
