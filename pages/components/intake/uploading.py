"""The files: dropped, listed by name, and taken off again. A file of saved answers among them is used as such."""

from collections.abc import Iterator

import streamlit as st

from core.intake.answers import Answers, AnswersError, load, merge
from core.intake.limits import MB, Limits
from core.intake.reuse import without_lines
from pages.components.intake import state
from pages.components.text import literal

_MAX_ANSWERS = 2 * MB
_BLANK = b"\xef\xbb\xbf \t\r\n"


def uploading() -> None:
    """Draw the uploader, what happens to the files, and those that were brought."""
    st.header("Open your own data")
    st.markdown(
        "Drop what you have: exports of REDCap, Excel, an EHR or a trial database, our template, an extract, or "
        "tallies; one file or several that belong together. You are asked only what the files cannot say."
    )
    if state.lost():
        st.warning(
            "The connection was interrupted and your files were released from memory. Drop them again; what you "
            "answered is kept."
        )
    turn = st.session_state.setdefault("upload_turn", 0)
    name = f"files-{turn}"
    st.file_uploader(
        "Files", accept_multiple_files=True, key=name, label_visibility="collapsed", on_change=_bring, args=(name,)
    )
    st.caption(_promise(Limits.from_environment()))
    _listed()
    _notes()


def _promise(limits: Limits) -> str:
    return (
        "Read in the memory of this session only, never stored and sent nowhere else. Columns that look like names, "
        "birth dates, record numbers, addresses or contacts are left out unless you say otherwise; this is a help, not "
        "proof of de-identification. CSV or text, Excel (.xlsx), SAS transport (.xpt), zip, extract or tallies; "
        f"up to {limits.max_bytes / MB:g} MB and {limits.max_rows:,} rows a file."
    )


def _bring(name: str) -> None:
    files = []
    for upload in st.session_state[name]:
        content = upload.getvalue()
        if len(content) <= _MAX_ANSWERS and content.lstrip(_BLANK).startswith(b"{"):
            _use_answers(upload.name, content)
        else:
            files.append((upload.name, content))
    state.bring(files)


def _use_answers(name: str, content: bytes) -> None:
    """Answers of an earlier import. What they say of single lines may belong to another file, and waits for a yes."""
    own = state.desk()
    try:
        given = load(content)
    except AnswersError as error:
        own.notes.append(f"{name} is not used. {error}")
        return
    own.notes.append(f"{name}: the answers saved in it are used.")
    state.answer(without_lines(given))
    own.lines = given if given.cells or given.exclude else None


def _listed() -> None:
    files = state.desk().files
    if not files:
        return
    with st.container(horizontal=True, key="import-files"):
        for place, (name, _) in enumerate(files):
            st.button(
                literal(name),
                icon=":material/close:",
                icon_position="right",
                key=f"off-{place}",
                help="Take this file off the list",
                on_click=state.take_off,
                args=(place,),
            )
        if len(files) > 1:
            st.button("Take all off", type="tertiary", on_click=state.release)


def _notes() -> None:
    own = state.desk()
    for note in own.notes:
        st.info(literal(note))
    if own.lines is not None:
        said = " and ".join(_lines(own.lines))
        with st.container(border=True):
            st.text(f"The saved answers also hold {said}, by line number. Is this the very file they were made for?")
            st.button("Yes, apply these too", on_click=_apply_lines, args=(own.lines,))


def _lines(given: Answers) -> Iterator[str]:
    for count, what in ((len(given.cells), "corrected cell"), (len(given.exclude), "row left out")):
        if count:
            yield f"{count} {what.replace(' ', 's ', 1) if what[0] == 'r' and count > 1 else what + 's' * (count > 1)}"


def _apply_lines(given: Answers) -> None:
    state.decide(merge(state.answers(), Answers(cells=given.cells, exclude=given.exclude)))
    state.desk().lines = None
