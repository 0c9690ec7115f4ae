"""The filter changes that the benchmark of sizes clicks through."""

from collections.abc import Mapping
from dataclasses import replace

from core.selection import EVENT_OPTIONS, GROUPINGS, PATIENT_FILTERS, Selection


def filter_changes(options: Mapping[str, tuple[str, ...]]) -> tuple[Selection, ...]:
    """One option of each filter, two filters, three filters, each event filter, and each comparison.

    ``options`` are the codes that exist per property; they are the same at every size.
    """
    chosen = {name: (options[name][1],) for name in PATIENT_FILTERS}
    one = [Selection(**{name: chosen[name]}) for name in chosen]
    two = [_of(chosen, *pair) for pair in (("agent", "severity"), ("sex", "age"), ("bsa", "itch"), ("cohort", "site"))]
    three = [
        _of(chosen, *triple)
        for triple in (("agent", "severity", "sex"), ("site", "sex", "age"), ("bsa", "itch", "age"))
    ]
    events = [Selection(**{name: own[:1]}) for name, own in EVENT_OPTIONS.items()]
    compared = [replace(one[3], by=by) for by in GROUPINGS if by != "cohort"]
    return (*one, *two, *three, *events, *compared)


def _of(chosen: Mapping[str, tuple[str, ...]], *names: str) -> Selection:
    return Selection(**{name: chosen[name] for name in names})
