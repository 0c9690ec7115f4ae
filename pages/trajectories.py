"""Trajectories: how did IGA, BSA and itch move from baseline to week 52, and who responded?"""

from core.displays.responding import responders_over_time
from core.wording_counts import needs_patients
from pages.components import session
from pages.components.courses import SECTIONS, course_section
from pages.components.display import show
from pages.components.note import note
from pages.components.once import once
from pages.components.options import chart_choice
from pages.components.pinning import pinned_line
from pages.components.week_table import week_table

view = session.current_view()
if not view.empty:
    options, reference = chart_choice(view), session.current_reference()
    if not view.data.patients_known:
        note(needs_patients("Patient lines, flows between IGA grades and each patient beside a course"), key="patients")
    pinned_line(view, reference)
    for section in SECTIONS:
        course_section(view, options, reference, section)
    show(view, once(view, responders_over_time, options, reference), reference=reference)
    week_table(view, week=int(options.week))
