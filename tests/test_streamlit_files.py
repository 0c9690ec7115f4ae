"""Streamlit's own files from memory: the same bytes, smaller on the way, and nothing else."""

import gzip
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse

from pages.components.streamlit_files import FILES, StreamlitFiles, first_files
from tests.asgi import answer

HOME = Path(st.__file__).parent / "static"
SCRIPT = next(name for name in FILES if "/index." in name and name.endswith(".js"))
FONT = next(name for name in FILES if name.endswith(".woff2"))


async def _streamlit(scope, receive, send):
    await PlainTextResponse("Streamlit's", status_code=404)(scope, receive, send)


def files(base=""):
    return StreamlitFiles(_streamlit, base=base)


@pytest.mark.parametrize("name", [SCRIPT, FONT])
def test_a_file_is_what_lies_on_the_disk_and_may_be_kept_for_good(name):
    status, headers, body = answer(files(), f"/{name}")
    assert status == 200
    assert body == (HOME / name).read_bytes()
    assert "immutable" in headers["cache-control"]
    assert headers["content-type"].startswith("text/javascript" if name == SCRIPT else "font/woff2")


def test_a_script_is_compressed_and_a_font_is_not():
    _, headers, body = answer(files(), f"/{SCRIPT}", accept_encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == (HOME / SCRIPT).read_bytes()
    assert len(body) < (HOME / SCRIPT).stat().st_size / 2
    _, headers, body = answer(files(), f"/{FONT}", accept_encoding="gzip")
    assert "content-encoding" not in headers
    assert body == (HOME / FONT).read_bytes()


@pytest.mark.parametrize("path", ["/", "/static/js/none.js", "/static/../index.html", f"/x/{SCRIPT}", f"/{SCRIPT}/"])
def test_everything_else_is_streamlits_to_answer(path):
    assert answer(files(), path)[2] == b"Streamlit's"


def test_a_question_that_is_no_reading_is_streamlits_to_answer():
    assert answer(files(), f"/{SCRIPT}", method="POST")[2] == b"Streamlit's"


def test_files_follow_the_apps_base_path_and_a_mount():
    assert answer(files("outcomes"), f"/outcomes/{SCRIPT}")[0] == 200
    assert answer(files("outcomes"), f"/{SCRIPT}")[2] == b"Streamlit's"
    below = Starlette()
    below.mount("/below", files())
    assert answer(below, f"/below/{SCRIPT}")[0] == 200


def test_what_the_page_asks_for_first_is_prepared():
    assert len(first_files()) > 40
    assert FILES[SCRIPT] in first_files()
