"""Trajectories: how did IGA, BSA and itch move from baseline to week 52?"""

from pages.components import session
from pages.components.courses import bsa_course, iga_course, itch_course
from pages.components.options import chart_choice
from pages.components.week_table import week_table

view = session.current_view()
if not view.empty:
    options = chart_choice()
    iga_course(view, options)
    bsa_course(view, options)
    itch_course(view, options)
    week_table(view, week=52)
