"""What the program writes down: enough to know what happened, and never a value of a patient."""

import logging
import subprocess
import sys

import pytest
from pandas import DataFrame

from core import journal
from core.extract import extract_bytes, extract_from_frames
from core.provenance import Provenance
from core.selection import Selection
from tests.browser import driving
from tests.hardening.visitor import bring, download, open_data, press
from tests.live_session import live_session
from tests.own_loop import finished

ROOT = driving.ROOT
CANARY = "canary"
PAGES = ("Overview", "Safety", "Trajectories", "Subgroups", "Patients", "Presentation", "Methods", "Your data")


def canary_extract() -> bytes:
    """An extract whose every text is a canary."""
    people = DataFrame(
        {
            "patient_id": [f"{CANARY}-person-{number}" for number in range(24)],
            "site": [f"{CANARY}-site-{number % 3}" for number in range(24)],
            "cohort": ["A", "B"] * 12,
            "systemic_agent": [f"{CANARY}-agent-{number % 2}" for number in range(24)],
            "race": f"{CANARY}-race",
            "follow_up_weeks": 52.0,
            "ae_status": "any",
        }
    )
    visits = DataFrame(
        [(own, week, 3.0, 20.0, 7.0) for own in people["patient_id"] for week in (0.0, 52.0)],
        columns=["patient_id", "week", "iga", "bsa_pct", "itch_nrs"],
    )
    events = DataFrame({"patient_id": people["patient_id"], "term": f"{CANARY}-term", "verbatim": f"{CANARY}-words"})
    frames = {"patients": people, "assessments": visits, "adverse_events": events}
    return extract_bytes(
        extract_from_frames(frames, Provenance(f"{CANARY}-title", f"{CANARY}-source", synthetic=False))
    )


MESSY = (
    "Name,Patient,Cohort,Systemic agent,Week,IGA\r\n"
    f"{CANARY}-name,{CANARY}-1,{CANARY}-cohort,{CANARY}-agent,0,{CANARY}\r\n"
    f"{CANARY}-name,{CANARY}-2,{CANARY}-other,{CANARY}-agent,{CANARY}-week,9\r\n"
).encode()


@pytest.mark.parametrize("level", ["info", "debug"])
def test_a_session_of_imports_pages_exports_and_failures_leaves_lines_and_no_value(tmp_path, monkeypatch, level):
    log = tmp_path / "server.log"
    monkeypatch.setenv("STREAMLIT_LOGGER_LEVEL", level)

    async def session_of_everything(url):
        async with live_session(url, query=f"site={CANARY}-site-1&{CANARY}=x") as session:
            run = await session.run(page="Your data")
            run = await bring(session, url, run, f"{CANARY}.csv", MESSY)
            run = await bring(session, url, run, f"{CANARY}.parquet", canary_extract()[:-9])
            await press(session, run, "Take all off")
            await open_data(session, url, canary_extract(), f"{CANARY}.parquet")
            for page in PAGES:
                await session.run(page=page, query=f"site={CANARY}-site-1&by=agent")
            run = await session.run(page="Your data")
            await download(session, url, run, "Download this extract")
            await download(session, url, run, "Download the open data")

    with driving.running(ROOT / "app.py", log) as url:
        finished(session_of_everything(url))
    written = log.read_text()
    assert CANARY not in written
    for line in (
        "start release=",
        "open extract=",
        "import outcome=",
        "export kind=extract.parquet",
        "kind=data.zip",
    ):
        assert line in written, line
    assert ("page name=" in written) or level == "info"


def test_a_selection_is_written_as_counts_and_a_tag_that_tells_equal_ones():
    north, south = Selection(site=("North",)), Selection(site=("South",))
    assert journal.choices(north).startswith("by=cohort site=1 view=")
    assert journal.choices(north) == journal.choices(Selection(site=("North",)))
    assert journal.choices(north) != journal.choices(south)
    assert "North" not in journal.choices(north)


def test_the_tag_of_a_selection_means_nothing_to_another_process():
    program = "from core import journal; from core.selection import Selection; print(journal.choices(Selection()))"
    said = {
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(said) == 2


def test_a_slow_page_is_said_aloud_and_a_quick_one_to_developers_only(caplog):
    caplog.set_level(logging.DEBUG, logger=journal.NAME)
    journal.shown("safety", "d" * 64, 0.01)
    journal.shown("safety", "d" * 64, 2.5)
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("DEBUG", "page name=safety extract=dddddddddddd milliseconds=10"),
        ("WARNING", "page name=safety extract=dddddddddddd milliseconds=2500"),
    ]


def test_an_export_is_written_when_it_was_made(caplog):
    caplog.set_level(logging.INFO, logger=journal.NAME)
    make = journal.exported(lambda: b"12345", "incidence.csv", digest="e" * 64, selection=Selection(agent=("x",)))
    assert caplog.records == []
    assert make() == b"12345"
    (record,) = caplog.records
    assert record.getMessage().startswith("export kind=incidence.csv extract=eeeeeeeeeeee by=cohort agent=1 view=")
    assert record.getMessage().endswith(" size=5")


COMMANDS = {
    "summary": ["summary", "FILE", "--filter", f"by=site&agent={CANARY}-agent-0"],
    "export": ["export", "FILE", "--to", "OUT.html"],
    "import": ["import", "FILE", "--to", "OUT.parquet"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_as_much_as_asked_and_no_value(tmp_path, command):
    file = tmp_path / f"{CANARY}.parquet"
    file.write_bytes(canary_extract())
    given = [one.replace("FILE", str(file)).replace("OUT", str(tmp_path / "out")) for one in COMMANDS[command]]

    def told(*more: str) -> list[str]:
        call = [sys.executable, "-m", "core", *given, *more]
        ran = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
        return [line for line in ran.stderr.splitlines() if "ruxscope" in line]

    assert told() == []
    lines = told("--log-level", "debug")
    assert lines
    assert CANARY not in "".join(lines)
