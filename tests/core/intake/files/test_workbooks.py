"""Excel workbooks, written with openpyxl and read without it."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from core.intake.files.cells import EPOCH_1900, NumberFormat, number_cell, number_format, number_text
from core.intake.files.reading import read_files
from core.intake.limits import Limits


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows, **formats):
    """A workbook of one sheet; ``formats`` gives the number format of cells, B2="0%"."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Visits"
    for row in rows:
        sheet.append(row)
    for cell, code in formats.items():
        sheet[cell].number_format = code
    return book


def excel(cells, strings, prefix=""):
    """A workbook as Excel itself writes it, with its texts in a part of their own and no styles."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/workbook.xml": f'<workbook xmlns:r="{kind}"><sheets><sheet name="Visits" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships><Relationship Id="rId1" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{kind}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
            f'<Relationship Id="rId3" Type="{kind}/externalLink" Target="file:///x" TargetMode="External"/>'
            "</Relationships>"
        ),
        "xl/sharedStrings.xml": f"{prefix}<sst>{strings}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def changed(content, **parts):
    """A workbook with some of its parts, named by the end of their path without ".xml", changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            change = next((parts[end] for end in parts if name.endswith((end, f"{end}.xml"))), lambda text: text)
            new.writestr(name, change(old.read(name).decode()))
    return out.getvalue()


def read(content, **limits):
    reading = read_files([("visits.xlsx", content)], limits=Limits(**limits))
    return reading.grids, {problem.code: problem for problem in reading.problems}


def rows_of(content):
    grids, _ = read(content)
    return grids[0].frame.to_numpy().tolist()


def test_a_sheet_is_a_table_with_the_rows_that_excel_shows():
    (grid,), said = read(saved(workbook(["id", "iga"], ["P1", 3], [], ["P2", 2])))
    assert (grid.kind, grid.part, grid.name) == ("xlsx", "Visits", "visits.xlsx, sheet Visits")
    assert list(grid.frame.index) == [2, 4]
    assert grid.frame.to_numpy().tolist() == [["P1", "3"], ["P2", "2"]]
    assert [(skipped.line, skipped.why) for skipped in grid.skipped] == [(3, "empty row")]
    assert list(said) == ["skipped_lines"]


def test_values_become_the_text_a_reader_sees():
    rows = [
        ["id", "whole", "part", "yes", "day", "moment", "clock", "text"],
        ["P1", 3, 13.7, True, date(2024, 3, 25), datetime(2024, 3, 25, 13, 30), time(8, 15), " x "],
        ["P2", 3.0, 0.1 + 0.2, False, date(2024, 3, 26), datetime(2024, 3, 26), time(0), "007"],
    ]
    assert rows_of(saved(workbook(*rows))) == [
        ["P1", "3", "13.7", "TRUE", "2024-03-25", "2024-03-25 13:30", "08:15:00", " x "],
        ["P2", "3", "0.3", "FALSE", "2024-03-26", "2024-03-26", "00:00:00", "007"],
    ]


def test_percentages_are_read_as_shown_and_the_column_is_marked():
    book = workbook(["id", "bsa"], ["P1", 0.15], ["P2", 0.005], B2="0%", B3="0.0%")
    (grid,), _ = read(saved(book))
    assert list(grid.frame["bsa"]) == ["15", "0.5"]
    assert grid.formats == {"bsa": "percent"}


def test_percentages_beside_plain_numbers_are_read_cell_by_cell_and_flagged():
    book = workbook(["id", "bsa"], ["P1", 0.15], ["P2", 15], ["P3", 0.2], B2="0%", B4="0%")
    (grid,), said = read(saved(book))
    assert list(grid.frame["bsa"]) == ["15", "15", "20"]
    assert (said["mixed_percent"].severity, said["mixed_percent"].count) == ("warning", 2)
    assert said["mixed_percent"].message.startswith("Column B of visits.xlsx, sheet Visits: 2 cells shown as")


def test_a_percent_sign_that_is_only_shown_changes_nothing():
    assert rows_of(saved(workbook(["id", "bsa"], ["P1", 15], B2='0" %BSA"'))) == [["P1", "15"]]


def test_identifiers_shown_with_leading_noughts_keep_them():
    assert rows_of(saved(workbook(["id", "iga"], [7, 3], A2="0000"))) == [["0007", "3"]]


def test_dates_make_a_date_column_where_most_cells_are_dates():
    rows = [["id", "day", "range"], ["P1", date(2024, 1, 2), 5], ["P2", "unknown", 7], ["P3", date(2024, 1, 4), 9]]
    book = workbook(*rows, ["P4", date(2024, 1, 5), date(2024, 10, 12)])
    assert read(saved(book))[0][0].formats == {"day": "date"}


def test_the_calendar_of_old_macs_starts_in_1904():
    book = workbook(["id", "day"], ["P1", date(2024, 3, 25)])
    book.epoch = CALENDAR_MAC_1904
    assert rows_of(saved(book)) == [["P1", "2024-03-25"]]


def test_errors_become_blank_and_are_counted():
    book = workbook(["id", "iga"], ["P1", "#N/A"], ["P2", 2], ["P3", "#REF!"])
    (grid,), said = read(saved(book))
    assert list(grid.frame["iga"]) == ["", "2", ""]
    found = said["excel_error"]
    assert (found.severity, found.count, found.rows) == ("error_cell", 2, (2, 4))
    assert found.message == (
        "Rows 2 and 4 of visits.xlsx, sheet Visits: 2 cells with an Excel error such as #N/A. Left blank."
    )


def test_formulas_give_the_value_excel_computed_and_those_never_computed_are_said():
    content = saved(workbook(["id", "sum", "text", "none"], ["P1", "=1+2", "=1&2", '=""']))
    cached = changed(
        content,
        sheet1=lambda text: (
            text.replace("<f>1+2</f><v />", "<f>1+2</f><v>3</v>").replace("<f>1+2</f><v></v>", "<f>1+2</f><v>3</v>")
        ).replace('<c r="D2">', '<c r="D2" t="str">'),
    )
    (grid,), said = read(cached)
    assert grid.frame.to_numpy().tolist() == [["P1", "3", "", ""]]
    found = said["formula_without_value"]
    assert (found.severity, found.count, found.row) == ("error_cell", 1, 2)


def test_a_patient_merged_over_the_visits_stands_in_every_row():
    book = workbook(["id", "week", "iga"], ["P1", 0, 3], [None, 4, 2], ["P2", 0, 4], [None, 4, 3])
    for cells in ("A2:A3", "A4:A5", "D2:D3", "A1:B1"):
        book.active.merge_cells(cells)
    book.active["A1"].value = "id"
    (grid,), said = read(saved(book))
    assert list(grid.frame["id"]) == ["P1", "P1", "P2", "P2"]
    assert (said["merged_cells"].severity, said["merged_cells"].rows) == ("info", (3, 5))


def test_cells_merged_beyond_the_table_fill_only_its_rows():
    book = workbook(["id", "iga"], ["P1", 3], [], [None, 2])
    book.active.merge_cells("A2:A60000")
    (grid,), _ = read(saved(book))
    assert grid.frame.to_numpy().tolist() == [["P1", "3"], ["P1", "2"]]


def test_every_sheet_that_is_shown_is_read_and_hidden_ones_are_said():
    book = workbook(["id", "iga"], ["P1", 3])
    for title, rows in [("AE", [["id", "term"], ["P1", "itch"]]), ("Notes", [["How to fill this in"]]), ("Empty", [])]:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.create_sheet("Lists").append(["a", "b"])
    book["Lists"].sheet_state = "hidden"
    book.create_chartsheet("Chart")
    grids, said = read(saved(book))
    assert [grid.part for grid in grids] == ["Visits", "AE"]
    assert said["hidden_sheet"].message.startswith("visits.xlsx, sheet Lists is hidden and not read.")
    assert said["sheet_without_table"].message == "visits.xlsx, sheet Notes has one column and is no table. Not read."


def test_a_workbook_of_one_column_is_read_for_want_of_another():
    (grid,), _ = read(saved(workbook(["id"], ["P1"], ["P2"])))
    assert grid.frame.to_numpy().tolist() == [["P1"], ["P2"]]


def test_a_workbook_without_a_filled_sheet_is_refused():
    grids, said = read(saved(workbook()))
    assert (grids, said["empty_file"].severity) == ((), "refused")


def test_texts_are_found_where_excel_puts_them_without_their_pronunciation():
    strings = "<si><t>id</t></si><si><t>day</t></si><si><r><t>P</t></r><r><t>1</t></r><rPh><t>no</t></rPh></si>"
    cells = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row><c t="s"><v>2</v></c><c t="d"><v>2024-01-02T00:00:00</v></c></row>'
        '<row><c t="inlineStr"><is><r><t>P</t></r><r><t>2</t></r><rPh><t>no</t></rPh></is></c>'
        '<c s="9"><v>3</v></c></row>'
    )
    assert rows_of(excel(cells, strings)) == [["P1", "2024-01-02"], ["P2", "3"]]


def test_line_ends_inside_a_cell_are_those_of_the_text():
    cells = '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row>'
    strings = "<si><t>note</t></si><si><t>one_x000D_\ntwo_x005F_x0041_ _x0041_</t></si>"
    assert rows_of(excel(cells, strings)) == [["one\r\ntwo_x0041_ _x0041_"]]


def test_prefixes_of_names_make_no_difference():
    def prefixed(text):
        plain = text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("<x:?xml", "<?xml")
        return plain.replace('xmlns="', 'xmlns:x="')

    content = saved(workbook(["id", "iga"], ["P1", 3]))
    assert rows_of(changed(content, sheet1=prefixed, styles=prefixed)) == [["P1", "3"]]


def test_formatting_out_to_the_last_column_is_no_column():
    book = workbook(["id", "iga"], ["P1", 3])
    book.active["XFD2"].number_format = "0%"
    assert rows_of(saved(book)) == [["P1", "3"]]


@pytest.mark.parametrize(
    ("row", "limits", "code"),
    [
        (["P1", "3", "4"], {"max_columns": 2}, "too_many_columns"),
        (["P1", "much too long"], {"max_cell": 5}, "cell_too_long"),
    ],
)
def test_limits_hold_in_a_sheet(row, limits, code):
    grids, said = read(saved(workbook(["id", "iga"], row)), **limits)
    assert (grids, [found.severity for found in said.values()]) == ((), ["refused"])
    assert code in said


def test_a_long_text_counts_where_a_cell_refers_to_it():
    cells = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
    strings = "<si><t>id</t></si><si><t>much too long</t></si>"
    assert "cell_too_long" in read(excel(cells, strings), max_cell=5)[1]
    assert "cell_too_long" not in read(excel(cells, strings), max_cell=50)[1]


def test_a_long_text_in_the_cell_itself_is_refused_while_it_is_read():
    content = changed(
        saved(workbook(["id", "iga"], ["P1", 3])), sheet1=lambda text: text.replace("<v>3</v>", f"<v>{'3' * 99}</v>")
    )
    assert "cell_too_long" in read(content, max_cell=50)[1]


def test_too_many_rows_are_refused_and_a_far_row_is_not_too_many():
    rows = [["id", "iga"], *(["P1", 3] for _ in range(20))]
    assert "too_many_rows" in read(saved(workbook(*rows)), max_rows=10)[1]
    book = workbook(["id", "iga"], ["P1", 3])
    book.active["A1000000"] = "P2"
    (grid,), _ = read(saved(book))
    assert list(grid.frame.index) == [2, 1_000_000]


DAMAGE = {
    "rows in no order": {"sheet1": lambda text: text.replace('<row r="2"', '<row r="1"')},
    "a text that does not exist": {
        "sheet1": lambda text: text.replace('<c r="B2" ', '<c r="B2" t="s" ').replace(' t="n"', "")
    },
    "a number that is none": {"sheet1": lambda text: text.replace("<v>3</v>", "<v>three</v>")},
    "an end that is missing": {"sheet1": lambda text: text[:-30]},
    "a part that is missing": {"workbook": lambda text: text.replace('r:id="rId1"', 'r:id="rId2"')},
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_workbook_is_refused(damage):
    grids, said = read(changed(saved(workbook(["id", "iga"], ["P1", 3])), **damage))
    assert grids == ()
    assert [found.severity for found in said.values()] == ["refused"]


@pytest.mark.parametrize("part", ["sheet1", "workbook", "workbook.xml.rels", "styles"])
def test_definitions_of_its_own_are_refused_wherever_they_stand(part):
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><'

    def with_entities(text):
        start = text.index("<", text.index("?>")) if text.startswith("<?xml") else 0
        return text[:start] + bomb + text[start + 1 :]

    _, said = read(changed(saved(workbook(["id", "iga"], ["P1", 3])), **{part: with_entities}))
    assert list(said) == ["entities"]


def test_definitions_among_the_shared_texts_are_refused():
    assert list(read(excel("", "", prefix="<!DOCTYPE sst []>"))[1]) == ["entities"]


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("General", NumberFormat()),
        ("0.00", NumberFormat()),
        ("#,##0.00_);[Red](#,##0.00)", NumberFormat()),
        ("0.00E+00", NumberFormat()),
        ('0" days"', NumberFormat()),
        ("0.0%;[Red]-0.0%", NumberFormat("percent")),
        ("000", NumberFormat(width=3)),
        ("[$-409]d\\-mmm\\-yy;@", NumberFormat("date")),
        ("mmm", NumberFormat("date")),
        ("yyyy\\ mm", NumberFormat("date")),
        ("dd/mm/yyyy hh:mm", NumberFormat("date")),
        ("mm:ss", NumberFormat("time")),
        ("[h]:mm", NumberFormat("time")),
    ],
)
def test_the_meaning_of_a_number_format(code, meaning):
    assert number_format(code) == meaning


@pytest.mark.parametrize(
    ("written", "kind", "text"),
    [
        # Excel shows serial 1 as 1 January 1900 and 60 as 29 February 1900, a day that never was.
        ("1", "date", "1900-01-01"),
        ("59", "date", "1900-02-28"),
        ("61", "date", "1900-03-01"),
        ("45376", "date", "2024-03-25"),
        ("45376.5", "date", "2024-03-25 12:00"),
        ("0.25", "time", "06:00:00"),
        ("1.25", "time", "1900-01-01 06:00"),
        ("1e12", "date", "1000000000000"),
        ("nan", "number", "nan"),
        ("1e400", "percent", "1e400"),
        ("0.07", "percent", "7"),
        ("1.1E-2", "number", "0.011"),
    ],
)
def test_the_text_of_a_number(written, kind, text):
    assert number_cell(written, NumberFormat(kind), EPOCH_1900)[0] == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (-0.0, "0"), (13.699999999999999, "13.7"), (1e-5, "0.00001"), (1e-12, "1e-12"), (1e20, "1e+20")],
)
def test_numbers_are_written_without_noise(value, text):
    assert number_text(value) == text


VALUES = st.one_of(
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6).map(lambda value: round(value, 3)),
    st.text(st.sampled_from("abc <&>é 12"), min_size=1, max_size=8).filter(lambda text: text.strip()),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
)


@settings(max_examples=40)
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_openpyxl_wrote_comes_back_cell_by_cell(rows):
    def shown(value):
        if isinstance(value, bool):
            return str(value).upper()
        return number_text(value) if isinstance(value, int | float) else str(value)

    content = saved(workbook(["one", "two", "three"], *rows))
    reading = read_files([("a.xlsx", content)], limits=Limits(), layouts={"a.xlsx": {"header_lines": [1]}})
    assert reading.grids[0].frame.to_numpy().tolist() == [[shown(value) for value in row] for row in rows]
