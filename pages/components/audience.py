"""The link of a scene for the audience, as a code that a telephone reads; only where the app is on a network."""

from io import BytesIO
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from core.displays.catalogue import CATALOGUE
from core.link import DIGEST_LETTERS, Link, link_of_query
from core.release import release
from core.scenes import Scene
from pages.components import session
from pages.components.text import literal


def on_a_network(address: str) -> bool:
    """Whether an address leads here from another machine, too."""
    host = urlsplit(address).hostname or ""
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return bool(host) and host != "localhost" and not host.endswith(".localhost")


def link_of_scene(scene: Scene, address: str) -> str:
    """The whole link of a scene; ``address`` is that of any page of this app."""
    opened = session.current()
    link, _ = link_of_query(scene.query, opened.options)
    stamped = Link(link.selection, link.options, link.pin, opened.digest[:DIGEST_LETTERS], release())
    page = CATALOGUE[scene.display].page
    base = address.partition("?")[0].rstrip("/").rpartition("/")[0]
    return f"{base}/{'' if page == 'overview' else page}?{urlencode(stamped.pairs())}"


def code_of(link: str) -> bytes:
    """A QR code of a link as SVG: dark on white, whatever the theme, as readers expect."""
    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", scale=6, border=4, light="white", dark="black")
    return drawn.getvalue()


def audience_code(scenes: tuple[Scene, ...]) -> None:
    """Draw the code of a scene's link in a fold, while it is open. Each scene's display is one of the catalogue."""
    address = st.context.url or ""
    if not scenes or not on_a_network(address):
        return
    with st.popover("QR code for the audience", key="audience", on_change="rerun", icon=":material/qr_code:") as fold:
        if fold.open:
            place = st.selectbox("Scene", range(len(scenes)), format_func=lambda place: _named(place, scenes[place]))
            link = link_of_scene(scenes[place], address)
            st.image(code_of(link).decode(), width=360)
            st.text(link)
            st.caption("Whoever opens it needs access to this app. A link holds no data.")


def _named(place: int, scene: Scene) -> str:
    return literal(f"{place + 1}. {scene.title or CATALOGUE[scene.display].label}")
