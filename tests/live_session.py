"""A session without a browser: the websocket messages a tab exchanges with the server, and nothing drawn.

Fifty of these cost less than one browser, and one can look at every message it is sent.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

# The server sends a message again by its hash alone where the tab says that it still has it.
CACHED_FROM_BYTES = 10_000


@dataclass(slots=True)
class Run:
    """What one run of the script sent: its messages, their bytes on the wire, and the seconds until it ended."""

    messages: list[ForwardMsg] = field(default_factory=list)
    bytes: int = 0
    seconds: float = 0.0

    @property
    def elements(self) -> list[Any]:
        """The elements drawn anew, in the order sent."""
        deltas = (message.delta for message in self.messages if message.WhichOneof("type") == "delta")
        return [delta.new_element for delta in deltas if delta.WhichOneof("type") == "new_element"]

    @property
    def failures(self) -> list[str]:
        """What a reader would see of an exception."""
        return [one.exception.message for one in self.elements if one.WhichOneof("type") == "exception"]


@dataclass(slots=True)
class LiveSession:
    """One connected tab. ``run`` and ``set`` return once the script has ended."""

    socket: ClientConnection
    query: str = ""
    page: str = ""
    widgets: dict[str, WidgetState] = field(default_factory=dict)
    components: set[str] = field(default_factory=set)
    pages: dict[str, str] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    async def run(self, *, page: str | None = None, query: str | None = None) -> Run:
        """Run the script, on another page where one is named by its title."""
        if page is not None:
            self.page = self.pages[page]
            self.widgets.clear()
        if query is not None:
            self.query = query
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_script_hash = self.page
        state.widget_states.widgets.extend(self.widgets.values())
        state.cached_message_hashes.extend(self._seen)
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        found = await self._until_finished()
        found.seconds = time.perf_counter() - start
        return found

    async def trigger(self, key: str, event: str, value: Any) -> Run:
        """Let the component mounted under ``key`` report an event, as its script would."""
        identity = next(one for one in self.components if one.endswith(f"-{key}"))
        widget = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{identity}__events")
        widget.json_trigger_value = json.dumps([{"event": event, "value": value}])
        self.widgets[widget.id] = widget
        try:
            return await self.run()
        finally:
            del self.widgets[widget.id]

    async def _until_finished(self) -> Run:
        found = Run()
        while True:
            data = await asyncio.wait_for(self.socket.recv(), timeout=60)
            message = ForwardMsg.FromString(data)
            found.messages.append(message)
            found.bytes += len(data)
            self._remember(message, len(data))
            if message.WhichOneof("type") == "script_finished":
                return found

    def _remember(self, message: ForwardMsg, size: int) -> None:
        if message.hash and size >= CACHED_FROM_BYTES:
            self._seen.add(message.hash)
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.pages = {page.page_name: page.page_script_hash for page in message.navigation.app_pages}
        if kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
            self.components.add(message.delta.new_element.bidi_component.id)


@asynccontextmanager
async def live_session(
    url: str, *, query: str = "", headers: Mapping[str, str] | None = None
) -> AsyncIterator[LiveSession]:
    """Open a tab at ``url`` (http://host:port) and run the script once."""
    with urlopen(f"{url}/_stcore/health") as answer:
        token = (answer.headers.get("Set-Cookie") or "").partition("=")[2].partition(";")[0]
    given = {"Cookie": f"_streamlit_xsrf={token}"} | dict(headers or {})
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    protocols: list[Any] = ["streamlit", token] if token else ["streamlit"]
    async with connect(
        address, additional_headers=given, subprotocols=protocols, max_size=None, compression=None, origin=None
    ) as socket:
        session = LiveSession(socket, query=query)
        await session.run()
        yield session
