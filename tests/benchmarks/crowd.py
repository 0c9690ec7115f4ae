"""A room of users: many sessions change filters at the same time, and what that costs the server.

    python -m tests.benchmarks.crowd [--sessions 50] [--every 2] [--seconds 120] [--page Overview]
        [--processes 2] [--crowds 2]

Each session is a websocket of its own that opens a page, all at once, and then ticks and unticks boxes of the sidebar,
spread evenly over time. Printed are the waits from the click until the run of the script has ended (the server's part
of it; nothing is drawn), failures, answers that belong to another session's choice, bytes per run, the server's memory
before, with, and after the sessions, and the time that it was busy. A second crowd comes when the first has left: what
it adds is what sessions keep, as the results that all share are there by then. Of several processes each has its share
of the sessions, as a proxy shares them out, and the figures are sums over them.
"""

import argparse
import asyncio
import json
import random
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from tests.benchmarks.server import busy_s, memory_mb
from tests.browser.driving import ROOT, running
from tests.live_session import LiveSession, Run, live_session

PAGES = ("Overview", "Safety", "Trajectories", "Subgroups")
FORGOTTEN_AFTER_S = 75  # a session is kept for 60 s after its connection was lost (.streamlit/config.toml)


@dataclass(slots=True)
class Found:
    """What all sessions met."""

    waits_ms: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    mixed_up: list[str] = field(default_factory=list)


def panel(run: Run) -> dict[str, Any]:
    """What the sidebar was given to show in a run."""
    for one in run.elements:
        if one.WhichOneof("type") == "bidi_component" and one.bidi_component.id.endswith("-filters"):
            return dict(json.loads(one.bidi_component.json or one.bidi_component.mixed.json))
    return {}


def chosen(shown: dict[str, Any]) -> set[tuple[str, str]]:
    """The ticked boxes of a sidebar."""
    filters = [one for part in shown["parts"] for one in part["filters"]]
    return {(one["name"], code) for one in filters for code in one["chosen"]}


def options(shown: dict[str, Any]) -> list[tuple[str, str]]:
    """Every box of a sidebar that is open to a click: one that would leave no patient is not."""
    filters = [one for part in shown["parts"] for one in part["filters"]]
    return [(one["name"], code) for one in filters for code, _, patients in one["options"] if patients != 0]


async def use(
    session: LiveSession, opened: Run, found: Found, *, seed: int, start_s: float, every_s: float, until_s: float
) -> None:
    """Change one filter every ``every_s`` seconds until the end, each time from a choice of up to four boxes."""
    draw = random.Random(seed)
    shown, ticked, turn = panel(opened), set[tuple[str, str]](), 0
    clock = asyncio.get_running_loop().time
    due = start_s
    while due < until_s:
        await asyncio.sleep(max(0.0, due - clock()))
        ticked ^= {draw.choice(options(shown) if len(ticked) < 4 else sorted(ticked))}
        # Only one grade can be the least one counted.
        ticked -= {("at_least", "moderate")} if ("at_least", "severe") in ticked else set()
        turn += 1
        said = {"pairs": [*sorted(ticked), ("by", "cohort")], "turn": turn}
        run = await session.trigger("filters", "chosen", said)
        found.waits_ms.append(1000 * (clock() - max(due, 0.0)))
        found.bytes.append(run.bytes)
        found.failures += run.failures
        shown = panel(run)
        if chosen(shown) != ticked:
            found.mixed_up.append(f"{sorted(ticked)} asked, {sorted(chosen(shown))} shown")
        due += every_s


async def crowd(
    urls: list[str], *, sessions: int, every_s: float, seconds: float, pages: tuple[str, ...], number: int
) -> Found:
    """Let ``sessions`` use the app at one of ``urls`` each; print the servers' memory on the way.

    Crowds of another ``number`` make other choices.
    """

    def memory() -> float:
        return sum(map(memory_mb, urls))

    def worked() -> float:
        return sum(map(busy_s, urls))

    found = Found()
    for url in urls:
        async with live_session(url):
            pass
    before = memory()
    clock = asyncio.get_running_loop().time
    async with AsyncExitStack() as stack:
        tabs = [
            await stack.enter_async_context(live_session(urls[place * len(urls) // sessions]))
            for place in range(sessions)
        ]
        begun = clock()
        first = await asyncio.gather(*(tab.run(page=pages[place % len(pages)]) for place, tab in enumerate(tabs)))
        print(f"all at once, the first page: everybody has it after {clock() - begun:.1f} s")
        opened, busy, start = memory(), worked(), clock() + 1
        users = (
            use(
                tab,
                first[place],
                found,
                seed=place + number * sessions,
                start_s=start + every_s * place / sessions,
                every_s=every_s,
                until_s=start + seconds,
            )
            for place, tab in enumerate(tabs)
        )
        await asyncio.gather(*users)
        used = memory()
        print(f"server busy: {worked() - busy:.0f} s of processor in {seconds:.0f} s")
    await asyncio.sleep(FORGOTTEN_AFTER_S)
    print(f"memory, MB: one session {before:.0f}, all opened {opened:.0f}, after use {used:.0f} ", end="")
    print(f"({(used - before) / max(sessions - 1, 1):.2f} per extra session), all gone {memory():.0f}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--every", type=float, default=2, help="seconds between two changes of one session")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--page", choices=PAGES, help="all sessions on one page; without it they are spread over all")
    parser.add_argument("--processes", type=int, default=1, help="servers among which the sessions are shared out")
    parser.add_argument("--crowds", type=int, default=2, help="one after the other")
    given = parser.parse_args()
    pages = (given.page,) if given.page else PAGES
    with ExitStack() as servers:
        urls = [servers.enter_context(running(ROOT / "app.py")) for _ in range(given.processes)]
        for number in range(given.crowds):
            use_it = crowd(
                urls,
                sessions=given.sessions,
                every_s=given.every,
                seconds=given.seconds,
                pages=pages,
                number=number,
            )
            report(asyncio.run(use_it))


def report(found: Found) -> None:
    waits = found.waits_ms
    print(f"{len(waits)} changes, {len(found.failures)} failures, {len(found.mixed_up)} of another's choice")
    for line in [*found.failures[:3], *found.mixed_up[:3]]:
        print(f"  {line}")
    print(
        f"wait, ms: median {median(waits):.0f}, 95th percentile {quantiles(waits, n=20)[-1]:.0f}, most {max(waits):.0f}"
    )
    print(f"bytes per change: median {median(found.bytes):.0f}")


if __name__ == "__main__":
    main()
