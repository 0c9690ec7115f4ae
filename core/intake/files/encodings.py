"""Which encoding a text file has: its mark, else UTF-16 by its NUL bytes, else UTF-8, else Windows-1252."""

import codecs
import re
from dataclasses import dataclass

from core.intake.limits import Limits
from core.intake.problems import RefusedError

# The longer mark first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters that a Mac or DOS file shows inside words when it is read as Windows-1252.
_WRONG_LETTERS = re.compile(r"[A-Za-z][ŠŽŸŒ„‚…†‡‰‹›ˆ˜•¤¦§¨¬±µ¶¸»¿][a-z]")
_SAMPLE = 4096
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Python's ways to write text down in source code and host names; no program exports a table so.
_NO_FILES = {"unicode_escape", "raw_unicode_escape", "utf_7", "idna", "punycode", "undefined"}


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file. ``guessed`` where nothing in the file proves the encoding, ``doubtful`` where it looks wrong."""

    text: str
    encoding: str
    guessed: bool = False
    doubtful: bool = False


def decode(content: bytes, limits: Limits, encoding: str = "") -> Text:
    """The text of a file, in the named encoding or the one found. Raises RefusedError where it is no text."""
    _check_first_line(content, limits)
    if encoding:
        return Text(_decoded(content, encoding), encoding)
    for mark, name in _MARKS:
        if content.startswith(mark):
            return Text(_decoded(content, name), name)
    wide = _utf16(content[:_SAMPLE])
    if wide:
        return Text(_decoded(content, wide), wide)
    if b"\0" in content:
        raise RefusedError("binary", "holds NUL bytes, so it is not a text file. Export the table as CSV (UTF-8).")
    try:
        return Text(_decoded(content, "utf-8"), "utf-8")
    except RefusedError as error:
        if error.code == "binary":
            raise
        text = _decoded(content, "cp1252")
        return Text(text, "cp1252", guessed=True, doubtful=bool(_WRONG_LETTERS.search(text)))


def _check_first_line(content: bytes, limits: Limits) -> None:
    """A table has line ends; looking for the first costs nothing, decoding a giant line does."""
    if len(content) <= limits.max_line:
        return
    if max(content.find(end, 0, limits.max_line) for end in (b"\n", b"\r")) < 0:
        limit = f"{limits.max_line / 1e6:g} MB"
        raise RefusedError(
            "line_too_long", f"has no line end in its first {limit}, so it is no table. Export it again as CSV."
        )


def _utf16(sample: bytes) -> str:
    """UTF-16 without a mark: mostly Latin text has its NUL bytes at every other place."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = 0.4 * len(sample) / 2
    if odd > most and even * 10 < odd:
        return "utf-16-le"
    if even > most and odd * 10 < even:
        return "utf-16-be"
    return ""


def _decoded(content: bytes, encoding: str) -> str:
    try:
        if codecs.lookup(encoding).name.replace("-", "_") in _NO_FILES:
            raise LookupError(encoding)
        text = content.decode(encoding)
    except (LookupError, ValueError) as error:
        if isinstance(error, UnicodeError):
            raise RefusedError(
                "encoding_unknown", f"cannot be read as {encoding}. Save it as CSV (UTF-8), or choose its encoding."
            ) from None
        raise RefusedError(
            "bad_layout", f"cannot be read as “{encoding[:40]}”: there is no such encoding. Choose another."
        ) from None
    if "\0" in text or len(_CONTROL.findall(text[:_SAMPLE])) > _SAMPLE / 100:
        raise RefusedError("binary", "holds control characters, so it is not a text file. Export it as CSV (UTF-8).")
    return text
