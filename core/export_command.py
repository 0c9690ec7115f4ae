"""The command ``export``: slides or a report of an extract, from a scenes file or as the ready-made story.

Exit status 0: written. 2: an extract, scenes file or filter cannot be used; one plain sentence says why.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from core.data import open_file
from core.errors import RuxScopeError
from core.export.report import report_html
from core.export.shown import Deck
from core.export.slides import pptx_of
from core.export.story import deck_of, default_story
from core.journal import exported, opened
from core.link import link_of_query
from core.scenes import Story, StoryError, story_of
from core.selection import require_known
from core.view import View

_WRITERS: dict[str, Callable[[Deck], bytes]] = {".pptx": pptx_of, ".html": report_html}


def add_parser(commands: Any, sample: Path) -> None:
    """Add the command to the subparsers of the command line; ``sample`` is the extract where none is named."""
    parser: argparse.ArgumentParser = commands.add_parser("export", help="write slides or a report")
    parser.add_argument(
        "extract", nargs="?", type=Path, default=sample, help="an extract or tallies; the sample without it"
    )
    parser.add_argument("--scenes", type=Path, help="a saved presentation; the ready-made story without it")
    parser.add_argument("--filter", default="", help="the part after ? of a copied link, for the ready-made story")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE.pptx|FILE.html", help="what to write")
    parser.set_defaults(sample=sample)


def run(options: argparse.Namespace) -> int:
    """Write the slides or the report; returns the exit status."""
    try:
        write = _WRITERS.get(options.to.suffix.lower())
        if write is None:
            raise RuxScopeError(f"{options.to.name} is neither .pptx nor .html. Choose one of them with --to.")
        deck = _deck(options)
        made = exported(lambda: write(deck), options.to.suffix.lower(), digest=deck.digest)
        _save(options.to, made())
    except RuxScopeError as error:
        print(f"core: {error}", file=sys.stderr)
        return 2
    return 0


def _deck(options: argparse.Namespace) -> Deck:
    begun = perf_counter()
    data = open_file(options.extract)
    opened(data, perf_counter() - begun)
    if options.scenes is None:
        link, ignored = link_of_query(options.filter, data.options)
        require_known(ignored)
        story = default_story(View(data, link.selection), link.options)
    else:
        story = _saved(options.scenes, options.filter)
    deck = deck_of(story, data, file="" if options.extract == options.sample else options.extract.name)
    for scene in deck.scenes:
        for message in scene.ignored:
            print(f"core: {scene.title}: {message}", file=sys.stderr)
    return deck


def _saved(path: Path, query: str) -> Story:
    if query:
        raise StoryError("Each scene of a scenes file has its own filter: leave out --filter, or --scenes.")
    try:
        return story_of(path.read_bytes())
    except OSError as error:
        raise StoryError(f"{path} cannot be opened ({error.strerror}). Check the path.") from None


def _save(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise RuxScopeError(f"{path} cannot be written ({error.strerror}). Choose another place.") from None
