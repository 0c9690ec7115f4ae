"""Files that the front door serves from memory, compressed once, for browsers to keep for good."""

import gzip
from collections.abc import Callable
from functools import cache
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import Response

_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
_COMPRESSED = frozenset({".woff2"})  # by themselves
_KEEP = "public, max-age=31536000, immutable"


class KeptFile:
    """One file at a path that names a version or a digest of its content."""

    def __init__(self, path: str, read: Callable[[], bytes]) -> None:
        self._kind = PurePosixPath(path).suffix
        self._text = cache(read)
        self._compressed = cache(lambda: gzip.compress(read(), compresslevel=6, mtime=0))

    def answer(self, request: Request) -> Response:
        """The file, compressed for browsers that can read that."""
        headers = {"Cache-Control": _KEEP, "Vary": "Accept-Encoding"}
        if self._kind in _COMPRESSED or "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(self._text(), media_type=_TYPES[self._kind], headers=headers)
        headers["Content-Encoding"] = "gzip"
        return Response(self._compressed(), media_type=_TYPES[self._kind], headers=headers)

    def prepare(self) -> None:
        """Compress it now, so that nobody waits for that."""
        self._text() if self._kind in _COMPRESSED else self._compressed()


def is_kept(path: str) -> bool:
    """Whether this is a kind of file that can be served like this."""
    return PurePosixPath(path).suffix in _TYPES
