"""What a file is by its content, whatever its name says."""

import pytest

from core.intake.files.kinds import archive_kind, kind_of
from core.intake.problems import RefusedError

SAS7BDAT = bytes(12) + bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011") + b"rest"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(40)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"id,iga\nP1,3\n", "text"),
        ("id\tiga\n".encode("utf-16"), "text"),
        (b"MZ,IGA\n1,2\n", "text"),
        (b"BM,IGA\n1,2\n", "text"),
        (b"PAR1,IGA\n1,2\n", "text"),
        (b"RDA;IGA\n1;2\n", "text"),
        (b"<ID>,IGA\nP1,3\n", "text"),
        (b"[not completed],IGA\nP1,3\n", "text"),
        (b"PK\x03\x04rest", "archive"),
        (b"PK\x05\x06" + bytes(18), "archive"),
        (b"PAR1\x15\0\0PAR1", "parquet"),
        (b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!000", "xpt"),
    ],
)
def test_files_that_may_hold_tables(content, kind):
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "empty_file", "is empty"),
        (b"\xef\xbb\xbf \r\n\t\n", "empty_file", "is empty"),
        (b" " * 5_000, "empty_file", "is empty"),
        ("  \n".encode("utf-16"), "empty_file", "is empty"),
        (b"%PDF-1.7 ...", "is_pdf", "is a PDF document. Export the table as CSV or Excel"),
        (b"\x89PNG\r\n\x1a\n", "is_image", "picture .PNG."),
        (b"\xff\xd8\xff\xe0", "is_image", "picture .JPEG."),
        (b"GIF89a..", "is_image", "picture .GIF."),
        (b"BM\x36\0\0\0\0\0", "is_image", "picture .BMP."),
        (b"\x1f\x8b\x08\0", "is_packed", "packed with gzip. Unpack it"),
        (b"7z\xbc\xaf\x27\x1c..", "is_packed", "7z archive"),
        (b"Rar!\x1a\x07..", "is_packed", "RAR archive"),
        (b"BZh91AY", "is_packed", "bzip2"),
        (b"\xfd7zXZ\0..", "is_packed", "xz"),
        (b"$FL2@(#) SPSS", "is_spss", "SPSS"),
        (b"<stata_dta><header>", "is_stata", "Stata"),
        (b"\x72\x02\x01\x00abc", "is_stata", "Stata"),
        (b"RDX3\nX\n", "is_r", "R data file"),
        (SAS7BDAT, "is_sas", "sas7bdat"),
        (b"**COMPRESSED** **COMPRESSED**", "is_sas", "CPORT"),
        (b"HEADER RECORD*******LIBV8   HEADER", "is_xpt8", "version 8. Write it as version 5"),
        (b"SQLite format 3\0..", "is_database", "SQLite"),
        (b"MZ\x90\0\x03\0", "is_program", "is a program"),
        (b"\x7fELF\x02\x01", "is_program", "is a program"),
        (b"PAR1\x15\0\0 the end is missing", "truncated_parquet", "truncated"),
        (b"<!DOCTYPE html><html><table>", "is_html", "is a web page .HTML., whatever its name says"),
        (b"\xef\xbb\xbf<html xmlns:x='urn:excel'>", "is_html", "Open it in Excel"),
        ("<table><tr><td>1</td></tr></table>".encode("utf-16"), "is_html", "HTML"),
        (b'<?xml version="1.0"?><ODM>', "is_xml", "is an XML file"),
        (b"<ODM><Study></Study></ODM>", "is_xml", "is an XML file"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "is_xml", "Excel 2003 XML"),
        (b'[{"id": 1}]', "is_json", "is a JSON file"),
        (b' {\n "rows": []}', "is_json", "is a JSON file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "protected by a password"),
        (OLE + "Workbook".encode("utf-16-le"), "is_xls", "of the old kind"),
        (OLE + "WordDocument".encode("utf-16-le"), "is_document", "Word"),
        (OLE, "is_ole", "older Office program"),
    ],
)
def test_other_files_are_refused_by_name_with_what_to_do(content, code, says):
    with pytest.raises(RefusedError, match=says) as refused:
        kind_of(content)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("member", "says"),
    [
        ("word/document.xml", "is a Word document. Export the table"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("xl/workbook.bin", "binary workbook .*xlsb.*Save it as .xlsx"),
        ("Index/Document.iwa", "Numbers or Pages"),
        ("content.xml", "OpenDocument"),
    ],
)
def test_a_document_in_a_zip_container_is_named(member, says):
    with pytest.raises(RefusedError, match=says):
        archive_kind({member, "other"})


def test_a_workbook_and_an_archive_are_told_apart_by_their_members():
    assert archive_kind({"xl/workbook.xml", "[Content_Types].xml"}) == "xlsx"
    assert archive_kind({"visits.csv"}) == "zip"
