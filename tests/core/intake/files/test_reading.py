"""Files as a site has them -> tables, an extract, and what was said."""

import csv
import io
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pandas import DataFrame

from core.extract import extract_bytes, extract_from_frames
from core.intake.files.reading import read_files
from core.intake.limits import Limits
from core.provenance import Provenance


def read(*files, layouts=None, **limits):
    named = [(f"file{number}.csv", file) if isinstance(file, bytes) else file for number, file in enumerate(files)]
    return read_files(named, limits=Limits(**limits), layouts=layouts)


def said(reading):
    return {problem.code: problem for problem in reading.problems}


def an_extract():
    row = {"patient_id": ["P1"], "cohort": ["A"], "systemic_agent": ["dupilumab"], "ae_status": ["none"]}
    return extract_from_frames({"patients": DataFrame(row)}, Provenance("One patient", "Written by hand", False))


def parquet(frame_of):
    out = io.BytesIO()
    frame_of.to_parquet(out)
    return out.getvalue()


def test_files_are_read_in_their_order_and_a_refused_one_does_not_stop_the_others():
    reading = read(("a.csv", b"id,iga\nP1,3\n"), ("scan.csv", b"%PDF-1.4"), ("b.csv", b"id,bsa\nP1,5\n"))
    assert [grid.file for grid in reading.grids] == ["a.csv", "b.csv"]
    (problem,) = reading.problems
    assert (problem.code, problem.severity, problem.file, problem.row) == ("is_pdf", "refused", "scan.csv", None)
    assert problem.message == "scan.csv is a PDF document. Export the table as CSV or Excel (.xlsx)."


def test_no_files_are_an_empty_reading():
    reading = read()
    assert (reading.grids, reading.extract, reading.problems) == ((), None, ())


def test_a_file_dropped_twice_counts_once():
    reading = read(("a.csv", b"id,iga\nP1,3\n"), ("copy.csv", b"id,iga\nP1,3\n"))
    assert len(reading.grids) == 1
    assert said(reading)["same_file_twice"].message == "copy.csv holds the same as a.csv and is read once."


def test_files_of_one_name_are_told_apart():
    reading = read(("site1/v.csv", b"id,iga\nP1,3\n"), ("site2/v.csv", b"id,iga\nP2,3\n"))
    assert [grid.file for grid in reading.grids] == ["v.csv", "v.csv (2)"]


def test_our_own_extract_is_opened():
    extract = an_extract()
    reading = read(("data.bin", extract_bytes(extract)))
    assert reading.extract is not None
    assert reading.extract.digest == extract.digest
    assert (reading.grids, reading.problems) == ((), ())


def test_an_extract_is_opened_only_alone():
    reading = read(("x.parquet", extract_bytes(an_extract())), ("a.csv", b"id,iga\nP1,3\n"))
    assert reading.extract is None
    assert said(reading)["extract_not_alone"].severity == "refused"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x.parquet", extract_bytes(an_extract()))
    assert "extract_not_alone" in said(read(("site.zip", out.getvalue())))


def test_a_parquet_file_of_others_is_refused_in_a_sentence():
    reading = read(("x.parquet", parquet(an_extract().patients)))
    assert said(reading)["not_an_extract"].message.startswith(
        "x.parquet cannot be opened. The file is a Parquet file, but not a RuxScope extract"
    )


def test_a_truncated_parquet_file_is_named():
    assert "truncated_parquet" in said(read(extract_bytes(an_extract())[:-9]))


def test_what_the_user_says_of_a_file_is_obeyed():
    content = "id;naam\n1;Müller,1\n".encode("mac_roman")
    layout = {"file0.csv": {"encoding": "mac_roman", "delimiter": ";", "decimal": ","}}
    reading = read(content, layouts=layout)
    assert reading.grids[0].frame.to_numpy().tolist() == [["1", "Müller,1"]]
    assert reading.grids[0].layout.encoding == "mac_roman"
    assert reading.problems == ()


def test_what_is_said_of_a_sheet_goes_before_what_is_said_of_its_file():
    book = Workbook()
    book.active.append(["P1", "A"])
    book.active.append(["P2", "B"])
    out = io.BytesIO()
    book.save(out)
    layouts = {"a.xlsx": {"header_lines": [1]}, "a.xlsx, sheet Sheet": {"header_lines": []}}
    assert len(read(("a.xlsx", out.getvalue()), layouts=layouts).grids[0].frame) == 2


def test_a_guessed_encoding_is_said_and_a_doubtful_one_is_a_warning():
    assert said(read("id;Größe\n1;3\n".encode("cp1252")))["encoding_guessed"].severity == "info"
    assert said(read("id;n\n1;Müller\n".encode("mac_roman")))["encoding_doubtful"].severity == "warning"


def test_a_header_without_rows_is_an_empty_table_with_a_warning():
    reading = read(b"id,term\n")
    assert reading.grids[0].frame.shape == (0, 2)
    assert said(reading)["no_rows"].severity == "warning"


def test_a_row_with_too_many_cells_is_left_out_and_named():
    reading = read(b"id,cohort,iga,bsa\nP1,A,3,13,7\nP2,B,2,5\nP3,A,1,2,,\n")
    (grid,) = reading.grids
    assert grid.frame.to_numpy().tolist() == [["P2", "B", "2", "5"], ["P3", "A", "1", "2"]]
    assert [(skipped.line, skipped.why) for skipped in grid.skipped] == [(2, "extra cells")]
    (problem,) = reading.problems
    assert (problem.code, problem.severity, problem.rows, problem.count) == ("extra_cells", "error_row", (2,), 1)
    assert problem.message == (
        "Row 2: has more cells (5) than the 4 titles of the header. Perhaps a number with a comma (13,7) or a text "
        "holds the delimiter without quotes. Left out; correct it in your file."
    )


def test_several_rows_with_too_many_cells_are_one_finding():
    reading = read(b"id,note\nP1,a,b\nP2,c\nP3,d,e,f\n")
    assert said(reading)["extra_cells"].message.startswith(
        "Rows 2 and 4: have more cells (3 in row 2) than the 2 titles of the header. Perhaps a text holds"
    )
    assert said(reading)["extra_cells"].count == 2


def test_rows_with_too_few_cells_are_filled_up_and_named():
    reading = read(b"id,cohort,iga\nP1,A\nP2,B,2\nP3,A\n")
    assert reading.grids[0].frame["iga"].tolist() == ["", "2", ""]
    assert (said(reading)["missing_cells"].severity, said(reading)["missing_cells"].rows) == ("warning", (2, 4))


def test_rows_that_start_with_their_number_move_the_titles_by_one():
    # R writes so: write.table(x, sep = "\t")
    reading = read(b'"id"\t"cohort"\t"iga"\n"1"\t"P1"\t"A"\t3\n"2"\t"P2"\t"B"\t4\n')
    assert reading.grids[0].frame.columns.tolist() == ["column 1", "id", "cohort", "iga"]
    assert reading.grids[0].frame["id"].tolist() == ["P1", "P2"]
    assert said(reading)["unnamed_column"].severity == "info"


def test_columns_of_one_title_get_labels_of_their_own():
    reading = read(b"id,IGA,IGA,IGA (2),iga,,\nP1,1,2,3,4,,\n")
    grid = reading.grids[0]
    assert list(grid.frame.columns) == ["id", "IGA", "IGA (2)", "IGA (2) (2)", "iga"]
    assert grid.titles["IGA (2)"] == "IGA"
    problem = said(reading)["duplicate_column_name"]
    assert (problem.severity, problem.column, problem.count, problem.row) == ("warning", "IGA", 2, 1)
    assert problem.message == "2 columns of file0.csv are titled “IGA”. Read as IGA, IGA (2)."
    assert said(reading)["empty_column"].count == 2


def test_a_third_column_of_one_title_is_numbered_on():
    assert list(read(b"id,x,x,x\n1,2,3,4\n").grids[0].frame.columns) == ["id", "x", "x (2)", "x (3)"]


def test_titles_are_composed_letters_on_one_line():
    grid = read('"Gro\u0308ße  (cm)",b\n1,2\n'.replace("  ", " \n").encode()).grids[0]
    assert list(grid.frame.columns) == ["Größe (cm)", "b"]


def test_signs_that_cannot_be_seen_are_taken_out_and_counted():
    reading = read("i\u200bd,coh\u202eort\nP1\ufeff,A\nP2,B\nP\u00ad3,A\u200b\n".encode())
    assert reading.grids[0].frame.to_numpy().tolist() == [["P1", "A"], ["P2", "B"], ["P3", "A"]]
    titles, cells = [problem for problem in reading.problems if problem.code == "invisible_characters"]
    assert (titles.count, titles.row, titles.severity) == (2, 1, "warning")
    assert (cells.count, cells.rows) == (3, (2, 4))


@pytest.mark.parametrize(
    "cell", ["=cmd|' /C calc'!A0", "@SUM(A1)", "+HYPERLINK(1)", "-x+1", " =1+1", "<script>x</script>", "<b>3", "</td>"]
)
def test_formulas_and_mark_up_are_kept_as_text_and_flagged_once(cell):
    reading = read(f'id,note\nP1,"{cell}"\nP2,fine\nP3,"{cell}"\n'.encode())
    assert reading.grids[0].frame["note"].tolist() == [cell, "fine", cell]
    problem = said(reading)["formula_text"]
    assert (problem.severity, problem.count, problem.rows, problem.column) == ("warning", 2, (2, 4), "note")
    assert cell not in problem.message


@pytest.mark.parametrize("cell", ["-", "++", "-9", "+1 (555) 010-0101", "- 0.5", "<1", "<5%", "=", "a<b", "x@y"])
def test_ordinary_cells_are_not_called_formulas(cell):
    assert "formula_text" not in said(read(f"id,note\nP1,{cell}\n".encode()))


@pytest.mark.parametrize("cell", ["MÃ¼ller", "donâ€™t", "5Â°", "M\ufffdller"])
def test_garbled_letters_are_flagged_and_not_repaired(cell):
    reading = read(f"id,note\nP1,{cell}\n".encode())
    assert reading.grids[0].frame["note"].tolist() == [cell]
    assert said(reading)["mojibake"].message.startswith("Row 2: 1 cell holds garbled letters")


def test_words_for_missing_values_stay_text():
    assert read(b"id,agent,site\nP1,None,NA\nP2,null,nan\n").grids[0].frame.to_numpy().tolist() == [
        ["P1", "None", "NA"],
        ["P2", "null", "nan"],
    ]


@pytest.mark.parametrize(
    ("content", "limits", "code"),
    [
        (b"a,b\n1,2\n", {"max_bytes": 5}, "too_large"),
        (b"a," * 600, {"max_line": 1_000}, "line_too_long"),
        (b"a,b\n" + b"1,2\n" * 30, {"max_rows": 20}, "too_many_rows"),
    ],
)
def test_limits_refuse_a_file(content, limits, code):
    reading = read(content, **limits)
    assert (reading.grids, said(reading)[code].severity) == ((), "refused")


def test_a_giant_line_costs_no_memory():
    content = b"0," * 10_000_000
    tracemalloc.start()
    try:
        assert "line_too_long" in said(read(content))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_text_of_blank_lines_between_two_rows_is_refused():
    assert "too_many_rows" in said(read(b"a,b\n" + b"\n" * 5_000 + b"1,2\n", max_rows=100))


def test_rows_are_blank_when_delimiters_are_all_they_hold():
    assert said(read(b",,\n, ,\n"))["not_a_table"].severity == "refused"
    assert said(read(b",,\n, ,\n", layouts={"file0.csv": {"delimiter": ","}}))["empty_file"].severity == "refused"


CELL = st.one_of(
    st.integers(0, 500).map(str),
    st.text(st.sampled_from("abcdeé x"), min_size=1, max_size=8).map(lambda text: f"w{text}w"),
    st.just(""),
)


@settings(max_examples=150)
@given(
    st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from([".", ","]),
)
def test_the_same_table_comes_back_from_every_dialect(rows, delimiter, encoding, end, quoted, decimal):
    numbered = [[f"P{n}", *row, f"{n}{decimal}5"] for n, row in enumerate(rows, start=1)]
    out = io.StringIO()
    style = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, quoting=style, lineterminator=end).writerows(
        [["patient", "one", "two", "bsa"], *numbered]
    )
    (grid,) = read(out.getvalue().encode(encoding)).grids
    assert list(grid.frame.columns) == ["patient", "one", "two", "bsa"]
    assert grid.frame.to_numpy().tolist() == numbered
    assert grid.layout.decimal == decimal


def a_workbook():
    book = Workbook()
    for row in (["id", "iga"], ["P1", 3], ["P2", "=1+1"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SEEDS = [
    b'Study\nid,cohort,iga\n,,(0-4)\nP1,A,3\nP2,B,"2"\nTotal,,5\n',
    "id;bsa\r\nP1;13,7\r\nP2;5\r\n".encode("utf-16"),
    a_workbook(),
    extract_bytes(an_extract()),
]


def test_a_member_of_a_zip_without_a_name_is_read_and_a_folder_is_not():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), b"id,cohort\nP1,A\n")
        archive.writestr("folder/", b"")
    reading = read(out.getvalue())
    assert [grid.name for grid in reading.grids] == ["file0.csv: file"]
    assert not reading.problems


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 40)), min_size=1, max_size=4),
)
def test_no_content_of_a_file_raises(seed, changes):
    content = seed
    for where, inserted, removed in changes:
        place = int(where * len(content))
        content = content[:place] + inserted + content[place + removed :]
    reading = read(content)
    assert all(problem.message and problem.file == "file0.csv" for problem in reading.problems)
    assert reading.grids or reading.extract or any(problem.severity == "refused" for problem in reading.problems)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(',;\t|"\n\r =-+PID123ab:*%()\u200b\xe9'), max_size=120))
def test_no_text_raises_and_no_row_is_lost_in_silence(text):
    reading = read(text.encode(), layouts={"file0.csv": {"delimiter": ","}})
    for grid in reading.grids:
        lines = [*grid.frame.index, *(skipped.line for skipped in grid.skipped), *grid.layout.header_lines]
        assert sorted(lines) == list(range(1, max(lines) + 1))
