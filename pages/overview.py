"""Overview: the answer in one screen, each number leading to its page."""

from core.displays.courses import small_courses
from pages.components import session
from pages.components.headline_tiles import headline_tiles
from pages.components.once import once
from pages.components.published import published_table
from pages.components.side_by_side import side_by_side
from pages.components.table_one import table_one

view = session.current_view()
if not view.empty:
    headline_tiles(view)
    side_by_side(view, once(view, small_courses))
    table_one(view)
published_table(view)
