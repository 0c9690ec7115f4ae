"""Tables that leave the app: CSV that a spreadsheet opens without running anything in it."""

from typing import Any

from pandas import DataFrame

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def harmless(value: Any) -> Any:
    """A text cell a spreadsheet would read as a formula gets an apostrophe before it; numbers stay numbers.

    Source: CWE-1236 and OWASP ASVS 1.2.10.
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def csv_bytes(table: DataFrame, notes: tuple[str, ...] = ()) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark, which spreadsheets need to read accents.

    ``notes`` stand beneath the table, one a line, so that the header stays the first line.
    """
    text = table.map(harmless).rename(columns=harmless).to_csv(index=False, lineterminator="\r\n")
    for note in notes:
        text += DataFrame([[harmless(note)]]).to_csv(index=False, header=False, lineterminator="\r\n")
    return bytes(text.encode("utf-8-sig"))
