"""Outside references: R `survival` and `etm`, Python lifelines, and the worked example of Satagopan et al.
(2004), Br J Cancer 91:1229, table 2: breast cancer deaths among 305 patients, other deaths competing."""

from fractions import Fraction
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from core.stats.cumulative_incidence import aalen_johansen
from core.stats.survival import kaplan_meier

# time, events, competing events, censored; any order, some times twice or with nobody
tables = st.lists(st.tuples(st.integers(0, 30), *[st.integers(0, 4)] * 3), max_size=20)
levels = st.floats(0.5, 0.999)

# month, breast cancer deaths, other deaths, alive; the table follows the first nine patients
SATAGOPAN = [
    (7, 0, 0, 1),
    (10, 1, 0, 0),
    (14, 0, 0, 1),
    (16, 1, 0, 0),
    (18, 0, 1, 0),
    (23, 1, 0, 0),
    (24, 0, 0, 1),
    (26, 0, 1, 0),
    (27, 1, 0, 0),
    (28, 0, 0, 296),
]


def columns(table):
    return tuple(zip(*table, strict=True)) if table else ([], [], [], [])


def by_cause(entry):
    """The arguments for one row a subject, as R takes them."""
    cause = np.array(entry.inputs["cause"])
    return entry.inputs["time"], cause == 1, cause == 2, cause == 0


def agrees_with_r(entry, arguments):
    times, events, competing, censored = arguments
    curve, other = aalen_johansen(*arguments), aalen_johansen(times, competing, events, censored)
    either = (curve.events + curve.competing) > 0
    assert curve.time[either].tolist() == entry.expected["times"]
    assert curve.at_risk[either].tolist() == entry.expected["n_risk"]
    found = {"cuminc": curve.estimate, "se": curve.std_error, "lower": curve.low, "upper": curve.high}
    for name, array in (found | {"competing": other.estimate}).items():
        assert array[either] == approx(entry.expected[name], rel=entry.tolerance, abs=entry.tolerance), name


def variances(table):
    """Cumulative incidence and its variance at each time, by the double sum of Marubini and Valsecchi, exactly."""
    n = Fraction(sum(sum(counts) for _, *counts in table))
    free, incidence, past, result = Fraction(1), Fraction(0), [], []
    for now in sorted({time for time, *counts in table if any(counts)}):
        d1, d2, lost = (sum(row[kind] for row in table if row[0] == now) for kind in (1, 2, 3))
        incidence += free * d1 / n
        past.append((n, d1, d1 + d2, free, incidence))
        free *= 1 - (d1 + d2) / n
        variance = sum(
            ((incidence - then) ** 2 * d / (m * (m - d)) if m > d else 0)
            + s**2 * e * (m - e) / m**3
            - 2 * (incidence - then) * s * e / m**2
            for m, e, d, s, then in past
        )
        result.append((incidence, variance))
        n -= d1 + d2 + lost
    return result


def test_the_deaths_of_satagopan_by_hand():
    # free of either death just before the time, times the share of those at risk who die of breast cancer:
    # 10:                                                 1 * 1/304
    # 16:                                           303/304 * 1/302
    # 23:                         303/304 * 301/302 * 300/301 * 1/300 = 303/304 * 1/302
    # 27: 303/304 * 301/302 * 300/301 * 299/300 * 297/298 * 1/297 = 303/304 * 1/302 * 299/298
    steps = [Fraction(1, 304), *[Fraction(303, 304 * 302)] * 2, Fraction(303 * 299, 304 * 302 * 298)]
    curve = aalen_johansen(*columns(SATAGOPAN))
    died = curve.events > 0
    assert curve.at_risk[died].tolist() == [304, 302, 300, 297]
    assert curve.estimate[died] == approx(np.cumsum([float(step) for step in steps]), rel=1e-12)
    # The paper prints every step as 0.3% and adds up what it printed: 0.3, 0.6, 0.9, 1.2.
    assert np.round(100 * np.diff(curve.estimate[died], prepend=0), 1).tolist() == [0.3] * 4


def test_the_survival_of_satagopan_is_kaplan_meiers_for_either_death():
    months, events, competing, censored = columns(SATAGOPAN)
    curve = kaplan_meier(months, np.add(events, competing), censored)
    printed = {10: 99.7, 16: 99.3, 18: 99.0, 23: 98.7, 26: 98.3, 27: 98.0}
    assert {month: round(100 * curve.at(month).estimate, 1) for month in printed} == printed


def test_the_variance_of_two_events_and_one_competing_by_hand():
    # Four patients: event, competing event, event, censored. F = 1/4, then 1/4, then 1/4 + 1/2 * 1/2 = 1/2.
    #   sum (F(t) - F(t_i))^2 d / (n (n - d)) = 1/16 * 1/12 + 1/16 * 1/6 + 0      = 1/64
    #   sum S(t_i-)^2 d1 (n - d1) / n^3       = 1 * 3/64 + 0 + 1/4 * 1/8          = 5/64
    #   sum (F(t) - F(t_i)) S(t_i-) d1 / n^2  = 1/4 * 1 * 1/16 + 0 + 0            = 1/64
    # variance = 1/64 + 5/64 - 2/64 = 1/16
    curve = aalen_johansen([1, 2, 3, 4], [1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1])
    assert curve.estimate.tolist() == [0.25, 0.25, 0.5, 0.5]
    assert curve.std_error[2] == approx(0.25, rel=1e-12)
    assert variances([(1, 1, 0, 0), (2, 0, 1, 0), (3, 1, 0, 0), (4, 0, 0, 1)])[2] == (Fraction(1, 2), Fraction(1, 16))


def test_twenty_patients_match_survival_and_etm(reference):
    entry = reference("cuminc.twenty")
    agrees_with_r(entry, by_cause(entry))


def test_plasma_cell_malignancies_with_many_ties_match_survival_and_etm(reference):
    entry = reference("cuminc.mgus2")
    agrees_with_r(entry, [entry.inputs[name] for name in ("years", "pcm", "death", "censored")])


def test_twenty_patients_match_lifelines(reference):
    # >>> fitter = lifelines.AalenJohansenFitter().fit(time, cause, event_of_interest=1)   # lifelines 0.30.3
    # >>> fitter.cumulative_density_, fitter.variance_  # at the times of an event
    printed = {
        5: (0.0500000000, 0.0023750000),
        13: (0.1029411765, 0.0047637645),
        18: (0.1558823529, 0.0068539334),
        30: (0.2128959276, 0.0089852741),
        45: (0.2756108597, 0.0112103194),
        55: (0.3472850679, 0.0136500620),
        60: (0.4189592760, 0.0152091816),
        75: (0.5145248869, 0.0174402809),
    }
    curve = aalen_johansen(*by_cause(reference("cuminc.twenty")))
    had = curve.events > 0
    assert curve.time[had].tolist() == list(printed)
    assert np.column_stack([curve.estimate, curve.std_error**2])[had] == approx(
        np.array([*printed.values()]), abs=6e-11
    )


@given(tables)
def test_estimate_and_variance_are_the_published_double_sum_in_fractions(table):
    curve = aalen_johansen(*columns(table))
    for ours, error, (incidence, variance) in zip(curve.estimate, curve.std_error, variances(table), strict=True):
        assert ours == approx(float(incidence), abs=1e-12)
        if 0 < incidence < 1:
            assert error**2 == approx(float(variance), rel=1e-9)
        else:
            assert isnan(error)


@given(tables)
def test_the_two_causes_and_freedom_from_either_add_up_to_1(table):
    times, events, competing, censored = columns(table)
    one, other = aalen_johansen(times, events, competing, censored), aalen_johansen(times, competing, events, censored)
    free = kaplan_meier(times, np.add(events, competing), censored)
    assert one.estimate + other.estimate + free.estimate == approx(np.ones(len(one.time)), abs=1e-12)
    for field in ("time", "at_risk", "censored"):
        assert getattr(one, field).tolist() == getattr(other, field).tolist() == getattr(free, field).tolist()


@given(tables, levels)
def test_without_competing_events_it_is_what_kaplan_meier_leaves(table, level):
    times, events, _, censored = columns(table)
    ours = aalen_johansen(times, events, np.zeros(len(times)), censored, level=level)
    theirs = kaplan_meier(times, events, censored, level=level)
    assert ours.estimate == approx(1 - theirs.estimate, abs=1e-12)
    assert ours.std_error == approx(theirs.std_error, rel=1e-6, nan_ok=True)
    assert ours.low == approx(1 - theirs.high, abs=1e-9, nan_ok=True)
    assert ours.high == approx(1 - theirs.low, abs=1e-9, nan_ok=True)


@given(tables, levels)
def test_the_curve_rises_from_0_towards_1_within_its_limits(table, level):
    curve = aalen_johansen(*columns(table), level=level)
    assert (np.diff(curve.estimate, prepend=0) >= 0).all()
    assert (curve.estimate <= 1).all()
    inside = (curve.estimate > 0) & (curve.estimate < 1)
    low, estimate, high = (array[inside] for array in (curve.low, curve.estimate, curve.high))
    assert ((low >= 0) & (low < estimate) & (estimate < high) & (high <= 1)).all()
    assert np.isnan([curve.low[~inside], curve.high[~inside], curve.std_error[~inside]]).all()


@given(tables)
def test_ignoring_the_competing_events_gives_a_higher_curve(table):
    # As if those who had one could still have the event: the mistake that this curve is there to avoid.
    times, events, competing, censored = columns(table)
    ours = aalen_johansen(times, events, competing, censored)
    naive = kaplan_meier(times, events, np.add(competing, censored))
    assert (ours.estimate <= 1 - naive.estimate + 1e-12).all()


@given(tables, st.randoms())
def test_the_order_of_the_rows_and_their_splitting_change_nothing(table, random):
    split = [row for time, d1, d2, lost in table for row in ((time, d1, 0, 0), (time, 0, d2, 0), (time, 0, 0, lost))]
    random.shuffle(split)
    ours, theirs = aalen_johansen(*columns(table)), aalen_johansen(*columns(split))
    for field in ("time", "at_risk", "events", "competing", "censored", "estimate", "std_error", "low", "high"):
        np.testing.assert_array_equal(getattr(ours, field), getattr(theirs, field))


def test_a_curve_of_competing_events_alone_stays_at_0_without_limits():
    curve = aalen_johansen([1, 2], [0, 0], [3, 2], [1, 0])
    assert curve.estimate.tolist() == [0, 0]
    assert np.isnan([curve.std_error, curve.low, curve.high]).all()
    assert curve.at(5).estimate == 0


def test_once_everyone_had_the_event_the_curve_is_exactly_1_without_limits():
    curve = aalen_johansen(range(49), [1] * 49, [0] * 49, [0] * 49)
    assert (curve.estimate[-1], curve.at(100).estimate) == (1, 1)
    assert isnan(curve.std_error[-1]) and isnan(curve.low[-1]) and isnan(curve.high[-1])


def test_before_the_first_time_nobody_had_it_and_after_the_last_nothing_is_known():
    curve = aalen_johansen([10, 20], [1, 0], [0, 1], [0, 2])
    assert (curve.at(9).estimate, curve.at(9).at_risk) == (0, 4)
    assert isnan(curve.at(9).low)
    assert isnan(curve.at(21).estimate)
    # When nobody was censored last, it is: everyone has had one or the other.
    assert aalen_johansen([10, 20], [1, 0], [0, 3], [0, 0]).at(21).estimate == 0.25


def test_nobody_gives_a_curve_without_rows():
    curve = aalen_johansen([], [], [], [])
    assert [len(array) for array in (curve.time, curve.at_risk, curve.estimate, curve.low)] == [0, 0, 0, 0]
    assert isnan(curve.at(0).estimate)


def test_ten_million_subjects_lose_no_digit():
    curve = aalen_johansen([1, 2], [200_000, 1], [100_000, 0], [0, 9_699_999])
    assert curve.estimate == approx([0.02, 0.0200001])
    assert curve.std_error[0] == approx((0.98 * 0.02 / 10_000_000) ** 0.5)


def test_wrong_arguments_say_what_is_wrong():
    with pytest.raises(ValueError, match="^times and competing must be equally long, but got 2 and 1$"):
        aalen_johansen([1, 2], [1, 0], [0], [0, 1])
    with pytest.raises(ValueError, match="^level must be between 0 and 1, but got 95$"):
        aalen_johansen([1, 2], [1, 0], [0, 1], [0, 0], level=95)
