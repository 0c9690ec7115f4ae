"""The command that gives the numbers of an export again, for whoever holds the extract."""

from shlex import quote

from core.selection import Selection

# Where the path of a file belongs, which nobody but its owner knows.
EXTRACT, TALLIES = "EXTRACT", "TALLIES"


def reproduce_line(selection: Selection, file: str = EXTRACT) -> str:
    """The command line of this selection, quoted for a shell; ``file`` is that of the data, empty for the sample."""
    query = selection.to_query()
    path = [quote(file)] if file else []
    return " ".join(["python -m core summary", *path, *(["--filter", f"'{query}'"] if query else [])])


def same_numbers(selection: Selection, file: str = EXTRACT) -> str:
    """The command as a line beneath a figure or a table."""
    return f"The same numbers from the command line: {reproduce_line(selection, file)}"
