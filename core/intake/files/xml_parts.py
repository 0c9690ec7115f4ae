"""The XML parts of a workbook, read piece by piece; names come without the prefix their root element has."""

import zipfile
from collections.abc import Callable
from xml.parsers import expat

from core.intake.files.packed import chunks
from core.intake.problems import RefusedError

DAMAGED = "is an Excel file that cannot be read: it is damaged. Save it again."
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def parse(
    archive: zipfile.ZipFile,
    part: str,
    *,
    start: Start,
    end: End | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call back for each element of a part, and for text. Raises RefusedError where it is missing or damaged.

    A part that defines entities is refused: they let a small file grow without end, and Excel writes none.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_entities

    def root(name: str, attributes: dict[str, str]) -> None:
        prefix = name[: name.find(":") + 1]
        if prefix:
            parser.StartElementHandler = lambda name, attributes: start(name.removeprefix(prefix), attributes)
        else:
            parser.StartElementHandler = start
        parser.EndElementHandler = (lambda name: end(name.removeprefix(prefix))) if end and prefix else end
        parser.StartElementHandler(name, attributes)

    parser.StartElementHandler = root
    if text:
        parser.CharacterDataHandler = text
    try:
        member = archive.getinfo(part)
        for piece in chunks(archive, member):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    # Numbers and references that are none show in the callbacks.
    except (expat.ExpatError, LookupError, ValueError, OverflowError):
        raise RefusedError("damaged", DAMAGED) from None


def _refuse_entities(*_: object) -> None:
    raise RefusedError("entities", "is an Excel file with definitions that Excel never writes. Save it again.")


def attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute whatever its namespace prefix; empty where it is missing."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")
