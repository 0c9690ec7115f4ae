"""Files made for a download stay until a browser can have fetched them.

Streamlit drops one when two further runs of any session have ended. In a room of readers that is sooner than the
browser that asked for it comes back with its address.
"""

from time import monotonic

from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileKind, MediaFileMetadata

KEPT_S = 20.0


class KeptAWhile(MediaFileMetadata):
    """What Streamlit knows of one file. It asks twice whether the file may go: not before its time is over."""

    def __init__(self, kind: MediaFileKind = MediaFileKind.MEDIA) -> None:
        super().__init__(kind)
        self._made = monotonic()

    @property
    def is_marked_for_delete(self) -> bool:
        return super().is_marked_for_delete and monotonic() - self._made > KEPT_S


def keep_downloads() -> None:
    """From now on a file made for a download is there for 20 s, and goes with the next run after that."""
    media_file_manager.MediaFileMetadata = KeptAWhile  # type: ignore[misc]
