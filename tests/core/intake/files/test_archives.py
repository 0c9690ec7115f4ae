"""Zip archives of a site's files."""

import io
import tracemalloc
import zipfile

import pytest

from core.intake.files.packed import open_zip
from core.intake.files.reading import read_files
from core.intake.limits import Limits
from core.intake.problems import RefusedError

PATIENTS, VISITS = b"id,cohort\nP1,A\nP2,B\n", b"id,week,iga\nP1,0,3\nP2,0,2\n"


def packed(*members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def read(content, name="site.zip", **limits):
    reading = read_files([(name, content)], limits=Limits(**limits))
    return [grid.file for grid in reading.grids], [
        (problem.file, problem.code, problem.severity) for problem in reading.problems
    ]


def test_the_files_of_an_archive_are_tables_named_after_both():
    assert read(packed(("patients.csv", PATIENTS), ("data/", b""), ("data/visits.csv", VISITS))) == (
        ["site.zip: patients.csv", "site.zip: visits.csv"],
        [],
    )


def test_an_archive_is_known_by_its_content_whatever_its_name_is():
    assert read(packed(("patients.csv", PATIENTS)), "export.csv")[0] == ["export.csv: patients.csv"]


def test_what_file_managers_leave_behind_and_our_own_guide_are_not_tables():
    clutter = [("__MACOSX/._patients.csv", b"\0\5"), (".DS_Store", b"\0"), ("a/Thumbs.db", b"\0"), ("._x.csv", b"\0")]
    names, said = read(packed(*clutter, ("patients.csv", PATIENTS), ("columns.txt", b"What goes into each column")))
    assert names == ["site.zip: patients.csv"]
    assert said == [("site.zip", "guide_not_read", "info")]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("/abs/visits.csv", "visits.csv"),
        ("C:\\data\\visits.csv", "visits.csv"),
        ("vis\u202eits\x1b[31m.csv", "visits [31m.csv"),
        ("x" * 200 + ".csv", "x" * 67 + "..." + "xxxxxx.csv"),
        ("\u200b", "file"),
    ],
)
def test_a_path_means_nothing_and_misleads_nobody(path, shown):
    assert read(packed((path, PATIENTS)))[0] == [f"site.zip: {shown}"]


def test_members_of_one_name_are_told_apart():
    assert read(packed(("a/v.csv", PATIENTS), ("b/v.csv", VISITS)))[0] == ["site.zip: v.csv", "site.zip: v.csv (2)"]


def test_documents_beside_the_tables_are_named_and_do_not_refuse_the_archive():
    _, said = read(packed(("patients.csv", PATIENTS), ("forms.pdf", b"%PDF-1.4"), ("old.xls", b"\x1f\x8b\x08")))
    assert said == [
        ("site.zip: forms.pdf", "is_pdf", "warning"),
        ("site.zip: old.xls", "is_packed", "refused"),
    ]


def test_an_archive_inside_an_archive_is_refused_and_the_other_files_are_read():
    names, said = read(packed(("inner.zip", packed(("v.csv", VISITS))), ("patients.csv", PATIENTS)))
    assert names == ["site.zip: patients.csv"]
    assert said == [("site.zip: inner.zip", "nested_archive", "refused")]


@pytest.mark.parametrize(
    ("content", "limits", "code"),
    [
        (packed(), {}, "empty_file"),
        (packed(("folder/", b"")), {}, "empty_file"),
        (packed(("a.csv", PATIENTS), ("b.csv", VISITS)), {"max_members": 1}, "too_many_members"),
        (packed(("a.csv", b"1,2\n" * 500)), {"max_inflated": 1_999}, "inflates"),
        (packed(("a.csv", PATIENTS))[:-30], {}, "damaged"),
        (b"PK\x03\x04" + bytes(50), {}, "damaged"),
    ],
)
def test_an_archive_that_cannot_be_read_is_refused_whole(content, limits, code):
    assert read(content, **limits) == ([], [("site.zip", code, "refused")])


def test_a_member_above_the_size_of_a_file_is_refused_alone():
    names, said = read(packed(("a.csv", PATIENTS), ("b.csv", b"1,2\n" * 5_000)), max_bytes=10_000)
    assert (names, said) == (["site.zip: a.csv"], [("site.zip: b.csv", "too_large", "refused")])


def test_a_member_whose_bytes_are_damaged_is_refused_alone():
    content = packed(("a.csv", PATIENTS), ("b.csv", VISITS), method=zipfile.ZIP_STORED)
    names, said = read(content.replace(VISITS, VISITS[::-1]))
    assert (names, said) == (["site.zip: a.csv"], [("site.zip: b.csv", "damaged", "refused")])


def test_a_protected_archive_says_so():
    content = bytearray(packed(("a.csv", PATIENTS)))
    content[6] |= 1  # the flag of encryption, in the member and in the directory
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    assert read(bytes(content)) == ([], [("site.zip", "encrypted", "refused")])


def test_an_inflating_archive_is_refused_by_the_ratio_without_being_inflated():
    bomb = packed(("visits.csv", b"0" * 30_000_000))
    assert len(bomb) < 50_000
    tracemalloc.start()
    try:
        with pytest.raises(RefusedError, match="would inflate from 0.0 MB to 30 MB"):
            open_zip(bomb, Limits())
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_member_that_states_a_smaller_size_than_it_has_inflates_no_further():
    content = bytearray(packed(("visits.csv", b"0" * 9_000_000)))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (1_000).to_bytes(4, "little")
    tracemalloc.start()
    try:
        assert read(bytes(content)) == ([], [("site.zip: visits.csv", "damaged", "refused")])
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
