"""File names as they are shown: the base name, without signs that could mislead whoever reads it."""

import unicodedata
from collections.abc import Iterable

from core.intake.files.columns import INVISIBLE

_LONGEST, _TAIL = 80, 10


def shown_name(name: str) -> str:
    """The base name of a file; "file" where nothing of it can be shown."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    clean = "".join(sign if sign.isprintable() else " " for sign in INVISIBLE.sub("", base)).strip()
    if len(clean) > _LONGEST:
        clean = f"{clean[: _LONGEST - _TAIL - 3]}...{clean[-_TAIL:]}"
    return clean or "file"


def distinct(names: Iterable[str]) -> list[str]:
    """The names with a number after those that came before: "a.csv", "a.csv (2)"."""
    taken: list[str] = []
    for name in names:
        label, number = name, 2
        while label in taken:
            label, number = f"{name} ({number})", number + 1
        taken.append(label)
    return taken
