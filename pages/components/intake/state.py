"""What one session is importing: its files, and what they come to with the answers given.

The answers are the one truth; the widgets are drawn from them. Files and tables lie in the session's cache, which is
emptied the moment the connection ends, unlike the session's state.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from time import perf_counter
from typing import Any

import streamlit as st
from pandas import DataFrame
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core import journal
from core.intake.answers import Answers, merge
from core.intake.engine import Import, imported
from core.intake.files.reading import Reading, read_files
from core.intake.forgetting import forget_texts
from core.intake.limits import Limits
from core.intake.outcomes import open_questions
from core.intake.reuse import carried_over


@dataclass(slots=True)
class Desk:
    """Files as they were brought, and what was last made of them. ``lines`` are saved answers that wait for a yes."""

    files: list[tuple[str, bytes]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lines: Answers | None = None
    layouts: Mapping[str, Any] = field(default_factory=dict)
    reading: Reading | None = None
    answered: Answers | None = None
    done: Import | None = None
    values: DataFrame | None = None


@st.cache_resource(scope="session", max_entries=1, show_spinner=False)
def _desk(token: str) -> Desk:
    return Desk()


def desk() -> Desk:
    """The files of this session."""
    return _desk(st.session_state.setdefault("import_desk", token_hex(8)))


def answers() -> Answers:
    """What was decided so far."""
    given: Answers = st.session_state.get("import_answers", Answers())
    return given


def decide(given: Answers) -> None:
    """Make these the answers. Widgets that show them are drawn anew."""
    st.session_state["import_answers"] = given
    st.session_state["import_revision"] = st.session_state.get("import_revision", 0) + 1


def answer(more: Answers) -> None:
    """Add to the answers; where both say something, the new ones hold."""
    decide(merge(answers(), more))


def key(name: str) -> str:
    """The key of a widget that shows answers: a new one whenever they change, so that it is drawn from them."""
    return f"{name}-{st.session_state.get('upload_turn', 0)}-{st.session_state.get('import_revision', 0)}"


def bring(files: list[tuple[str, bytes]]) -> None:
    """Add files; the uploader's own copy of them is given back, and it is empty again."""
    _hold([*desk().files, *files])
    st.session_state["upload_turn"] = st.session_state.get("upload_turn", 0) + 1
    context = get_script_run_ctx()
    if context:
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def take_off(place: int) -> None:
    """Forget one file, and everything with the last."""
    rest = [file for number, file in enumerate(desk().files) if number != place]
    if not rest:
        return release()
    _hold(rest)


def _hold(files: list[tuple[str, bytes]]) -> None:
    desk().files, desk().reading = files, None
    st.session_state["import_names"] = tuple(name for name, _ in files)


def release() -> None:
    """Forget files, tables and answers."""
    _desk.clear()
    for name in ("import_desk", "import_answers", "import_names", "import_finding"):
        st.session_state.pop(name, None)


def lost() -> bool:
    """Whether files were brought that are no longer held, because the connection was interrupted."""
    return bool(st.session_state.get("import_names")) and not desk().files


def outcome(progress: Callable[[str], None]) -> Import:
    """What the files come to with the answers; worked out again only where one of the two has changed."""
    own, begun = desk(), perf_counter()
    while own.reading is None or own.layouts != answers().files:
        progress("Reading the files")
        own.layouts = answers().files
        own.reading = read_files(own.files, limits=Limits.from_environment(), layouts=own.layouts)
        own.done = None
        st.session_state["import_answers"] = carried_over(answers(), own.reading.grids)
    if own.done is None or own.answered != answers():
        own.answered = answers()
        own.values = None
        own.done = imported(own.reading, own.answered, progress=progress)
        forget_texts()
        _told(own, own.done, perf_counter() - begun)
    return own.done


def _told(own: Desk, done: Import, seconds: float) -> None:
    journal.imported(
        done.outcome,
        sizes=[len(content) for _, content in own.files],
        questions=len(open_questions(done.decisions)),
        findings=len(done.problems),
        seconds=seconds,
    )
