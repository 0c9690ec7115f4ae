"""RuxScope from the command line: the same numbers and the same sentence as the pages.

    python -m core summary [EXTRACT|TALLIES] [--filter 'cohort=B&agent=dupilumab&severity=severe'] [--json]
    python -m core export [EXTRACT|TALLIES] [--scenes SCENES.json | --filter QUERY] --to OUT.pptx|OUT.html
    python -m core import FILE... [--answers ANSWERS.json] [--to EXTRACT.parquet] [--report REPORT.json]
    python -m core tally SOURCE... [--engine local|duckdb|spark] [--merge] [--suppress N] --to TALLIES.parquet

``--filter`` takes the part after the question mark of a copied link. Exit status 2 with one plain sentence where a file
cannot be opened or a filter names something that does not exist.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from core import export_command, import_command
from core.analyses.subgroup_effects import EFFECTS
from core.analyses.subgroup_summary import subgroups_document
from core.analyses.summary import between, groups
from core.data import Data, open_file
from core.errors import RuxScopeError
from core.journal import add_level, opened, tell
from core.link import link_of_query
from core.numbers import MIN_FOR_ESTIMATE, MIN_FOR_INTERVAL, interval, number, patients
from core.selection import require_known
from core.store import command as tally_command
from core.view import View

# The parts of a group that count events.
_OF_EVENTS = ("adverse_events", "special_interest", "rates", "first_event")
SAMPLE = Path(__file__).resolve().parent.parent / "sample_data" / "extract.parquet"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    tell(options.log_level)
    if options.command == "import":
        return import_command.run(options)
    if options.command == "export":
        return export_command.run(options)
    if options.command == "tally":
        return tally_command.run(options)
    try:
        view = _view(options.extract, options.filter)
    except RuxScopeError as error:
        print(f"core: {error}", file=sys.stderr)
        return 2
    document = _document(view)
    print(json.dumps(document, indent=2, ensure_ascii=False) if options.json else _text(view, document))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core", description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    summary = commands.add_parser("summary", help="print the numbers of a selection")
    help_of_extract = "an extract or tallies; the sample without it"
    summary.add_argument("extract", nargs="?", type=Path, default=SAMPLE, help=help_of_extract)
    summary.add_argument("--filter", default="", help="the part after ? of a copied link")
    summary.add_argument("--json", action="store_true", help="print everything as JSON")
    export_command.add_parser(commands, SAMPLE)
    import_command.add_parser(commands)
    tally_command.add_parser(commands)
    for command in commands.choices.values():
        add_level(command)
    return parser


def _view(path: Path, query: str) -> View:
    begun = perf_counter()
    data = open_file(path)
    opened(data, perf_counter() - begun)
    link, ignored = link_of_query(query, data.options)
    require_known(ignored)
    if not link.made_on(data.digest):
        print(f"core: this link was made on other data (digest {link.data}).", file=sys.stderr)
    return View(data, link.selection)


def _document(view: View) -> dict[str, Any]:
    counted, compared = view.of(groups), subgroups_document(view.subgroups)
    if view.uncounted:
        counted = [{**group, **dict.fromkeys(_OF_EVENTS)} for group in counted]
        compared["effects"] = {
            name: None if EFFECTS[name].kind == "event" else of for name, of in compared["effects"].items()
        }
    return {
        "sentence": view.sentence,
        "source": _source(view.data),
        "events_not_counted": view.uncounted,
        "patients": {"selected": view.headline.patients, "total": view.headline.of},
        "groups": counted,
        "change_between": view.of(between),
        "subgroups": compared,
    }


def _source(data: Data) -> dict[str, Any]:
    """Where the numbers come from: ``kind`` says whether patients are in them, ``suppressed`` what was withheld."""
    provenance = data.provenance
    return {
        "kind": "extract" if data.patients_known else "tallies",
        "title": provenance.title,
        "source": provenance.source,
        "digest": data.digest,
        "synthetic": provenance.synthetic,
        "suppressed": data.store.named.suppressed,
    }


def _text(view: View, document: dict[str, Any]) -> str:
    provenance = view.data.provenance
    head = f"{provenance.title}{f' ({provenance.label})' if provenance.label else ''}"
    lines = [line for line in (head, document["sentence"], view.suppressed) if line]
    for group, look in zip(document["groups"], view.looks, strict=True):
        lines += ["", f"{look.words}: {patients(group['patients'])}{view.mark}"]
        for measure, weeks in group["outcomes"].items():
            week = weeks["52"]
            lines.append(f"  {measure} at week 52: {_mean(week)}; change {_mean(week['change'])}")
        for endpoint, weeks in group["responders"].items():
            week = weeks["52"]
            lines.append(f"  {endpoint} at week 52: {week['responders']} of {week['n']}{_share(week)}")
    return "\n".join(lines)


def _share(found: dict[str, Any]) -> str:
    """Percentage and interval, or nothing where there are too few patients for them."""
    if found["n"] < MIN_FOR_ESTIMATE:
        return ""
    return f" ({found['percent']:.1f}%, 95% CI {interval(found['low'], found['high'])})"


def _mean(found: dict[str, Any]) -> str:
    if found["n"] < MIN_FOR_ESTIMATE:
        return f"n {found['n']}"
    limits = f", 95% CI {interval(found['low'], found['high'], 2)}" if found["n"] >= MIN_FOR_INTERVAL else ""
    return f"mean {number(found['mean'], 2)}{limits}, n {found['n']}"


def _quietly() -> int:
    """Run, and say nothing where whoever reads the output stops reading, as `head` does."""
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


if __name__ == "__main__":
    sys.exit(_quietly())
