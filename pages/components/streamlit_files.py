"""Streamlit's own scripts, styles and fonts, from memory: a first visitor waits for sixty of them.

Streamlit sends each from the disk, through several threads and as large as it is.
"""

import re
from functools import partial
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.components.kept_files import KeptFile, is_kept

_HOME = Path(st.__file__).parent / "static"


def _files() -> dict[str, KeptFile]:
    """By path below the app's address. Their names hold a digest of the content."""
    found = [path for path in (_HOME / "static").rglob("*") if is_kept(path.name)]
    paths = {path.relative_to(_HOME).as_posix(): path for path in found}
    return {name: KeptFile(name, partial(Path.read_bytes, path)) for name, path in paths.items()}


FILES = _files()


def first_files() -> list[KeptFile]:
    """What the browser asks for first, which Streamlit's page names."""
    page = (_HOME / "index.html").read_text(encoding="utf-8")
    return [FILES[name] for name in re.findall(r'(?:src|href)="\./(static/[^"]+)"', page) if name in FILES]


class StreamlitFiles:
    """ASGI middleware that that answers for Streamlit's files; ``base`` is the path the app is served below."""

    def __init__(self, app: ASGIApp, *, base: str) -> None:
        self.app = app
        self.folder = f"/{base.strip('/')}/".replace("//", "/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self._asked(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (file.answer(Request(scope)) if file else self.app)(scope, receive, send)

    def _asked(self, scope: Scope) -> KeptFile | None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        return FILES.get(path.removeprefix(self.folder)) if path.startswith(self.folder) else None
