"""A site's own files from drop to charts: the outcome first, then the questions, then the five steps."""

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
    open_questions(done)
    for step in (settled_questions, understood, columns, values, findings, summary):
        step(done)
