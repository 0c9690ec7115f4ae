"""An import in words a study nurse reads, and as the document another program reads."""

import json
from collections.abc import Iterable
from typing import Any

from core.intake.decisions import Decision
from core.intake.engine import Import
from core.intake.fields import FIELDS
from core.intake.problems import LEVEL_WORDS, LEVELS, Problem
from core.intake.understanding import FileRead
from core.numbers import patients as patients_text

_ABSENT = {
    "assessments": "no table holds IGA, BSA or itch: outcomes are not available",
    "adverse_events": "no table of adverse events was supplied: they are not available, which is not the same as none",
    "systemic_agent": "no column names the systemic agent: not recorded",
    "iga": "no column holds IGA",
    "bsa": "no column holds BSA",
    "itch": "no column holds itch",
}
_ENCODINGS = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252"}
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def document(done: Import) -> dict[str, Any]:
    """The report as JSON holds it; ``summary`` is None unless something was imported."""
    return {
        "outcome": done.outcome,
        "message": done.message,
        "files": [_file(table) for table in done.files],
        "decisions": [_decision(decision) for decision in done.decisions],
        "findings": [_finding(problem) for problem in done.problems],
        "not_available": list(done.not_available),
        "summary": done.summary,
    }


def report_json(done: Import) -> str:
    """The report as the text of a JSON file."""
    return json.dumps(document(done), indent=2, ensure_ascii=False) + "\n"


def snippet(decision: Decision) -> str:
    """What to write into the answers file, with the proposal where there is one and an example where there is none."""
    answer = decision.proposal if decision.proposal is not None else decision.options[0]
    if decision.key == ("accept",):
        answer = [decision.id]
    elif decision.about == "column_map" and isinstance(answer, str):
        answer = {answer: _field_of(decision)}
    elif decision.about == "two_cohorts":
        answer = {"cohort": answer}
    for part in reversed(decision.key):
        answer = {part: answer}
    return json.dumps(answer, ensure_ascii=False)


def _field_of(decision: Decision) -> str:
    """The field a question about columns is for; a question about linked tables is for the identifier."""
    field = decision.id.rpartition(":")[2]
    return field if field in FIELDS else "patient_id"


def report_text(done: Import) -> str:
    """The report to read: what was understood, asked, found and imported."""
    blocks = [
        [done.message],
        _titled("Files", map(_file_line, done.files)),
        _titled("To answer (in the answers file)", _questions(done.decisions)),
        _titled("Read as follows; answer otherwise if it is wrong", _said(done.decisions)),
        _titled("Findings", _findings(done.problems)),
        _titled("Not available", (f"{name}: {_ABSENT[name]}" for name in done.not_available)),
        _titled("Summary", _summary(done.summary)),
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def _titled(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"  {line}" for line in lines]
    return [title, *found] if found else []


def _file_line(table: FileRead) -> str:
    name = f"{table.file}, sheet {table.part}" if table.part else table.file
    how = [_ENCODINGS.get(table.encoding, table.encoding)] if table.encoding else []
    how += [f"separated by {_DELIMITERS.get(table.delimiter, table.delimiter)}"] if table.delimiter else []
    how += ["decimal comma"] if table.decimal == "," else []
    counts = f"{table.rows} rows" + (f" of {table.patients} patients" if table.patients else "")
    return f"{name}: {table.role}; {counts}" + (f" ({', '.join(how)})" if how else "")


def _questions(decisions: Iterable[Decision]) -> Iterable[str]:
    for decision in decisions:
        if decision.blocks and not decision.answered:
            yield decision.question
            if decision.proposal is None:
                yield f"    one of: {', '.join(decision.options)}"
            yield f"    {snippet(decision)}"
            if _is_whole(decision.proposal):
                yield f'    or, as proposed: {{"accept": ["{decision.id}"]}}'


def _is_whole(proposal: Any) -> bool:
    """Whether a proposal answers everything that is asked."""
    return proposal is not None and not (isinstance(proposal, dict) and None in proposal.values())


def _said(decisions: Iterable[Decision]) -> Iterable[str]:
    for decision in decisions:
        if not decision.blocks:
            yield decision.question


def _findings(problems: Iterable[Problem]) -> Iterable[str]:
    """The findings, the most severe first; proposals stand above already."""
    listed = [problem for problem in problems if problem.code != "proposal_applied"]
    for level in LEVELS:
        for problem in listed:
            if problem.severity == level:
                place = f"{problem.file}: " if problem.file and problem.file not in problem.message else ""
                yield f"[{LEVEL_WORDS[level]}] {place}{problem.message}"


def _summary(made: dict[str, Any] | None) -> Iterable[str]:
    if made is None:
        return
    cohorts = ", ".join(f"{count} in cohort {cohort}" for cohort, count in made["n_by_cohort"].items())
    yield f"{patients_text(made['n_patients'])}: {cohorts}"
    agents = ", ".join(f"{agent} {count}" for agent, count in made["agent_patients"].items())
    if agents:
        yield f"agents: {agents}; {made['n_combination_patients']} on several at once"
    visits, events = made["assessments"], made["adverse_events"]
    if visits is not None:
        values = ", ".join(f"{name.upper() if name != 'itch' else name} {n}" for name, n in visits["n_values"].items())
        yield f"visits: {visits['n_patient_visits']}; values: {values}"
    if events is not None:
        counts = ", ".join(f"{count} in cohort {cohort}" for cohort, count in events["patients_any"].items())
        yield f"adverse events: {events['n_events']}; patients with any: {counts}"


def _file(table: FileRead) -> dict[str, Any]:
    return {
        "file": table.file,
        "sheet": table.part,
        "kind": table.kind,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "decimal": table.decimal,
        "header_lines": list(table.header_lines),
        "role": table.role,
        "rows": table.rows,
        "patients": table.patients,
        "columns": dict(table.columns),
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "about": decision.about,
        "question": decision.question,
        "proposal": decision.proposal,
        "options": list(decision.options),
        "blocks": decision.blocks,
        "answered": decision.answered,
    }


def _finding(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "count": problem.count,
        "message": problem.message,
    }
