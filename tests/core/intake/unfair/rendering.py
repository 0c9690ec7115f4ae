"""What a rendered site file is, and how tables become files."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Rendered:
    """One site's files with what importing them must come to.

    ``first`` is what happens without answers: "imports" with the numbers of ``expected``, "asks" about each of
    ``about``, or "either" where both are fair. With ``answers`` the numbers are reached in any case. ``private``
    texts may stand nowhere, ``flags`` are the codes of findings that must be there, ``said`` what a decision without a
    question must be about.
    """

    files: tuple[tuple[str, bytes], ...]
    expected: dict[str, Any]
    first: Literal["imports", "asks", "either"] = "imports"
    about: tuple[str, ...] = ()
    answers: dict[str, Any] = field(default_factory=dict)
    private: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def blank(value: Any) -> str:
    """A cell: nothing for None, otherwise the shortest text."""
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def comma(value: Any) -> str:
    """A cell with a decimal comma."""
    return blank(value).replace(".", ",")


def table(
    header: Row | str,
    rows: Iterable[Row],
    *,
    sep: str = ",",
    encoding: str = "utf-8",
    end: str = "\r\n",
    before: str = "",
) -> bytes:
    """A delimited file, quoted where it has to be. A header without spaces in its titles may be one text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=sep, lineterminator=end)
    writer.writerow(header.split() if isinstance(header, str) else header)
    writer.writerows([blank(cell) for cell in row] for row in rows)
    return (before + text.getvalue()).encode(encoding)


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive of files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return content.getvalue()
