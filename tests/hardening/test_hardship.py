"""A server killed in the middle of an upload, a full disk, a home that is not there, a clock in another zone."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from core.extract import extract_bytes, read_extract
from tests.browser import driving
from tests.hardening.hostile_text import hostile_extract
from tests.hardening.visitor import address_for, download, identity, open_data, said
from tests.live_session import live_session
from tests.own_loop import finished

ROOT = driving.ROOT
# Streamlit where no file can be written, not even one of its own.
FULL_DISK = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.argv = ["streamlit", *sys.argv[1:]]
runpy.run_module("streamlit", run_name="__main__")
"""


@contextmanager
def server(port: int, *start: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """The app on a port, started as ``start`` says, in an environment with these changes."""
    command = [sys.executable, *(start or ("-m", "streamlit")), "run", str(ROOT / "app.py"), "--server.port", str(port)]
    running = subprocess.Popen(
        [*command, "--server.headless", "true"],
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(running, port)
        yield running
    finally:
        running.kill()
        running.wait(timeout=10)


def _wait(running: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        assert running.poll() is None, "the app ended at once"
        try:
            urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the app did not answer")


@pytest.fixture
def port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def files_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_server_killed_in_the_middle_of_an_upload_leaves_nothing_on_the_disk_and_starts_again(port, tmp_path):
    url, own = f"http://127.0.0.1:{port}", {"TMPDIR": str(tmp_path), "HOME": str(tmp_path)}

    async def half_an_upload(running):
        async with live_session(url) as session:
            run = await session.run(page="Your data")
            address = await address_for(session, identity(run), "extract.parquet")
            with socket.create_connection(("127.0.0.1", port)) as line:
                head = f"PUT {address.upload_url} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 20000000\r\n"
                line.sendall((head + "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n").encode())
                line.sendall(b'Content-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + b"canary" * 300_000)
                await asyncio.sleep(0.5)
                found = files_below(tmp_path)
                os.kill(running.pid, signal.SIGKILL)
                running.wait(timeout=10)
        return found

    with server(port, **own) as running:
        during = finished(half_an_upload(running))
    assert [name for name in (*during, *files_below(tmp_path)) if b"canary" in (tmp_path / name).read_bytes()] == []

    async def afterwards():
        async with live_session(url) as session:
            assert "canary" not in said(await session.run(page="Your data"))

    with server(port, **own):
        finished(afterwards())


def test_where_nothing_can_be_written_data_are_opened_and_exported_all_the_same(port):
    url, content = f"http://127.0.0.1:{port}", extract_bytes(hostile_extract())

    async def all_in_memory():
        async with live_session(url) as session:
            await open_data(session, url, content)
            for page in ("Overview", "Safety", "Trajectories"):
                assert not (await session.run(page=page)).failures
            run = await session.run(page="Your data")
            _, saved = await download(session, url, run, "Download this extract")
            assert read_extract(saved).digest == read_extract(content).digest
            _, packed = await download(session, url, run, "Download the open data")
            assert packed.startswith(b"PK")

    with server(port, "-c", FULL_DISK, HOME="/nonexistent", TMPDIR="/nonexistent"):
        finished(all_in_memory())


DATES = (
    "Patient,Cohort,Systemic agent,Systemic start,Visit date,IGA\r\n"
    "P1,A,dupilumab,2024-03-30,2024-03-30,4\r\nP1,A,dupilumab,2024-03-30,2024-04-27,2\r\n"
    "P2,A,dupilumab,2024-10-26,2024-10-26,3\r\nP2,A,dupilumab,2024-10-26,2024-10-28,3\r\n"
)
IMPORTED = """
import json, sys
from core.intake.answers import from_document
from core.intake.engine import import_files
done = import_files([("visits.csv", sys.stdin.buffer.read())], answers=from_document({"accept": "proposals"}))
print(json.dumps([done.outcome, done.summary, done.extract and done.extract.assessments["day"].tolist()]))
"""
ZONES = ("UTC", "Pacific/Kiritimati", "America/Anchorage")


def test_dates_become_the_same_days_wherever_the_clock_stands():
    """Over both nights in which summer time begins and ends."""
    found = {zone: _in_zone(zone, "-c", IMPORTED, given=DATES.encode()) for zone in ZONES}
    outcome, _, days = json.loads(found["UTC"])
    assert outcome.startswith("import")
    assert days == [0, 28, 0, 2]
    assert len(set(found.values())) == 1


def test_the_same_numbers_wherever_the_clock_stands():
    assert len({_in_zone(zone, "-m", "core", "summary", "--json") for zone in ZONES}) == 1


def _in_zone(zone: str, *arguments: str, given: bytes = b"") -> str:
    environment = os.environ | {"TZ": zone}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, input=given, capture_output=True, check=True
    ).stdout.decode()


@pytest.mark.browser
def test_after_a_kill_the_browser_shows_the_sample_says_so_and_holds_nothing_of_what_was_open(browser, port, settled):
    context = browser.new_context()
    page = context.new_page()
    with server(port) as running:
        page.goto(f"http://127.0.0.1:{port}/your_data")
        settled(page)
        payload = {"name": "own.parquet", "mimeType": "x", "buffer": extract_bytes(hostile_extract("Own data"))}
        page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files([payload])
        page.locator(".st-key-import-files button").first.wait_for()
        settled(page)
        page.get_by_role("button", name="Use this data").click()
        page.get_by_text("Now showing Own data").wait_for()
        settled(page)  # the sidebar, which remembers whose data they were, comes last
        running.send_signal(signal.SIGKILL)
        running.wait(timeout=10)
    with server(port):
        page.wait_for_timeout(8_000)  # until the browser has tried again
        page.get_by_test_id("stTopNavLink").filter(has_text="Methods").click()
        page.get_by_text("Synthetic sample").first.wait_for(state="attached", timeout=60_000)
        settled(page)
        assert page.get_by_text("Own data").count() == 0
        page.get_by_text("your files were released from memory").wait_for()
        assert page.locator('[data-testid="stException"]').count() == 0
    context.close()
