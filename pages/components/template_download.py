"""The template a site can fill in, and the open data in the same form."""

import io
import zipfile

import streamlit as st

from core.extract import Extract
from core.intake.template import template_files, template_guide
from core.journal import exported
from core.view import View


def template_download(view: View) -> None:
    """Draw the two downloads."""
    st.header("The template")
    st.markdown(
        "Three CSV files, one row per patient, per visit and per adverse event. Weeks count from time zero, the "
        "start of the combination. A guide to the columns lies beside them."
    )
    with st.container(horizontal=True):
        st.download_button(
            "Download the empty template",
            data=lambda: template_zip(None),
            file_name="ruxscope-template.zip",
            on_click="ignore",
            icon=":material/download:",
        )
        if view.data.patients_known:
            st.download_button(
                "Download the open data in this form",
                data=exported(lambda: template_zip(view.extract), "data.zip", digest=view.data.digest),
                file_name="ruxscope-synthetic-data.zip" if view.data.provenance.synthetic else "ruxscope-data.zip",
                on_click="ignore",
                icon=":material/download:",
            )


def template_zip(extract: Extract | None) -> bytes:
    """The three files and the guide beside them: empty, or holding the rows of an extract."""
    out = io.BytesIO()
    label = extract.provenance.label if extract else ""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in template_files(extract).items():
            archive.writestr(name, content)
        archive.writestr("columns.txt", "\n\n".join(part for part in (label, template_guide()) if part))
    return out.getvalue()
