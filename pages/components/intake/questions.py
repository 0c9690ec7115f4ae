"""What only the reader knows: one card a question, its proposal marked and not taken until the reader takes it."""

from collections.abc import Sequence
from functools import reduce
from hashlib import sha256
from typing import Any

import streamlit as st

from core.intake.answering import NONE_OF_THEM, chosen, proposed, table_not_used, withdrawn
from core.intake.answers import Answers, merge
from core.intake.decisions import Decision
from core.intake.engine import Import
from pages.components.intake import state
from pages.components.intake.choosing import choice_of
from pages.components.intake.fold import fold
from pages.components.intake.words import counted
from pages.components.text import literal

# Fifty patients under two cohorts are one fault of the file, not fifty questions to sit through.
_MOST_CARDS = 12


def open_questions(done: Import) -> None:
    """Draw the questions that keep the data from being used."""
    asked = [decision for decision in done.decisions if decision.blocks and not decision.answered]
    if not asked:
        return
    with_proposal = [decision for decision in asked if decision.proposal is not None]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(f"{counted(len(asked), 'question')} only you can answer", anchor=False)
        if with_proposal:
            st.button(
                "Take all proposals",
                on_click=_take,
                args=(with_proposal,),
                help="Answers every question that has a proposal in the way that is marked as proposed",
            )
    for decision in asked[:_MOST_CARDS]:
        _card(decision, done)
    if len(asked) > _MOST_CARDS:
        st.text(f"{len(asked) - _MOST_CARDS} more follow when these are answered.")


def settled_questions(done: Import) -> None:
    """Draw what was taken as proposed without asking, and what was answered; both can be changed."""
    quiet = [decision for decision in done.decisions if not decision.blocks and decision.about != "column_map"]
    taken = [decision for decision in quiet if not decision.answered]
    answered = [decision for decision in done.decisions if decision.answered]
    if not taken and not answered and state.answers() == Answers():
        return
    words = f"{len(taken)} taken as proposed, {len(answered)} answered"
    box = fold("proposals", "Proposals and answers", words)
    if box is None:
        return
    with box:
        for decision in taken:
            _card(decision, done)
        for decision in answered:
            with st.container(border=True, key=f"answered-{_name(decision)}"):
                st.markdown(literal(decision.question))
                st.button("Ask me again", key=f"again-{_name(decision)}", on_click=_withdraw, args=(decision,))
        st.button("Start over without answers", type="tertiary", on_click=state.decide, args=(Answers(),))


def _card(decision: Decision, done: Import) -> None:
    with st.container(border=True, key=f"question-{_name(decision)}"):
        choice = choice_of(decision, _name(decision))
        st.button(
            "Confirm",
            key=f"confirm-{_name(decision)}",
            disabled=choice is None,
            on_click=_confirm,
            args=(decision, choice, done),
        )


def _name(decision: Decision) -> str:
    """A name for keys, which stand in the page's HTML: no text of a file belongs there."""
    return sha256(decision.id.encode()).hexdigest()[:10]


def _confirm(decision: Decision, choice: Any, done: Import) -> None:
    if choice == NONE_OF_THEM and decision.id.endswith("patient_id"):
        # A table whose patients cannot be told apart has no other use.
        titles = [title for grid in done.grids if grid.name == decision.key[1] for title in grid.titles.values()]
        state.answer(table_not_used(decision.key[1], titles))
    else:
        state.answer(chosen(decision, choice))


def _take(decisions: Sequence[Decision]) -> None:
    state.answer(reduce(merge, (proposed(decision) for decision in decisions)))


def _withdraw(decision: Decision) -> None:
    state.decide(withdrawn(state.answers(), decision))
