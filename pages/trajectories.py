"""Trajectories: how did IGA, BSA and itch move from baseline to week 52?"""

from core.displays.courses import bsa_course, iga_course, itch_course
from pages.components import session
from pages.components.display import show
from pages.components.options import chart_choice
from pages.components.week_table import week_table

view = session.current_view()
if not view.empty:
    options = chart_choice()
    for course in (iga_course, bsa_course, itch_course):
        show(view, course(view, options))
    week_table(view, week=52)
