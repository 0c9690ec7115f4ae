"""Every page of the app for one selection, as a presentation."""

from core.chart_options import ChartOptions
from core.displays.catalogue import CATALOGUE
from core.export.shown import Deck
from core.export.story import deck_of
from core.link import Link
from core.scenes import Scene, Story
from core.view import View


def pages_story(view: View, options: ChartOptions) -> Story:
    """A scene for each display of the catalogue, in the order of the pages."""
    query = Link(view.selection, options).to_query()
    return Story(tuple(Scene(key, query) for key in CATALOGUE), view.data.digest)


def pages_deck(view: View, options: ChartOptions, *, file: str = "") -> Deck:
    """Everything the app shows of a selection; ``file`` as in :func:`core.export.story.deck_of`."""
    return deck_of(pages_story(view, options), view.data, file=file)
