"""Several visitors at once, each with data of their own: nobody sees another's data, scenes, caches or downloads."""

import ast
import asyncio

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from core.extract import extract_bytes, extract_from_frames, read_extract
from core.provenance import Provenance
from pages.components.open_data import SAMPLE
from tests.browser import driving
from tests.hardening.visitor import (
    address_for,
    download,
    element,
    fetched,
    identity,
    open_data,
    put,
    said,
)
from tests.live_session import live_session
from tests.own_loop import finished

ROOT = driving.ROOT
PAGES = ("Overview", "Safety", "Trajectories", "Subgroups", "Patients", "Presentation", "Your data")


@pytest.fixture(scope="module")
def url():
    with driving.running(ROOT / "app.py") as address:
        yield address


def own_extract(visitor: str) -> bytes:
    """The rows of the sample, with every name and text of its own: alike in all numbers, so caches would mix them."""
    sample = read_extract(SAMPLE)
    patients = sample.patients.assign(
        patient_id=f"{visitor}-" + sample.patients["patient_id"],
        site=f"{visitor}-" + sample.patients["site"],
        systemic_agent=f"{visitor}-agent",
        race=f"{visitor}-race",
    )
    visits = sample.assessments.assign(patient_id=f"{visitor}-" + sample.assessments["patient_id"])
    events = sample.adverse_events.assign(
        patient_id=f"{visitor}-" + sample.adverse_events["patient_id"], term=f"{visitor}-term"
    )
    frames = {"patients": patients, "assessments": visits, "adverse_events": events}
    return extract_bytes(
        extract_from_frames(frames, Provenance(f"{visitor} title", f"{visitor} source", synthetic=False))
    )


async def visit(url: str, visitor: str, everybody: list[str], ready: asyncio.Barrier, turn: asyncio.Lock) -> None:
    """Open one's own data at the same time as all others, and look at every page; only one's own name may turn up."""
    others = [f"{other}-" for other in everybody if other != visitor] + [f"{other} title" for other in everybody]
    others.remove(f"{visitor} title")
    async with live_session(url) as session:
        await ready.wait()
        runs = [await open_data(session, url, own_extract(visitor), f"{visitor}-file.parquet")]
        await ready.wait()
        for page in PAGES:
            runs.append(await session.run(page=page, query=""))
            assert not runs[-1].failures
        await ready.wait()
        # one at a time: a download is gone once two runs have ended, whosever they are
        async with turn:
            _, served = await download(session, url, runs[-1], "Download this extract")
        assert read_extract(served).provenance.title == f"{visitor} title"
        await ready.wait()
        words = "".join(map(said, runs))
        assert f"{visitor}-" in words
        assert [other for other in others if other in words] == []


@pytest.mark.parametrize("count", [2, 10])
def test_visitors_at_the_same_time_see_their_own_data_only(url, count):
    everybody = [f"visitor{letter}" for letter in "abcdefghij"[:count]]

    async def all_at_once():
        ready, turn = asyncio.Barrier(count), asyncio.Lock()
        await asyncio.gather(*(visit(url, visitor, everybody, ready, turn) for visitor in everybody))

    finished(all_at_once())


def test_whoever_comes_after_sees_the_sample(url):
    async def one_after_the_other():
        async with live_session(url) as first:
            await open_data(first, url, own_extract("earlier"))
            await first.run(page="Presentation")
        async with live_session(url) as second:
            for page in PAGES:
                run = await second.run(page=page)
                assert "earlier-" not in said(run)
                assert "earlier title" not in said(run)

    finished(one_after_the_other())


def test_an_upload_is_taken_from_its_own_session_only(url):
    async def stolen():
        async with live_session(url) as owner, live_session(url) as thief:
            mine, theirs = await owner.run(page="Your data"), await thief.run(page="Your data")
            address = await address_for(owner, identity(mine), "mine.parquet")
            put(url, address.upload_url, own_extract("owner"))
            assert b"PAR1" not in fetched(url, address.upload_url)
            # the thief names the owner's file as the one dropped on their own uploader
            state = WidgetState(id=element(theirs, "file_uploader").id)
            info = state.file_uploader_state_value.uploaded_file_info.add()
            info.name, info.size, info.file_id = "mine.parquet", 1, address.file_id
            info.file_urls.CopyFrom(address)
            thief.widgets[state.id] = state
            run = await thief.run()
            assert "owner" not in said(run)
            assert "115 patients (73 in cohort A" not in said(run)

    finished(stolen())


def test_an_address_of_a_download_cannot_be_guessed_and_works_while_others_work(url):
    """Streamlit serves a download to whoever has its address; tests/test_kept_downloads.py says when it goes."""

    async def leaked():
        async with live_session(url) as session, live_session(url) as another:
            await open_data(session, url, own_extract("leak"))
            run = await session.run(page="Your data")
            address, content = await download(session, url, run, "Download this extract")
            assert len(address.rpartition("/")[2].partition(".")[0]) >= 32
            assert fetched(url, address) == content
            await another.run(page="Methods")
            for _ in range(4):
                await another.run()
            assert fetched(url, address) == content

    finished(leaked())


def cached_functions() -> dict[str, ast.FunctionDef]:
    """Every function of the app whose results Streamlit keeps, by module and name."""
    found = {}
    for path in sorted((ROOT / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "st.cache_" in " ".join(map(ast.unparse, node.decorator_list)):
                found[f"{path.name}:{node.name}"] = node
    return found


def test_what_is_cached_is_keyed_by_digests_and_words_only():
    """Streamlit looks at a sample of a large frame only: two frames that differ elsewhere would be one to it."""
    functions = cached_functions()
    assert len(functions) >= 5
    for name, node in functions.items():
        keys = [one for one in (*node.args.args, *node.args.kwonlyargs) if not one.arg.startswith("_")]
        assert {ast.unparse(one.annotation) for one in keys} <= {"str", "int", "bool"}, name


def test_what_a_visitor_brought_is_cached_for_that_visitor_alone():
    """What is everybody's is of the sample."""
    decorators = {
        name: " ".join(ast.unparse(one) for one in node.decorator_list) for name, node in cached_functions().items()
    }
    assert all(name.endswith("sample") for name, text in decorators.items() if "scope='session'" not in text)
    assert not [name for name, text in decorators.items() if "persist" in text]
