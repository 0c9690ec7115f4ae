"""SAS transport files of version 5, written here after SAS technical support document TS-140."""

import struct
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.files.reading import read_files
from core.intake.limits import Limits

LIBRARY = b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!000000000000000000000000000000  "
MEMBER = b"HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!000000000000000001600000000140  "
DESCRIPTOR = b"HEADER RECORD*******DSCRPTR HEADER RECORD!!!!!!!000000000000000000000000000000  "
NAMES = b"HEADER RECORD*******NAMESTR HEADER RECORD!!!!!!!000000%04d00000000000000000000  "
OBSERVATIONS = b"HEADER RECORD*******OBS     HEADER RECORD!!!!!!!000000000000000000000000000000  "
STAMP = b"01JAN24:00:00:00"


def cards(content):
    return content + b" " * (-len(content) % 80)


def ibm(value):
    """A number in the eight bytes of an IBM mainframe: sign, a power of 16, 14 hexadecimal digits."""
    if value is None:
        return b"." + bytes(7)
    if value == 0:
        return bytes(8)
    sign, value, exponent = (0x80 if value < 0 else 0), abs(value), 64
    while value >= 1:
        value, exponent = value / 16, exponent + 1
    while value < 1 / 16:
        value, exponent = value * 16, exponent - 1
    return bytes([sign | exponent]) + int(value * 2**56).to_bytes(7, "big")


def member(name, columns, rows):
    """One data set; ``columns`` are (name, width of text or 0 for a number, format)."""
    described, at = b"", 0
    for number, (title, width, form) in enumerate(columns, start=1):
        size = width or 8
        described += struct.pack(
            ">hhhh8s40s8shhh2s8shhl52s",
            *(2 if width else 1, 0, size, number, title.ljust(8).encode(), b"label".ljust(40)),
            *(form.ljust(8).encode(), 0, 0, 0, b"", b" " * 8, 0, 0, at, b""),
        )
        at += size
    data = b""
    for row in rows:
        for value, (_, width, _) in zip(row, columns, strict=True):
            data += value.ljust(width).encode("cp1252") if width else ibm(value)
    head = b"SAS     " + name.ljust(8).encode() + b"SASDATA 9.4     X64     " + b" " * 24 + STAMP
    return b"".join(
        [MEMBER, DESCRIPTOR, head, cards(STAMP + b" " * 64), NAMES % len(columns), cards(described)]
        + [OBSERVATIONS, cards(data)]
    )


def xport(*members):
    first = cards(b"SAS     SAS     SASLIB  9.4     X64     " + b" " * 24 + STAMP)
    return LIBRARY + first + cards(STAMP) + b"".join(members)


VISITS = member(
    "ADQS",
    [("USUBJID", 8, "$"), ("AVAL", 0, "BEST"), ("ADT", 0, "DATE9"), ("ADTM", 0, "DATETIME"), ("ADY", 0, "")],
    [
        ["01-001", 13.7, 22_000.0, 1_900_800_000.0, 1.0],
        ["01-002", None, None, None, -7.0],
        ["Müller", 0.0, 22_001.0, 1_900_800_060.0, 29.0],
    ],
)


def read(content, **limits):
    return read_files([("adqs.xpt", content)], limits=Limits(**limits))


def test_a_transport_file_becomes_a_table_of_text_with_iso_dates():
    reading = read(xport(VISITS))
    (grid,) = reading.grids
    assert reading.problems == ()
    assert (grid.kind, grid.name, grid.layout.header_lines) == ("xpt", "adqs.xpt, sheet ADQS", (1,))
    # Day 22,000 after 1 January 1960.
    assert date(1960, 1, 1).toordinal() + 22_000 == date(2020, 3, 26).toordinal()
    assert grid.frame.to_numpy().tolist() == [
        ["01-001", "13.7", "2020-03-26", "2020-03-26 00:00", "1"],
        ["01-002", "", "", "", "-7"],
        ["Müller", "0", "2020-03-27", "2020-03-26 00:01", "29"],
    ]
    assert grid.formats == {"ADT": "date", "ADTM": "date"}


def test_every_data_set_of_a_file_is_a_table():
    second = member("DM", [("USUBJID", 8, "$"), ("ARM", 1, "$")], [["01-001", "A"], ["01-002", "B"]])
    grids = read(xport(VISITS, second)).grids
    assert [(grid.part, len(grid.frame)) for grid in grids] == [("ADQS", 3), ("DM", 2)]


def test_a_short_row_whose_last_text_is_blank_is_not_lost_in_the_padding():
    # Rows of 16 bytes: the last card holds blanks both of the last row and after it.
    rows = [[f"P{n}", "x" if n < 2 else ""] for n in range(3)]
    content = xport(member("DM", [("ID", 8, "$"), ("NOTE", 8, "$")], rows))
    assert read(content).grids[0].frame["ID"].tolist() == ["P0", "P1", "P2"]


def test_a_data_set_without_rows_is_an_empty_table():
    reading = read(xport(member("AE", [("ID", 8, "$"), ("TERM", 8, "$")], [])))
    assert len(reading.grids[0].frame) == 0
    assert [problem.code for problem in reading.problems] == ["no_rows"]


def test_a_date_that_no_calendar_has_stays_a_number():
    content = xport(member("AE", [("ID", 8, "$"), ("ADT", 0, "YYMMDD10.")], [["P1", 1e12]]))
    assert read(content).grids[0].frame["ADT"].tolist() == ["1000000000000"]


def test_formats_of_iso_dates_are_known_by_their_name():
    columns = [("ID", 4, "$"), ("A", 0, "E8601DA"), ("B", 0, "IS8601DT"), ("C", 0, "MMDDYY10")]
    grid = read(xport(member("AE", columns, [["P1", 0.0, 0.0, 366.0]]))).grids[0]
    assert grid.frame.to_numpy().tolist() == [["P1", "1960-01-01", "1960-01-01 00:00", "1961-01-01"]]


@pytest.mark.parametrize(
    ("content", "limits", "code"),
    [
        (xport(), {}, "damaged"),
        (xport(VISITS)[:720], {}, "damaged"),
        (xport(VISITS)[:-20], {}, "damaged"),
        (xport(VISITS).replace(OBSERVATIONS, b" " * 80), {}, "damaged"),
        (xport(VISITS), {"max_rows": 2}, "too_many_rows"),
        (xport(VISITS), {"max_columns": 4}, "too_many_columns"),
    ],
)
def test_a_damaged_or_too_large_file_is_refused(content, limits, code):
    reading = read(content, **limits)
    assert reading.grids == ()
    assert [(problem.code, problem.severity) for problem in reading.problems] == [(code, "refused")]


@given(st.lists(st.tuples(st.integers(160, 1_500), st.integers(0, 255)), min_size=1, max_size=5))
def test_no_change_of_its_bytes_makes_a_file_raise(changes):
    content = bytearray(xport(VISITS))
    for place, byte in changes:
        content[place % len(content)] = byte
    reading = read(bytes(content))
    assert reading.grids or [problem.severity for problem in reading.problems] == ["refused"]
