import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.meanings.visits import week_of, weeks_of
from core.schema import NOMINAL_WEEKS


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Week 12", 12),
        ("wk12", 12),
        ("W52", 52),
        ("52w", 52),
        ("12 weeks", 12),
        ("12-week visit", 12),
        ("12th week", 12),
        ("6 week follow-up", 6),
        ("after 12 weeks", 12),
        ("Week 4.5", 4.5),
        ("Woche 12", 12),
        ("12 Wochen", 12),
        ("Kontrolle 12 Wochen", 12),
        ("12 weken", 12),
        ("semaine 12", 12),
        ("semana 12", 12),
        ("settimana 12", 12),
        ("vecka 12", 12),
        ("uge 12", 12),
        ("tydzień 12", 12),
        ("Week -4", -4),
        ("Week - 4", -4),
        ("Month 3", 12),
        ("M6", 24),
        ("6m", 24),
        ("3 mo F/U", 12),
        ("3-month", 12),
        ("3 month(s)", 12),
        ("12 months", 52),
        ("9 mois", 36),
        ("3 mesi", 12),
        ("mes 3", 12),
        ("Monat 12", 52),
        ("Visite M3", 12),
        ("Month 1", 4),
        ("Month 2", 8),
        ("Month 4", 16),
        ("Month 0", 0),
        ("1 year", 52),
        ("Year 1", 52),
        ("Day 28", 4),
        ("D28", 4),
        ("J28", 4),
        ("Tag 28", 4),
        ("day -7", -1),
        ("Day 1", 0),
        ("Day 0", 0),
        ("J0", 0),
        ("Baseline", 0),
        ("BL", 0),
        ("Visit 1 (Baseline)", 0),
        ("T0 (baseline)", 0),
        ("Baseline (Day 1)", 0),
        ("Enrolment", 0),
        ("Inclusion", 0),
        ("Start of treatment", 0),
        ("Erstvorstellung", 0),
        ("Visita basal", 0),
        ("Screening/Baseline", 0),
        ("Visit 3 (Week 12)", 12),
        ("V5 - Week 12", 12),
        ("week 12 visit 5", 12),
        ("Wk 12 / Month 3", 12),
        ("Week 52 / EOT", 52),
        ("End of treatment (week 52)", 52),
        ("Week 12 (+/- 3 days)", 12),
        ("Week 12 ±7d", 12),
        ("enrolment_arm_1", 0),
        ("fu_week_4_arm_1", 4),
        ("baseline_arm_2", 0),
        ("month_6_arm_2b", 24),
        ("12_month (Arm 2: cream after systemic)", 52),
        ("week_12 (Arm 1: Drug A)", 12),
    ],
)
def test_a_visit_name_that_says_its_time_is_certain(text, week):
    found = week_of(text)
    assert found.value == pytest.approx(week, abs=0.01)
    assert found.certain


def test_months_that_are_no_planned_visit_are_counted_in_weeks_and_said():
    found = week_of("Month 5")
    assert (found.value, found.code) == (21.7, "month_to_week")
    assert found.reason == "month 5 is read as week 21.7"
    assert week_of("6 months").reason == "month 6 is read as week 24"


@pytest.mark.parametrize(
    ("text", "code", "proposal"),
    [
        ("V3", "visit_number", None),
        ("Visit 3", "visit_number", None),
        ("Follow-up 3", "visit_number", None),
        ("T4", "visit_number", 4),
        ("T5", "visit_number", None),
        ("12", "visit_number", 12),
        ("5", "visit_number", None),
        ("Week-4", "hyphen_or_minus", 4),
        ("D-7", "hyphen_or_minus", None),
        ("weeks 8-12", "unknown_visit", None),
        ("Week 4 Month 6", "unknown_visit", None),
        ("Week 12 phone call", "visit_name", 12),
        ("4 weeks before start", "unknown_visit", -4),
        ("Screening", "screening", None),
        ("Unscheduled", "unscheduled", None),
        ("UNSCHEDULED 3.01", "unscheduled", None),
        ("EOT", "end_of_treatment", None),
        ("Early termination", "end_of_treatment", None),
        ("Therapieende", "end_of_treatment", None),
        ("telephone", "unknown_visit", None),
        ("lorem ipsum", "unknown_visit", None),
    ],
)
def test_a_visit_name_that_does_not_is_at_most_a_proposal(text, code, proposal):
    found = week_of(text)
    assert (found.code, found.value, found.certain) == (code, proposal, False)


def test_an_unscheduled_visit_with_a_time_keeps_it_and_says_so():
    found = week_of("Unscheduled Week 6")
    assert (found.value, found.code, found.certain) == (6, "unscheduled", True)


@pytest.mark.parametrize(
    ("kind", "text", "week"), [("week", "12", 12), ("week", "-4", -4), ("month", "3", 12), ("day", "28", 4)]
)
def test_a_bare_number_counts_what_the_title_of_its_column_says(kind, text, week):
    found = week_of(text, kind=kind)
    assert (found.value, found.certain) == (week, True)


def test_a_time_beyond_a_hundred_years_is_out_of_range():
    assert week_of("5201", kind="week").code == "value_out_of_range"
    assert week_of("Month 1300").code == "value_out_of_range"
    assert week_of("40000", kind="day").code == "value_out_of_range"
    assert week_of("Year 200").code == "value_out_of_range"
    assert week_of("Year 200, week 3").value == 3


def read(texts):
    return {text: (found.value, found.certain) for text, found in weeks_of(texts.split()).items()}


def test_numbers_that_can_only_be_weeks_are_weeks():
    assert read("T0 T4 T8 T52") == {"T0": (0, True), "T4": (4, True), "T8": (8, True), "T52": (52, True)}
    assert read("0 4 16") == {"0": (0, True), "4": (4, True), "16": (16, True)}
    assert read("V0 V4 V8")["V8"] == (8, True)


def test_numbers_that_count_visits_stay_open():
    assert read("T0 T1 T2 T3") == {"T0": (0, False), "T1": (None, False), "T2": (None, False), "T3": (None, False)}
    assert read("V1 V2 V3")["V2"] == (None, False)


def test_numbers_that_look_like_months_are_proposed_as_months():
    assert read("0 1 3 6 12") == {n: (w, False) for n, w in zip("0 1 3 6 12".split(), (0, 4, 12, 24, 52), strict=True)}  # noqa: SIM905


def test_hyphens_in_every_label_are_no_minus():
    assert read("Week-0 Week-4 Week-12") == {"Week-0": (0, True), "Week-4": (4, True), "Week-12": (12, True)}
    assert read("Week-4 baseline")["Week-4"] == (4, False)


@given(
    st.sampled_from(NOMINAL_WEEKS),
    st.sampled_from(["Week {}", "wk{}", "W{}", "{} weeks", "fu_week_{}_arm_1", "visit (week {})"]),
)
def test_every_way_to_write_a_planned_week_reads_back(week, form):
    assert week_of(form.format(week)).value == week


@given(st.text(max_size=40), st.sampled_from(["visit", "week", "month", "day"]))
def test_any_visit_name_is_read_without_fault(text, kind):
    found = week_of(text, kind=kind)
    assert found.value is None or (math.isfinite(found.value) and abs(found.value) < 6000)
    assert not (found.code == "missing_token" and found.value is not None)


PIECES = st.sampled_from(
    [
        "week",
        "W",
        "month",
        "mo",
        "day",
        "D",
        "year",
        "visit",
        "V",
        "T",
        "baseline",
        "EOT",
        "screening",
        "-",
        "+/-",
        " ",
        "/",
        "(",
    ]
    + ["12", "3", "0", "-4", "2.5", "99999", ")", "_arm_1", "before", "unscheduled", "follow-up"]
)


@given(st.lists(PIECES, max_size=7).map("".join))
def test_any_words_of_visits_in_any_order_are_read_without_fault(text):
    found = week_of(text)
    assert found.value is None or abs(found.value) <= 5200
    assert found.certain or found.reason


@given(st.lists(st.text(max_size=12), max_size=6, unique=True))
def test_any_set_of_labels_keeps_its_labels(texts):
    assert list(weeks_of(texts)) == texts
