"""How unlike two groups were before anything happened, beside what is compared between them."""

from core.analyses.baseline import table_one
from core.view import View
from core.wording_subgroups import balance_in_words
from pages.components.note import note
from pages.components.once import once


def imbalance(view: View) -> None:
    """Say the standardised mean differences at baseline; nothing unless there are two groups."""
    if len(view.looks) == 2:
        note(once(view, _said), key="imbalance")


def _said(view: View) -> str:
    return balance_in_words(view.of(table_one))
