"""What a file is by its content, whatever its name says; what is no table is refused by name with what to do next."""

import re
from typing import Literal

from core.intake.problems import RefusedError

Kind = Literal["text", "archive", "parquet", "xpt"]

_TABLE = "Export the table as CSV or Excel (.xlsx)."
_DATA = "Export the data as CSV, Excel (.xlsx) or SAS transport (.xpt, version 5)."
_UNPACK = "Unpack it and bring the files themselves, or a .zip of them."
# First bytes, code, what it is, what to do.
_MAGIC: tuple[tuple[bytes, str, str, str], ...] = (
    (b"%PDF-", "is_pdf", "is a PDF document", _TABLE),
    (b"\x89PNG\r\n", "is_image", "is a picture (PNG)", _TABLE),
    (b"\xff\xd8\xff", "is_image", "is a picture (JPEG)", _TABLE),
    (b"GIF87a", "is_image", "is a picture (GIF)", _TABLE),
    (b"GIF89a", "is_image", "is a picture (GIF)", _TABLE),
    (b"II*\0", "is_image", "is a picture (TIFF)", _TABLE),
    (b"MM\0*", "is_image", "is a picture (TIFF)", _TABLE),
    (b"RIFF", "is_image", "is a sound, film or picture", _TABLE),
    (b"\x1f\x8b", "is_packed", "is packed with gzip", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "is_packed", "is a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "is_packed", "is a RAR archive", _UNPACK),
    (b"BZh", "is_packed", "is packed with bzip2", _UNPACK),
    (b"\xfd7zXZ\0", "is_packed", "is packed with xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "is_packed", "is packed with zstd", _UNPACK),
    (b"$FL2", "is_spss", "is an SPSS file", _DATA),
    (b"$FL3", "is_spss", "is an SPSS file", _DATA),
    (b"<stata_dta>", "is_stata", "is a Stata file", _DATA),
    (b"RDX2\n", "is_r", "is an R data file", _DATA),
    (b"RDX3\n", "is_r", "is an R data file", _DATA),
    (b"**COMPRESSED**", "is_sas", "is a SAS CPORT file", _DATA),
    (b"SQLite format 3\0", "is_database", "is an SQLite database", _DATA),
    (b"\0\1\0\0Standard ", "is_database", "is an Access database", _DATA),
    (b"ARROW1\0\0", "is_arrow", "is an Arrow (Feather) file", _DATA),
    (b"\x89HDF\r\n", "is_hdf", "is an HDF5 file", _DATA),
    (b"{\\rtf", "is_document", "is a text document (RTF)", _TABLE),
    (b"\x7fELF", "is_program", "is a program, not a table", _TABLE),
)
_SAS7BDAT = bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_XPT, _XPT8 = b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!", b"HEADER RECORD*******LIBV8"
_HTML = re.compile(
    rb"\s*(<!--.*?-->\s*)?<(!doctype html|html|head|body|table|meta|div|style)\b", re.IGNORECASE | re.DOTALL
)
_XML = re.compile(rb"\s*<(\?xml|[a-z][\w:]*(\s+[\w:]+=\"|\s*>).*</)", re.IGNORECASE | re.DOTALL)
_JSON = re.compile(rb"\s*(\{\s*(\"|\})|\[\s*(\{|\[|\"|\]|-?\d))")
_BLANK = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"  # with the marks of encodings
_START = 2048


def kind_of(content: bytes) -> Kind:
    """The kind of a file that may hold tables. Raises RefusedError, naming the file for what it is, otherwise."""
    if not content[:_START].strip(_BLANK) and not content.strip(_BLANK):
        raise RefusedError("empty_file", "is empty. Export it again.")
    if content.startswith(b"PK\x03\x04") or content.startswith(b"PK\x05\x06"):
        return "archive"
    if content.startswith(_XPT):
        return "xpt"
    if content.startswith(_XPT8):
        raise RefusedError("is_xpt8", "is a SAS transport file of version 8. Write it as version 5, or as CSV.")
    if content.startswith(b"PAR1") and b"\0" in content[:_START]:
        return _parquet(content)
    _refuse_binary(content)
    _refuse_marked_text(_narrow(content[: 2 * _START]))
    return "text"


def _parquet(content: bytes) -> Kind:
    if not content.endswith(b"PAR1"):
        raise RefusedError(
            "truncated_parquet", "is a Parquet file whose end is missing: it is truncated. Get a fresh copy."
        )
    return "parquet"


def _refuse_binary(content: bytes) -> None:
    for start, code, says, remedy in _MAGIC:
        if content.startswith(start):
            raise RefusedError(code, f"{says}. {remedy}")
    if content.startswith(_OLE):
        raise RefusedError(*_ole(content))
    if content[12:32] == _SAS7BDAT:
        raise RefusedError("is_sas", f"is a SAS data set (sas7bdat). {_DATA}")
    # Two letters alone could begin a text.
    if content.startswith(b"MZ") and b"\0" in content[:_START]:
        raise RefusedError("is_program", f"is a program, not a table. {_TABLE}")
    if content[:1] in b"\x69\x6c\x6e\x6f\x71\x72\x73" and content[1:4] in (b"\1\1\0", b"\2\1\0"):
        raise RefusedError("is_stata", f"is a Stata file. {_DATA}")
    if content.startswith(b"BM") and b"\0\0" in content[:16]:
        raise RefusedError("is_image", f"is a picture (BMP). {_TABLE}")


def _ole(content: bytes) -> tuple[str, str]:
    """The older Office formats share one container; its directory names what it holds."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        return "encrypted", "is protected by a password. Remove the password in Excel (File, Info) and save it again."
    if holds("Workbook") or holds("Book"):
        return "is_xls", "is an Excel file of the old kind (.xls). Save it as .xlsx or CSV."
    if holds("WordDocument"):
        return "is_document", f"is a Word document. {_TABLE}"
    return "is_ole", f"is a file of an older Office program. {_TABLE}"


def _narrow(start: bytes) -> bytes:
    """The start of a text with one byte a letter, so that UTF-16 is recognised too."""
    return start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")


def _refuse_marked_text(start: bytes) -> None:
    if _HTML.match(start):
        raise RefusedError("is_html", f"is a web page (HTML), whatever its name says. Open it in Excel. {_TABLE}")
    if b"Excel.Sheet" in start and _XML.match(start):
        raise RefusedError("is_xml", "is an Excel 2003 XML file. Open it in Excel and save it as .xlsx or CSV.")
    if _XML.match(start):
        raise RefusedError("is_xml", f"is an XML file. {_DATA}")
    if _JSON.match(start):
        raise RefusedError("is_json", f"is a JSON file. {_DATA}")


def archive_kind(names: set[str]) -> Literal["xlsx", "zip"]:
    """What a zip container is, by the names of its members. Raises RefusedError for documents."""
    if "xl/workbook.xml" in names:
        return "xlsx"
    for member, says in _PACKED:
        if member in names:
            raise RefusedError("is_document", f"is {says}.")
    return "zip"


_PACKED = (
    ("xl/workbook.bin", "an Excel binary workbook (.xlsb). Save it as .xlsx or CSV"),
    ("word/document.xml", f"a Word document. {_TABLE.rstrip('.')}"),
    ("ppt/presentation.xml", f"a PowerPoint presentation. {_TABLE.rstrip('.')}"),
    ("Index/Document.iwa", "a Numbers or Pages document. Export it as .xlsx or CSV"),
    ("content.xml", "an OpenDocument file (.ods, .odt). Save it as .xlsx or CSV"),
)
