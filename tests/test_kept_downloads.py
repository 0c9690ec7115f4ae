"""A file made for a download outlives the runs of other readers, and not for long."""

import pytest
from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager, MediaFileMetadata
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from pages.components import kept_downloads
from pages.components.kept_downloads import KEPT_S, keep_downloads


@pytest.fixture
def clock(monkeypatch):
    """The seconds that the program sees, as a list of one number to change."""
    now = [1000.0]
    monkeypatch.setattr(kept_downloads, "monotonic", lambda: now[0])
    monkeypatch.setattr(media_file_manager, "MediaFileMetadata", MediaFileMetadata)  # undone after the test
    keep_downloads()
    return now


@pytest.fixture
def downloads():
    return MediaFileManager(MemoryMediaFileStorage("/media"))


def made(downloads):
    """The name of a file that was made for a click."""
    asked = downloads.add_deferred(lambda: b"numbers", "text/csv", "1.2")
    return downloads.execute_deferred(asked).rpartition("/")[2].partition(".")[0]


def others_run(downloads, times=5):
    downloads.clear_session_refs()
    for _ in range(times):
        downloads.remove_orphaned_files()


def test_a_download_is_there_while_others_work(downloads, clock):
    name = made(downloads)
    others_run(downloads)
    clock[0] += KEPT_S - 1
    others_run(downloads)
    assert downloads.read_file(name).content == b"numbers"


def test_a_download_goes_when_its_time_is_over(downloads, clock):
    name = made(downloads)
    others_run(downloads)
    clock[0] += KEPT_S + 1
    others_run(downloads, times=1)
    assert downloads.read_file(name) is None


def test_a_picture_that_no_page_shows_goes_at_once(downloads, clock):
    name = downloads.add(b"picture", "image/png", "1.2").rpartition("/")[2].partition(".")[0]
    others_run(downloads, times=1)
    assert downloads.read_file(name) is None
