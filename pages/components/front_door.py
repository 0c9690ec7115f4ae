"""What the app's front door adds to Streamlit: response headers, the chart's files, quiet logs, a warm start."""

import gc
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

import pandas
import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute, Mount, Route
from streamlit.logger import get_logger

from core import journal
from pages.components import sign_in_state
from pages.components.kept_downloads import keep_downloads
from pages.components.kept_files import KeptFile
from pages.components.open_data import sample
from pages.components.own_origin import OwnOrigin
from pages.components.page_head import HEAD_LINES, STYLES, PageHead
from pages.components.response_headers import ResponseHeaders, security_headers
from pages.components.served import PLOTLY_PATH, SERVED
from pages.components.sign_in_gate import SignInGate
from pages.components.streamlit_files import StreamlitFiles, first_files

ASSETS = {path: KeptFile(path, read) for path, read in (SERVED | STYLES).items()}

SLOW_IMPORTS = ("pandas", "pyarrow.parquet", "scipy.stats")
FAILED = (
    "This page could not be shown. The data are unchanged; choose another page or other filters, or reload. "
    "If it happens again, report the time and what you did."
)


def settings() -> dict[str, Any]:
    """The keyword arguments that turn ``st.App(script)`` into RuxScope's front door."""
    return {
        "routes": asset_routes(st.get_option("server.baseUrlPath") or ""),
        "middleware": middleware(st.get_option("server.baseUrlPath") or ""),
        "lifespan": warm_start,
        "on_script_error": show_failure,
    }


def middleware(base_path: str) -> list[Middleware]:
    """What a request passes, from the outside in: headers for the answer, then only what may come in."""
    hosts = st.get_option("server.allowedHosts") or ["*"]
    passed = [
        Middleware(ResponseHeaders, every=security_headers(), page={"Link": preloads()}),
        Middleware(PageHead, lines=HEAD_LINES),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        Middleware(OwnOrigin),
    ]
    if rules := sign_in_state.asked():
        gate = Middleware(SignInGate, refusal=sign_in_state.refusal, base=base_path, https=rules.https)
        passed.append(gate)
    return [*passed, Middleware(StreamlitFiles, base=base_path)]


def preloads() -> str:
    """A Link header by which the browser fetches all our scripts while Streamlit still starts.

    Each module is named: a browser fetches what a module imports only once the module runs.
    """
    modules = [path for path in SERVED if path != PLOTLY_PATH]
    links = [f"<./{PLOTLY_PATH}>; rel=preload; as=script", *(f"<./{path}>; rel=modulepreload" for path in modules)]
    return ", ".join(links)


def asset_routes(base_path: str) -> list[BaseRoute]:
    """One route per file of the components; anything else below ``assets`` is not found.

    Each path carries a version or a digest, so that browsers may keep the file for good.
    """
    folder = f"/{base_path.strip('/')}/assets".replace("//", "/")
    routes = [Route("/" + path.removeprefix("assets/"), file.answer) for path, file in ASSETS.items()]
    return [Mount(folder, routes=routes)]


@asynccontextmanager
async def warm_start(_app: st.App) -> AsyncIterator[None]:
    """Import the slow libraries before the first visitor comes, and take what is loaded out of garbage collection.

    Walking over the libraries takes a collection longer than all that a run of the script leaves behind.
    """
    hide_tracebacks()
    keep_uploads_in_memory()
    keep_downloads()
    for name in SLOW_IMPORTS:
        import_module(name)
    # A page makes dozens of frames of a few rows, and turning texts into Arrow's and back was a fifth of its time.
    pandas.set_option("mode.string_storage", "python")
    get_logger(journal.NAME)  # which gives it Streamlit's handler and level
    journal.started(sample().digest)
    gc.collect()
    gc.freeze()
    Thread(target=compress_files, daemon=True).start()
    yield


def compress_files() -> None:
    """Compress what the first visitor's browser asks for before it does."""
    for file in (*first_files(), *ASSETS.values()):
        file.prepare()


def keep_uploads_in_memory() -> None:
    """From now on an upload never touches the disk: beyond 1 MB its bytes would pass through a temporary file."""
    largest: int = st.get_option("server.maxUploadSize")
    MultiPartParser.spool_max_size = (largest + 1) * 2**20


def hide_tracebacks() -> None:
    """From now on the log holds a traceback only as "type at file:line": its text can hold patients' values.

    A record factory, and not a filter on Streamlit's loggers, because Streamlit logs a failing script from
    several of them, each with its own handler.
    """
    make = logging.getLogRecordFactory()

    def make_without_traceback(*args: Any, **extra: Any) -> logging.LogRecord:
        record = make(*args, **extra)
        if record.exc_info and record.exc_info[1] is not None:
            record.msg = f"{record.getMessage()}: {place_of(record.exc_info[1])}"
            record.args = ()
            record.exc_info = None
        return record

    logging.setLogRecordFactory(make_without_traceback)


def place_of(error: BaseException) -> str:
    """Where an error arose, innermost call first, without its message: "KeyError at tally.py:31 < safety.py:12"."""
    calls = traceback.extract_tb(error.__traceback__)
    trail = " < ".join(f"{Path(call.filename).name}:{call.lineno}" for call in reversed(calls[-6:]))
    return f"{type(error).__name__} at {trail or 'an unknown line'}"


def show_failure(_error: Exception) -> bool:
    """Tell the reader that the page failed, in words that hold nothing from the data."""
    st.error(FAILED)
    return True
