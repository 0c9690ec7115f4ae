"""Files nobody should be able to import, and files that only look dangerous: made here, none of them stored."""

import gzip
import io
import struct
import zipfile
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook

from tests.core.intake.unfair.rendering import table, zipped
from tests.core.intake.unfair.truths import Truth

_HEADER = ["Patient", "Cohort", "Systemic agent", "Week", "IGA", "BSA", "Itch"]


def plain(made: Truth, *, name: Callable = lambda p: f"H{p.number}") -> bytes:
    """An honest table of visits, to be spoilt."""
    rows = [[name(p), p.cohort, p.agent, v.week, v.iga, v.bsa, v.itch] for p in made for v in p.visits]
    return table(_HEADER, rows)


def workbook(made: Truth) -> bytes:
    """An honest workbook."""
    book = Workbook()
    for row in plain(made).decode().splitlines():
        book.active.append(row.split(","))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(content: bytes, part: str, data: bytes) -> bytes:
    """A zip archive with one member replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, data if member == part else old.read(member))
    return made.getvalue()


def encrypted(content: bytes) -> bytes:
    """A zip archive whose members say that they are encrypted."""
    made = bytearray(content)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(signature)
        while place >= 0:
            made[place + flags] |= 1
            place = made.find(signature, place + 4)
    return bytes(made)


def foreign_parquet() -> bytes:
    """A Parquet file of another program, with contradictory metadata of pandas."""
    content = io.BytesIO()
    own = pa.table({"x": [1, 2], "y": ["a", "b"]}).replace_schema_metadata({b"pandas": b'{"index_columns": ["gone"]}'})
    pq.write_table(own, content)
    return content.getvalue()


def inflating(size: int) -> bytes:
    """A zip archive of one member of blanks that inflates a thousandfold."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("visits.csv", "w") as member:
        member.write(b"Patient,Cohort,Week,IGA\r\n")
        for _ in range(size // 1_000_000):
            member.write(b" " * 1_000_000)
    return content.getvalue()


def nested(made: Truth, depth: int = 4) -> bytes:
    """An archive in an archive in an archive."""
    content = plain(made)
    for level in range(depth):
        content = zipped([(f"level{level}.zip" if level else "visits.csv", content)])
    return content


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(f'<!ENTITY {new} "{f"&{old};" * 10}">'.encode() for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + b"]><worksheet><sheetData><row><c t='str'><v>&i;</v></c></row></sheetData></worksheet>"
)

# Refused, each with a sentence: what it is -> the name and content of the file.
REFUSED: dict[str, Callable[[Truth], tuple[str, bytes]]] = {
    "a PDF called csv": lambda made: ("visits.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj\n%%EOF"),
    "a picture called csv": lambda made: ("visits.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 60),
    "a JPEG called xlsx": lambda made: ("visits.xlsx", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\1\2\3" * 40),
    "a letter of a word processor": lambda made: (
        "visits.csv",
        zipped([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]),
    ),
    "an old Excel file": lambda made: ("visits.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504),
    "an executable": lambda made: ("visits.csv", b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0" + bytes(range(256)) * 4),
    "NUL bytes": lambda made: ("visits.csv", plain(made).replace(b"\r\nH3,", b"\r\nH\x003,")),
    "nothing": lambda made: ("visits.csv", b""),
    "blanks": lambda made: ("visits.csv", b" \r\n\r\n \t\r\n"),
    "an encrypted archive": lambda made: ("visits.zip", encrypted(zipped([("visits.csv", plain(made))]))),
    "an archive cut short": lambda made: ("visits.zip", zipped([("visits.csv", plain(made))])[:-40]),
    "a workbook cut short": lambda made: ("visits.xlsx", workbook(made)[:-200]),
    "a workbook of entities": lambda made: (
        "visits.xlsx",
        with_part(workbook(made), "xl/worksheets/sheet1.xml", ENTITIES),
    ),
    "an empty archive": lambda made: ("visits.zip", b"PK\x05\x06" + b"\0" * 18),
    "a Parquet file cut short": lambda made: ("extract.parquet", foreign_parquet()[:-30]),
    "a Parquet file of others": lambda made: ("extract.parquet", foreign_parquet()),
    "an inflating archive": lambda made: ("visits.zip", inflating(20_000_000)),
    "SAS data of another kind": lambda made: ("visits.sas7bdat", b"\0" * 12 + b"\xc2\xea\x81\x60" + b"\0" * 500),
    "a transport file cut short": lambda made: (
        "visits.xpt",
        b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!".ljust(80, b"0") * 2,
    ),
    "300,000 columns": lambda made: ("visits.csv", b",".join(b"c%d" % n for n in range(300_000)) + b"\r\n"),
    "a page of the web": lambda made: ("visits.csv", b"<!DOCTYPE html><html><body>Session expired</body></html>"),
    "a data base": lambda made: ("visits.csv", b"SQLite format 3\0" + b"\0" * 84),
    "a pickle": lambda made: ("visits.csv", b"\x80\x04\x95\x1b\0\0\0\0\0\0\0\x8c\x05posix\x8c\x06system\x93."),
    "random bytes": lambda made: ("visits.csv", bytes((n * 197 + n // 7 * 31) % 256 for n in range(4000))),
}


def utf16_without_mark(made: Truth) -> bytes:
    return plain(made).decode().encode("utf-16-le")


def mixed_encodings(made: Truth) -> bytes:
    """UTF-8 above, Windows-1252 below: two files pasted together."""
    lines = plain(made).decode().split("\r\n")
    half = len(lines) // 2
    marked = [f"{line},{'müde' if number else 'Bemerkung'}" for number, line in enumerate(lines) if line]
    return "\r\n".join(marked[:half]).encode() + b"\r\n" + "\r\n".join(marked[half:]).encode("cp1252")


def formulas(made: Truth) -> bytes:
    """Text that a spreadsheet would run, and text that a page would."""
    name = {
        1: '=HYPERLINK("http://x.example","1")',
        2: "<script>alert(1)</script>",
        3: "@SUM(A1)",
        4: "[a](javascript:b)",
    }
    return plain(made, name=lambda p: name.get(p.number, f"H{p.number}"))


def invisible(made: Truth) -> bytes:
    """Marks of direction and of no width inside identifiers, on some rows only."""
    lines = plain(made).decode().split("\r\n")
    return "\r\n".join(
        line.replace("H2,", "H\u200b2,").replace("H5,", "\u202eH5,") if number % 2 else line
        for number, line in enumerate(lines)
    ).encode()


def extended_precision(made: Truth) -> bytes:
    """Numbers no table should hold."""
    return plain(made).replace(b"\r\nH4,A", b"\r\n1e999,A", 1) + b"H1,A,dupilumab,1e308,NaN,inf,-0\r\n"


def paths(made: Truth) -> bytes:
    """Members that point outside, and one that is named like a device."""
    return zipped([("../../etc/visits.csv", plain(made)), ("C:\\con\\..\\aux", b""), ("/abs/readme.txt", b"hello")])


# Files that look dangerous and hold patients all the same: imported or asked about, never otherwise, never a crash.
HARMLESS: dict[str, Callable[[Truth], tuple[str, bytes]]] = {
    "UTF-16 without a mark": lambda made: ("visits.txt", utf16_without_mark(made)),
    "encodings mixed": lambda made: ("visits.csv", mixed_encodings(made)),
    "formulas and scripts": lambda made: ("visits.csv", formulas(made)),
    "invisible signs": lambda made: ("visits.csv", invisible(made)),
    "numbers beyond numbers": lambda made: ("visits.csv", extended_precision(made)),
    "paths that lead outside": lambda made: ("visits.zip", paths(made)),
    "a workbook called csv": lambda made: ("visits.csv", workbook(made)),
    "a table called xlsx": lambda made: ("visits.xlsx", plain(made)),
    "a table with a name of markup": lambda made: ("<img src=x onerror=alert(1)>.csv", plain(made)),
}


def archive_of_overlapping(size: int = 65_000) -> bytes:
    """An archive whose directory names one member many times over (a bomb without any nesting)."""
    content = zipped([("a.csv", b"Patient,Cohort\r\n" + b"x,A\r\n" * size)])
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[start:end]
    count = 300
    directory = entry * count
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return content[:start] + directory + tail


REFUSED |= {
    "one member many times": lambda made: ("visits.zip", archive_of_overlapping()),
    "compressed by gzip": lambda made: ("visits.csv.gz", gzip.compress(plain(made))),
    "archives in archives": lambda made: ("visits.zip", nested(made)),
    "an unclosed quote": lambda made: ("visits.csv", plain(made).replace(b"\r\nH4,", b'\r\n"H4,', 1)),
    "3,000 columns": lambda made: (
        "visits.csv",
        b"Patient,IGA" + b"".join(b",c%d" % n for n in range(3000)) + b"\r\n1,2",
    ),
    "lines of commas": lambda made: ("visits.csv", b"," * 1500 + b"\r\n" + b"," * 1500),
    "only a header": lambda made: ("visits.csv", (",".join(_HEADER) + "\r\n").encode()),
    "no header": lambda made: ("visits.csv", plain(made).split(b"\r\n", 1)[1]),
    "the same title throughout": lambda made: ("visits.csv", b"IGA,IGA,IGA\r\n1,2,3\r\n2,3,4\r\n3,4,0\r\n"),
    "a cell of 20,000 characters": lambda made: ("visits.csv", plain(made) + b"H1,A,dupilumab,4,1,1," + b"x" * 20_000),
    "another table altogether": lambda made: ("stock.csv", b"sku,price,stock\r\n1,2.5,7\r\n2,3.5,9\r\n3,1,2\r\n"),
}
