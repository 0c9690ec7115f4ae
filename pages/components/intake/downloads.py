"""What an import can be taken away as: extract, template, findings, rows left out, and the answers for next time."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from pandas import DataFrame

from core.export.tables import csv_bytes
from core.extract import extract_bytes
from core.intake.answers import save
from core.intake.engine import Import
from core.intake.problems import LEVEL_WORDS
from core.journal import exported
from pages.components.intake import state
from pages.components.template_download import template_zip

_COLUMNS = ["kind", "file", "row", "column", "value", "count", "message"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays of an import after its data are open: the digest of the extract, answers and findings as files."""

    digest: str
    answers: bytes
    findings: bytes


def findings_csv(done: Import) -> bytes:
    """All findings as CSV, one row each."""
    rows = [(LEVEL_WORDS[p.severity], p.file, p.row, p.column, p.value, p.count, p.message) for p in done.problems]
    return csv_bytes(DataFrame(rows, columns=_COLUMNS).astype({"row": "Int64"}))


def downloads(done: Import) -> None:
    """Draw the downloads; each file is made when it is asked for, and then there is no session to ask."""
    extract, given = done.extract, state.answers()
    digest = extract.digest if extract else ""
    with st.container(horizontal=True):
        if extract is not None:
            _button("Extract (Parquet)", "extract.parquet", lambda: extract_bytes(extract), digest)
            _button("Cleaned template (CSV files)", "ruxscope-data.zip", lambda: template_zip(extract), digest)
        _button("Findings (CSV)", "import-findings.csv", lambda: findings_csv(done), digest)
        if len(done.excluded):
            _button("Rows left out (CSV)", "import-rows-left-out.csv", lambda: csv_bytes(done.excluded), digest)
        _button("Answers (JSON)", "import-answers.json", lambda: save(given), digest)
    st.caption("Drop the answers beside next month's file, and what is answered is not asked again.")


def kept_downloads(digest: str) -> None:
    """Answers and findings of the import whose data are open."""
    kept: Kept | None = st.session_state.get("import_kept")
    if kept is not None and kept.digest == digest:
        _button("Answers of the import (JSON)", "import-answers.json", lambda: kept.answers, digest)
        _button("Findings of the import (CSV)", "import-findings.csv", lambda: kept.findings, digest)


def _button(label: str, file_name: str, made: Callable[[], bytes], digest: str) -> None:
    kept = exported(made, file_name, digest=digest)
    st.download_button(label, data=kept, file_name=file_name, on_click="ignore", icon=":material/download:")
