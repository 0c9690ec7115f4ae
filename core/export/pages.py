"""Every page of the app for one selection, as a presentation."""

from core.chart_options import ChartOptions
from core.displays.catalogue import CATALOGUE
from core.link import Link
from core.scenes import Scene, Story
from core.view import View


def pages_story(view: View, options: ChartOptions) -> Story:
    """A scene for each display of the catalogue, in the order of the pages."""
    query = Link(view.selection, options).to_query()
    return Story(tuple(Scene(key, query) for key in CATALOGUE), view.data.digest)
