"""What a visitor does beyond looking, over the websocket of a session: bring files, press buttons, download."""

import asyncio
from typing import Any
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.live_session import LiveSession, Run


def said(run: Run) -> str:
    """All that was sent to the browser, as one text: labels, tables, figures, addresses."""
    return "\n".join(str(message) for message in run.messages)


def element(run: Run, kind: str, label: str = "") -> Any:
    """The first element of a kind drawn in a run, by its label."""
    found = (getattr(one, kind) for one in run.elements if one.WhichOneof("type") == kind)
    return next(one for one in found if label in one.label)


async def press(session: LiveSession, run: Run, label: str) -> Run:
    """Press a button that was drawn in ``run``."""
    return await _once(session, WidgetState(id=element(run, "button", label).id, trigger_value=True))


async def bring(session: LiveSession, url: str, run: Run, name: str, content: bytes) -> Run:
    """Drop a file on the uploader that was drawn in ``run``, as the browser does it."""
    address = await address_for(session, identity(run), name)
    put(url, address.upload_url, content)
    state = WidgetState(id=element(run, "file_uploader").id)
    info = state.file_uploader_state_value.uploaded_file_info.add()
    info.name, info.size, info.file_id = name, len(content), address.file_id
    info.file_urls.CopyFrom(address)
    return await _once(session, state)


async def open_data(session: LiveSession, url: str, content: bytes, name: str = "extract.parquet") -> Run:
    """Open an extract on the page Your data."""
    run = await session.run(page="Your data")
    run = await bring(session, url, run, name, content)
    return await press(session, run, "Use this data")


async def download(session: LiveSession, url: str, run: Run, label: str) -> tuple[str, bytes]:
    """Ask for a download that was drawn in ``run``: the address it is given, and what is served there."""
    button = element(run, "download_button", label)
    message = BackMsg()
    message.backend_operation_request.request_id = "1"
    message.backend_operation_request.session_id = identity(run)
    message.backend_operation_request.deferred_file.file_id = button.deferred_file_id
    await session.socket.send(message.SerializeToString())
    answer = (await _until(session, "backend_operation_response")).backend_operation_response
    address = answer.deferred_file.url
    assert address, answer
    return address, fetched(url, address)


def fetched(url: str, address: str) -> bytes:
    """What anybody gets at an address of the app, without a cookie."""
    with urlopen(url + address) as answer:
        return answer.read()


def identity(run: Run) -> str:
    """What the server calls the session of a run."""
    return next(
        one.new_session.initialize.session_id for one in run.messages if one.WhichOneof("type") == "new_session"
    )


async def address_for(session: LiveSession, own: str, name: str) -> Any:
    """Where a file is to be sent to."""
    message = BackMsg()
    message.file_urls_request.request_id = "1"
    message.file_urls_request.file_names.append(name)
    message.file_urls_request.session_id = own
    await session.socket.send(message.SerializeToString())
    return (await _until(session, "file_urls_response")).file_urls_response.file_urls[0]


def put(url: str, address: str, content: bytes) -> None:
    """Send a file to its address."""
    boundary = "a-line-that-no-file-holds"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'.encode()
    body = head + content + f"\r\n--{boundary}--\r\n".encode()
    with urlopen(f"{url}/_stcore/health") as answer:
        token = (answer.headers.get("Set-Cookie") or "").partition("=")[2].partition(";")[0]
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Cookie": f"_streamlit_xsrf={token}",
        "X-Xsrftoken": token,
    }
    urlopen(Request(url + address, data=body, headers=headers, method="PUT")).close()


async def _once(session: LiveSession, state: WidgetState) -> Run:
    session.widgets[state.id] = state
    try:
        return await session.run()
    finally:
        del session.widgets[state.id]


async def _until(session: LiveSession, kind: str) -> ForwardMsg:
    while True:
        message = ForwardMsg.FromString(await asyncio.wait_for(session.socket.recv(), timeout=60))
        if message.WhichOneof("type") == kind:
            return message
