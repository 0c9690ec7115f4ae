"""plotly.js, for what draws figures in a browser."""

from importlib import resources


def plotly_script() -> bytes:
    """The text of plotly.js as it lies in the installed plotly package."""
    return (resources.files("plotly") / "package_data" / "plotly.min.js").read_bytes()
