"""Names of tests that are the same in every process, and the one browser of a process."""

from tests.in_browser import app_url, browser, gallery_url, page, settled

__all__ = ["app_url", "browser", "gallery_url", "page", "settled"]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their argument: those of an archive hold the time it was written."""
    return argname if isinstance(val, bytes) else None
