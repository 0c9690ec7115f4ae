"""Which release of the program this is."""

from importlib.metadata import PackageNotFoundError, version


def release() -> str:
    """The version as it was installed; "unknown" where the program runs from a folder nobody installed."""
    try:
        return version("ruxscope")
    except PackageNotFoundError:
        return "unknown"
