"""The command ``import``: a site's files -> an extract, or the questions that have to be answered first.

Exit status 0: imported. 2: questions are open, and nothing is written but the report. 1: the files are refused.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from core.errors import RuxScopeError
from core.extract import write_extract
from core.intake.answers import Answers, load
from core.intake.engine import Import, import_files
from core.intake.limits import Limits
from core.intake.outcomes import open_questions
from core.intake.report import report_json, report_text
from core.journal import imported

_STATUS = {"import_clean": 0, "import_with_warnings": 0, "needs_user_decision": 2, "reject": 1}


def add_parser(commands: Any) -> None:
    """Add the command to the subparsers of the command line."""
    parser: argparse.ArgumentParser = commands.add_parser("import", help="import a site's own files")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, Excel, SAS transport, zip or extract")
    parser.add_argument("--answers", type=Path, help="what was decided: a JSON file, see the README")
    parser.add_argument("--to", type=Path, metavar="EXTRACT.parquet", help="write the extract")
    parser.add_argument("--report", type=Path, metavar="REPORT.json", help="write the report")


def run(options: argparse.Namespace) -> int:
    """Import the files; returns the exit status."""
    try:
        answers = load(options.answers) if options.answers else Answers()
        limits = Limits.from_environment()
        begun, files = perf_counter(), _contents(options.files, limits)
        done = import_files(files, answers=answers, limits=limits, progress=_told)
        imported(
            done.outcome,
            sizes=[len(content) for _, content in files],
            questions=len(open_questions(done.decisions)),
            findings=len(done.problems),
            seconds=perf_counter() - begun,
        )
        _write(done, options.to, options.report)
    except RuxScopeError as error:
        print(f"core: {error}", file=sys.stderr)
        return 1
    print(report_text(done))
    return _STATUS[done.outcome]


def _contents(paths: Sequence[Path], limits: Limits) -> list[tuple[str, bytes]]:
    """Name and content of each file; of one above the limit only what shows that it is."""
    found = []
    for path in paths:
        try:
            with path.open("rb") as file:
                found.append((path.name, file.read(limits.max_bytes + 1)))
        except OSError as error:
            raise RuxScopeError(f"{path} cannot be opened ({error.strerror}). Check the path.") from None
    return found


def _told(step: str) -> None:
    print(f"{step} ...", file=sys.stderr)


def _write(done: Import, extract: Path | None, report: Path | None) -> None:
    try:
        if report is not None:
            report.write_text(report_json(done), encoding="utf-8")
        if extract is not None and done.store is not None:
            raise RuxScopeError(
                "Tallies hold no patients, so no extract can be written. Add up tallies with: tally --merge"
            )
        if extract is not None and done.extract is not None:
            write_extract(done.extract, extract)
    except OSError as error:
        raise RuxScopeError(f"{error.filename} cannot be written ({error.strerror}). Choose another place.") from None
