"""What is open: where it comes from, what the checks found, and which scores count nowhere."""

import streamlit as st

from core.errors import findings_frame
from core.extract import extract_bytes
from core.view import View
from pages.components import session
from pages.components.display import table_behind
from pages.components.intake.downloads import kept_downloads


def opened_data(view: View) -> None:
    """Describe the open extract."""
    extract = view.extract
    st.subheader("Open now")
    st.text(f"{extract.provenance.title}\n{extract.provenance.source}\nDigest {extract.digest[:12]}")
    with st.container(horizontal=True):
        for label, rows in (
            ("patients", extract.patients),
            ("visits", extract.assessments),
            ("adverse events", extract.adverse_events),
        ):
            st.metric(label, len(rows), width="content")
    with st.container(horizontal=True):
        st.download_button(
            "Download this extract (Parquet)",
            data=lambda: extract_bytes(extract),
            file_name="synthetic-extract.parquet" if extract.provenance.synthetic else "extract.parquet",
            on_click="ignore",
            icon=":material/download:",
        )
        kept_downloads(extract.digest)
        if st.session_state.get("upload"):
            st.button("Back to the sample", on_click=session.close_upload, icon=":material/undo:")
    if extract.unknown_columns:
        st.info("Columns in the file that are not loaded:")
        st.text(", ".join(extract.unknown_columns))
    if extract.findings:
        table_behind(view, findings_frame(extract.findings), key="findings", name=_counted(len(extract.findings)))
    name = f"{len(view.coded.unused)} scores that count nowhere, with the reason"
    table_behind(view, view.coded.unused, key="unused", name=name)


def _counted(findings: int) -> str:
    return "1 finding in this extract" if findings == 1 else f"{findings} findings in this extract"
