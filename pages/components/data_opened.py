"""What is open: where it comes from, what the checks found, and which scores count nowhere."""

import streamlit as st

from core.errors import findings_frame
from core.extract import extract_bytes
from core.journal import exported
from core.selection import Selection
from core.store.file import store_bytes
from core.view import View
from core.wording_counts import described, limits_of_counts
from pages.components import session
from pages.components.intake.downloads import kept_downloads
from pages.components.tables import Numbers, table_behind

# Event filters that only data with every event can combine.
SEVERAL = Selection(related=("cream", "systemic"), serious=("yes",))


def opened_data(view: View) -> None:
    """Describe the open extract, or the open counts."""
    provenance = view.data.provenance
    st.header("Open now")
    st.text(f"{provenance.title}\n{provenance.source}\nDigest {view.data.digest[:12]}")
    if view.data.patients_known:
        _extract(view)
    else:
        _counts(view)


def _counts(view: View) -> None:
    store = view.data.store
    st.text(described(view.whole.cohorts, view.data.options["site"], store.strata.patients.tolist()))
    st.text(limits_of_counts(any_events=store.can_count(SEVERAL)))
    if view.suppressed:
        st.text(view.suppressed)
    with st.container(horizontal=True):
        st.download_button(
            "Download these tallies (Parquet)",
            data=exported(lambda: store_bytes(store), "tallies.parquet", digest=view.data.digest),
            file_name="synthetic-tallies.parquet" if view.data.provenance.synthetic else "tallies.parquet",
            on_click="ignore",
            icon=":material/download:",
        )
        _back()


def _back() -> None:
    if st.session_state.get("upload"):
        st.button("Back to the sample", on_click=session.close_upload, icon=":material/undo:")


def _extract(view: View) -> None:
    extract = view.extract
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
            data=exported(lambda: extract_bytes(extract), "extract.parquet", digest=extract.digest),
            file_name="synthetic-extract.parquet" if extract.provenance.synthetic else "extract.parquet",
            on_click="ignore",
            icon=":material/download:",
        )
        kept_downloads(extract.digest)
        _back()
    if extract.unknown_columns:
        st.info("Columns in the file that are not loaded:")
        st.text(", ".join(extract.unknown_columns))
    if extract.findings:
        found = Numbers(findings_frame(extract.findings), _counted(len(extract.findings)))
        table_behind(view, found, key="findings")
    name = f"{len(view.coded.unused)} scores that count nowhere, with the reason"
    table_behind(view, Numbers(view.coded.unused, name), key="unused")


def _counted(findings: int) -> str:
    return "1 finding in this extract" if findings == 1 else f"{findings} findings in this extract"
