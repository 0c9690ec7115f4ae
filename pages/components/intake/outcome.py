"""What the files came to, in one sentence, and the button that opens them."""

import time
from collections.abc import Iterator

import streamlit as st

from core.extract import Extract
from core.intake.answers import save
from core.intake.engine import Import
from core.intake.problems import Level
from core.numbers import patients, whole
from core.selection import Selection
from core.store.store import Store
from core.wording_counts import described
from pages.components import session
from pages.components.intake import state
from pages.components.intake.downloads import Kept, findings_csv
from pages.components.intake.words import counted
from pages.components.text import literal

ABSENT = {
    "assessments": "IGA, BSA and itch",
    "adverse_events": "adverse events (no table lists them, which is not the same as none)",
    "systemic_agent": "the systemic agent",
    "iga": "IGA",
    "bsa": "BSA",
    "itch": "itch",
}
_LOOKS: dict[Level, str] = {
    "error_row": "row left out",
    "error_cell": "cell left blank",
    "warning": "finding to look at",
}


def worked_out() -> Import:
    """The import of the files, its steps told while they take time."""
    place = st.empty()
    begun = time.monotonic()

    def told(step: str) -> None:
        # Small files are through before anybody could read it.
        if time.monotonic() - begun > 0.3 or sum(len(content) for _, content in state.desk().files) > 500_000:
            place.status(f"{step} ...")

    done = state.outcome(told)
    place.empty()
    return done


def outcome(done: Import) -> None:
    """Draw the sentence, the files that were refused, and the button."""
    refused = [problem for problem in done.problems if problem.severity == "refused"]
    if done.outcome == "reject":
        st.error("Nothing of this can be used." if refused else literal(done.message))
    elif done.outcome == "needs_user_decision":
        asked = sum(decision.blocks and not decision.answered for decision in done.decisions)
        st.info(f"Read, and not yet ready: {counted(asked, 'question')} below, then you can use the data.")
    elif done.extract is not None:
        st.success("Ready: " + "  \n".join(sentences(done)))
        st.button("Use this data", type="primary", on_click=_use, args=(done, done.extract))
    elif done.store is not None:
        st.success("Ready: " + "  \n".join(map(literal, counts_in_words(done.store))))
        st.button("Use this data", type="primary", on_click=_use_counts, args=(done.store,))
    for problem in refused:
        st.error(literal(problem.message))
    for problem in done.problems:
        if problem.code == "no_header":
            st.warning(f"{literal(problem.message)} Step 1, Understood, is the place.")


def sentences(done: Import) -> Iterator[str]:
    """What would be opened, what is not available, and what to look at."""
    extract = done.extract
    if extract is None:
        return
    counts = extract.patients["cohort"].value_counts()
    cohorts = ", ".join(f"{whole(counts[cohort])} in cohort {cohort}" for cohort in sorted(counts.index))
    held = [f"{patients(len(extract.patients))} ({cohorts})"]
    held += [] if "assessments" in done.not_available else [counted(len(extract.assessments), "visit")]
    held += [] if "adverse_events" in done.not_available else [counted(len(extract.adverse_events), "adverse event")]
    yield ", ".join(held) + "."
    if done.not_available:
        yield f"Not available: {', '.join(ABSENT[name] for name in done.not_available)}."
    proposed = sum(problem.code == "proposal_applied" for problem in done.problems)
    if proposed:
        yield f"{counted(proposed, 'reading')} taken as proposed: see Proposals and answers."
    looks = ", ".join(_looks(done))
    if looks:
        yield f"{looks[:1].upper()}{looks[1:]}: see Check."


def _looks(done: Import) -> Iterator[str]:
    for level, what in _LOOKS.items():
        found = [p for p in done.problems if p.severity == level and p.code != "proposal_applied"]
        count = len(found) if level == "warning" else sum(problem.count for problem in found)
        if count:
            first, *rest = what.split(" ")
            yield " ".join([counted(count, first), *rest])


def counts_in_words(store: Store) -> Iterator[str]:
    """Which counts would be opened, and what they cannot show."""
    cohorts = store.option_counts(Selection())["cohort"]
    yield described(cohorts, store.options["site"], store.strata.patients.tolist())
    yield f"{store.named.provenance.title}. {store.named.provenance.source}"
    yield "Shown: Overview, Safety, Trajectories, Subgroups and everything made of them."
    if store.named.suppressed:
        yield store.named.suppressed


def _use(done: Import, extract: Extract) -> None:
    kept = Kept(extract.digest, save(state.answers()), findings_csv(done))
    session.open_upload(extract)
    state.release()
    st.session_state["import_kept"] = kept


def _use_counts(store: Store) -> None:
    session.open_upload(store)
    state.release()
