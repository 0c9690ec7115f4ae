"""What one session has open: the data, the selection, the synonym map and the chart options.

The selection kept here is the one truth: widgets and the URL (``address.py``) are written from it.
"""

from uuid import uuid4

import streamlit as st

from core.chart_options import ChartOptions
from core.data import Data
from core.export.story import Views
from core.extract import Extract
from core.link import Link, Pairs
from core.scenes import Story
from core.selection import Selection
from core.special_interest import DEFAULT_SYNONYMS, SynonymMap
from core.store.store import Store
from core.view import View
from core.wording_export import EXTRACT, TALLIES
from pages.components.open_data import brought, forget, sample, view_of, views_of, with_synonyms


def current() -> Data:
    """The data this session has open: the sample until files are brought."""
    return with_synonyms(_as_brought(), current_synonyms())


def _as_brought() -> Data:
    digest = st.session_state.get("upload")
    if digest:
        opened = brought(digest)
        if opened:
            return opened
        brought.clear()
        close_upload("The connection was interrupted and your files were released from memory. Open them again.")
    return sample()


def open_upload(content: Extract | Store) -> None:
    """Explore the user's own data, or counts of them, from now on, with no filter set."""
    named = content.named if isinstance(content, Store) else content
    forget()
    brought(named.digest, content)
    st.session_state["upload"] = named.digest
    _start_over(f"Now showing {named.provenance.title}. Filters are reset to All.")


def own_data_open() -> bool:
    """Whether this session shows data that its user brought."""
    return bool(st.session_state.get("upload"))


def token() -> str:
    """A name of this session that says nothing of it, so that a browser notices when it talks to another one."""
    name: str = st.session_state.setdefault("token", uuid4().hex[:8])
    return name


def file_in_words() -> str:
    """What stands for the path of the open file in a command, which only its owner knows; empty for the sample."""
    if not own_data_open():
        return ""
    return EXTRACT if current().patients_known else TALLIES


def close_upload(notice: str = "Back to the sample. Filters are reset to All.") -> None:
    """Forget the user's data and show the sample again."""
    st.session_state.pop("upload", None)
    forget()
    _start_over(notice)


def _start_over(notice: str) -> None:
    st.session_state["selection"] = Selection()
    st.session_state["synonyms"] = DEFAULT_SYNONYMS
    st.session_state["notices"] = [notice]
    for name in ("who", "patient", "patient_back", "pin", "import_kept", "exports"):
        st.session_state.pop(name, None)


def current_view() -> View:
    """The view of this run: open data and the session's selection."""
    return view_of(current(), current_selection())


def current_views() -> Views:
    """The views of the open data that scenes show, each selection computed once."""
    return views_of(current())


def current_reference() -> View | None:
    """The pinned selection's view, if one is pinned: a faint reference beside the current one."""
    pinned = current_pin()
    return None if pinned is None else view_of(current(), pinned)


def current_pin() -> Selection | None:
    """The pinned selection."""
    pinned: Selection | None = st.session_state.get("pin")
    return pinned


def pin(selection: Selection | None) -> None:
    """Keep a selection as the reference; None for none."""
    st.session_state["pin"] = selection


def current_synonyms() -> SynonymMap:
    """The map that says which terms are of special interest; the default until somebody edits it."""
    synonyms: SynonymMap = st.session_state.get("synonyms", DEFAULT_SYNONYMS)
    return synonyms


def use_synonyms(synonyms: SynonymMap) -> None:
    """Find the events of special interest with this map from the next run on."""
    st.session_state["synonyms"] = synonyms


def current_options() -> ChartOptions:
    options: ChartOptions = st.session_state["options"]
    return options


def current_selection() -> Selection:
    selection: Selection = st.session_state["selection"]
    return selection


def current_link() -> Link:
    """The state of this session as a link says it."""
    return Link(current_selection(), current_options(), current_pin())


def follow(link: Link) -> None:
    """Show what a link says."""
    show(link.selection, link.options)
    pin(link.pin)


def waiting_link() -> Pairs | None:
    """The parameters of a link that was made on other data and not followed yet, if one was opened."""
    waiting: Pairs | None = st.session_state.get("waiting-link")
    return waiting


def keep_waiting(given: Pairs | None) -> None:
    """Keep the parameters of a link until the reader has decided; None for none."""
    st.session_state["waiting-link"] = given


def current_story() -> Story:
    """The presentation this session is making; empty until somebody adds a scene."""
    story: Story = st.session_state.get("story", Story())
    return story


def keep_story(story: Story) -> None:
    """Make this the presentation."""
    st.session_state["story"] = story


def select(selection: Selection) -> None:
    """Make this the selection."""
    st.session_state["selection"] = selection


def show(selection: Selection, options: ChartOptions) -> None:
    """Make this the selection and these the chart options."""
    st.session_state["selection"], st.session_state["options"] = selection, options


def started() -> bool:
    """Whether this session has a selection yet."""
    return "selection" in st.session_state


def choose_option(name: str, value: str) -> None:
    """Change one chart option."""
    st.session_state["options"] = current_options().changed(name, value)


def notices() -> list[str]:
    """Lines the reader has not dismissed yet."""
    lines: list[str] = st.session_state.setdefault("notices", [])
    return lines


def dismiss(line: str) -> None:
    st.session_state["notices"] = [other for other in notices() if other != line]


def open_patient(patient_id: str, *, back: str = "") -> None:
    """Show this patient's profile on the page Patients; empty for none. Never part of a link."""
    st.session_state["patient"] = patient_id
    if back or not patient_id:
        st.session_state["patient_back"] = back
