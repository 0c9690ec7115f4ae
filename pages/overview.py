"""Overview: the answer in one screen, each number leading to its page."""

from pages.components import session
from pages.components.headline_tiles import headline_tiles
from pages.components.published import published_table
from pages.components.small_courses import small_courses
from pages.components.table_one import table_one

view = session.current_view()
if not view.empty:
    headline_tiles(view)
    small_courses(view)
    table_one(view)
published_table(view, session.whole_view())
