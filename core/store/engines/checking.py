"""The tables of an engine checked where they are: the sentences of an extract, each once, with how many rows."""

from collections.abc import Iterator, Sequence

from core.errors import ExtractError, Finding
from core.store.engines.flat import Flat
from core.store.engines.rules import Rule, rules

_SHOWN = 3


def checked(tables: Flat) -> list[Finding]:
    """The warnings and notes about tables that can be counted.

    Raises ExtractError where rows contradict the schema, with the first sentences and how many more there are.
    """
    findings = list(findings_of(tables))
    errors = [finding.message for finding in findings if finding.severity == "error"]
    if errors:
        more = f" And {len(errors) - _SHOWN} more." if len(errors) > _SHOWN else ""
        raise ExtractError(" ".join(errors[:_SHOWN]) + more)
    return findings


def findings_of(tables: Flat) -> Iterator[Finding]:
    """One finding per rule that holds for any row, with the lowest value that it holds for."""
    if not int(tables.patients.count().to_pyarrow().as_py()):
        yield Finding("error", "patients", None, "", "", "has no rows", "Add one row per patient.")
    found = list(rules(tables))
    counts = _counts(found)
    for rule, (rows, value) in zip(found, counts, strict=True):
        if rows:
            problem = f"{rule.problem} ({rows:,} {'row' if rows == 1 else 'rows'})"
            yield Finding(rule.severity, rule.spec.name, None, rule.column, _shown(value), problem, rule.remedy)


def _counts(found: Sequence[Rule]) -> list[tuple[int, object]]:
    """Rows and lowest value of each rule. Rules about the same rows are counted in one pass."""
    counts: list[tuple[int, object]] = [(0, None)] * len(found)
    passes: dict[int, list[int]] = {}
    for place, rule in enumerate(found):
        passes.setdefault(id(rule.rows), []).append(place)
    for places in passes.values():
        rows = found[places[0]].rows
        columns = {}
        for place in places:
            where = found[place].where.fill_null(False)
            # Where there are no rows at all, some engines count nothing rather than none.
            columns[f"rows_{place}"] = rows.count(where=where).fill_null(0)
            columns[f"value_{place}"] = rows[found[place].column].min(where=where)
        answer = rows.agg(**columns).to_pyarrow().to_pylist()[0]
        for place in places:
            counts[place] = (int(answer[f"rows_{place}"]), answer[f"value_{place}"])
    return counts


def _shown(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
