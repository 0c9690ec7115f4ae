"""A site's own files: read strictly, findings shown, and opened only when the reader says so.

The files stay in this session's memory. Their bytes are handed back when the data are opened; files that are only
looked at, or refused, go when they are taken off the list or the session ends.
"""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.errors import ExtractError, Finding, findings_frame
from core.extract import Extract, read_extract
from core.intake.template import TemplateReading, read_template
from pages.components import session

FIRST_ERRORS = 3
_SEVERITIES = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "note": ("note", "notes")}


def upload() -> None:
    """Draw the uploader, what was found in the files, and the button that opens them."""
    st.subheader("Open your own data")
    st.markdown(
        "One extract file (Parquet), or the template's CSV files together: `patients.csv`, `assessments.csv`, "
        "`adverse_events.csv`. They are read in this session only and never stored. Use pseudonyms, no names or "
        "dates of birth."
    )
    turn = st.session_state.setdefault("upload_turn", 0)
    files = st.file_uploader(
        "Files", type=["csv", "parquet"], accept_multiple_files=True, key=f"files-{turn}", label_visibility="collapsed"
    )
    if files:
        _show(_read(files))


def _read(files: Sequence[UploadedFile]) -> TemplateReading:
    extracts = [file for file in files if file.name.lower().endswith(".parquet")]
    if not extracts:
        return read_template((file.name, file.getvalue()) for file in files)
    if len(files) > 1:
        return _refused(extracts[0].name, "came with other files", "Bring one extract alone, or CSV files alone.")
    try:
        extract = read_extract(extracts[0].getvalue())
    except ExtractError as error:
        return _refused(extracts[0].name, "cannot be opened", str(error))
    return TemplateReading(extract, extract.findings)


def _refused(name: str, problem: str, remedy: str) -> TemplateReading:
    return TemplateReading(None, (Finding("error", name, None, "", "", problem, remedy),))


def _show(reading: TemplateReading) -> None:
    extract = reading.extract
    if extract is None:
        st.error("These files cannot be opened yet. Correct what is listed as an error and bring them again.")
    else:
        st.success(
            f"Read {len(extract.patients)} patients, {len(extract.assessments)} visits and "
            f"{len(extract.adverse_events)} adverse events."
        )
        st.button("Use this data", type="primary", on_click=_use, args=(extract,))
    if reading.findings:
        st.text(", ".join(_tally(reading.findings)) + ":")
        for finding in [one for one in reading.findings if one.severity == "error"][:FIRST_ERRORS]:
            st.text(finding.message)
        st.dataframe(findings_frame(reading.findings), hide_index=True, alt="Findings in the files")


def _tally(findings: Sequence[Finding]) -> list[str]:
    counts = {kind: sum(finding.severity == kind for finding in findings) for kind in _SEVERITIES}
    return [f"{count} {_SEVERITIES[kind][count > 1]}" for kind, count in counts.items() if count]


def _use(extract: Extract) -> None:
    session.open_upload(extract)
    st.session_state["upload_turn"] += 1
    context = get_script_run_ctx()
    if context:
        context.uploaded_file_mgr.remove_session_files(context.session_id)
