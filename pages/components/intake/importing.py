"""A site's own files from drop to charts: the outcome first, then the questions, then the five steps."""

from collections.abc import Callable, Sequence

from core.intake.engine import Import
from pages.components.intake import state
from pages.components.intake.column_table import columns
from pages.components.intake.findings import findings
from pages.components.intake.outcome import outcome, worked_out
from pages.components.intake.questions import open_questions, settled_questions
from pages.components.intake.summary import summary
from pages.components.intake.understood import understood
from pages.components.intake.uploading import uploading
from pages.components.intake.value_table import values


def importing() -> None:
    """Draw the uploader, and below it what its files came to."""
    uploading()
    if not state.desk().files:
        return
    done = worked_out()
    outcome(done)
    if done.store is None:
        open_questions(done)
    for step in _steps(done):
        step(done)


def _steps(done: Import) -> Sequence[Callable[[Import], None]]:
    """Of tallies there is nothing to understand, and mostly nothing to check."""
    if done.store is not None:
        return (findings,) if done.problems else ()
    return settled_questions, understood, columns, values, findings, summary
