"""Tables that leave the app: CSV that a spreadsheet opens without running anything in it."""

from pandas import DataFrame

from core.formulas import harmless


def csv_bytes(table: DataFrame, notes: tuple[str, ...] = ()) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark, which spreadsheets need to read accents.

    ``notes`` stand beneath the table, one a line, so that the header stays the first line.
    """
    text = table.map(harmless).rename(columns=harmless).to_csv(index=False, lineterminator="\r\n")
    for note in notes:
        text += DataFrame([[harmless(note)]]).to_csv(index=False, header=False, lineterminator="\r\n")
    return bytes(text.encode("utf-8-sig"))
