"""Which encoding a text file has."""

import pytest

from core.intake.files.encodings import decode
from core.intake.limits import Limits
from core.intake.problems import RefusedError

TEXT = "id;Größe;note\nP1;3;naïve – “quoted”\n"


@pytest.mark.parametrize(
    ("written_as", "read_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_text_is_the_one_that_was_written(written_as, read_as):
    found = decode(TEXT.encode(written_as), Limits())
    assert (found.text, found.encoding) == (TEXT, read_as)


def test_only_a_file_that_nothing_proves_is_called_a_guess():
    assert decode(TEXT.encode("cp1252"), Limits()).guessed
    assert not decode(TEXT.encode(), Limits()).guessed


def test_letters_that_a_mac_would_have_written_are_doubted():
    # "ü" of MacRoman is "Ÿ" of Windows-1252.
    found = decode("id;name\n1;Müller\n".encode("mac_roman"), Limits())
    assert found.guessed
    assert found.doubtful
    assert decode("id;name\n1;Müller\n".encode("mac_roman"), Limits(), "mac_roman").text == "id;name\n1;Müller\n"


@pytest.mark.parametrize(
    ("content", "encoding", "code"),
    [
        (b"id,iga\nP1,\x003\n", "", "binary"),
        (b"id,iga\nP1,\x003\n", "utf-8", "binary"),
        (b"id\n" + bytes(range(1, 9)) * 50, "", "binary"),
        (b"id,name\n1,M\x81ller\n", "", "encoding_unknown"),  # DOS, whose ü is no letter of Windows-1252
        (b"id,name\n1,M\xfcller\n", "utf-8", "encoding_unknown"),
        (b"\xff\xfei\0d\0\n", "", "encoding_unknown"),
        (b"id,iga\n", "klingon", "bad_layout"),
        (b"id,iga\n", "unicode_escape", "bad_layout"),
        (b"id,iga\n", "rot13", "bad_layout"),
        (b"id,iga\n", "utf\0", "bad_layout"),
    ],
)
def test_what_is_no_text_is_refused(content, encoding, code):
    with pytest.raises(RefusedError) as refused:
        decode(content, Limits(), encoding)
    assert refused.value.code == code


def test_a_line_without_end_is_refused_before_it_is_decoded():
    limits = Limits(max_line=100)
    with pytest.raises(RefusedError, match="has no line end in its first 0.0001 MB"):
        decode(b"x" * 101, limits)
    assert decode(b"x" * 100, limits).text == "x" * 100
    assert decode(b"x" * 99 + b"\r" + b"y" * 500, limits).text.endswith("y")
