"""What is withheld cannot be had from what is left, by anybody who knows the rules."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.random import default_rng
from pandas import DataFrame
from scipy.optimize import linprog

from core.coding import coded
from core.errors import RuxScopeError
from core.extract import extract_from_frames
from core.provenance import Provenance
from core.schema import AE_SEVERITIES
from core.selection import Selection
from core.store.coarsening import by_properties
from core.store.facts import ANY
from core.store.of_coded import store_of
from core.store.suppression import _counts, suppressed
from core.store.withholding import withheld

PROVENANCE = Provenance("Drawn", "a test", synthetic=True)
# The same number under two names: the patients of an event selection, and those of a row without it.
SAME = {
    "related=cream": "related_cream",
    "related=systemic": "related_systemic",
    "related=treatment": "related",
    "serious=yes": "serious",
    "at_least=moderate": "moderate",
}


def drawn(seed, patients, *, busy):
    """A store of a few strata, with enough patients that some counts stay."""
    random = default_rng(seed)
    ids = [f"p{place}" for place in range(patients)]
    choose = lambda options, p=None: random.choice(np.array(options, dtype=object), patients, p=p)  # noqa: E731
    with_event = random.random(patients) < busy
    status = np.where(with_event, "any", choose(["none", "not documented"], [0.9, 0.1]))
    people = DataFrame(
        {
            "patient_id": ids,
            "cohort": choose(["A", "B"], [0.7, 0.3]),
            "age": choose([30.0, 31.0, 32.0, None]),
            "follow_up_weeks": choose([20.0, 52.0, None]),
            "follow_up_end": choose(["ongoing", "stopped cream", "died"], [0.8, 0.15, 0.05]),
            "ae_status": status,
        }
    )
    visits = [
        {"patient_id": one, "week": week, "iga": random.choice([1.0, 3.0, 4.0], p=[0.2, 0.5, 0.3]), "itch_nrs": 1.0}
        for one in ids
        for week in (0.0, 4.0, 12.0)
        if random.random() < 0.9
    ]
    events = [
        {
            "patient_id": one,
            "term": random.choice(["Acne", "Boil"], p=[0.8, 0.2]),
            "system_organ_class": "Skin",
            "severity": random.choice(AE_SEVERITIES[:3], p=[0.6, 0.3, 0.1]),
            "serious": bool(random.random() < 0.3),
            "related_cream": bool(random.random() < 0.5),
            "start_week": float(random.choice([0, 4])),
        }
        for one in np.array(ids)[with_event]
        for _ in range(random.integers(1, 3))
    ]
    frames = {"patients": people, "assessments": DataFrame(visits), "adverse_events": DataFrame(events)}
    return by_properties(store_of(coded(extract_from_frames(frames, PROVENANCE)), PROVENANCE), ["cohort"])


class Attacker:
    """Knows the rules, which counts there are, and all that was published; asks how large each other count can be."""

    def __init__(self):
        self.names, self.rows, self.values = {}, [], []

    def place(self, *name):
        return self.names.setdefault(name, len(self.names))

    def equal(self, plus, minus=(), value=0):
        self.rows.append([(place, 1.0) for place in plus] + [(place, -1.0) for place in minus])
        self.values.append(value)

    def family(self, total, members, *name):
        """Members and what is left of them add up to the total."""
        self.equal([*members, self.place("left", *name)], [total])

    def range(self, place):
        matrix = np.zeros((len(self.rows), len(self.names)))
        for row, entries in enumerate(self.rows):
            for column, sign in entries:
                matrix[row, column] += sign
        goal = np.eye(len(self.names))[place]
        low, high = (
            linprog(sign * goal, A_eq=matrix, b_eq=self.values, bounds=(0, None), method="highs") for sign in (1, -1)
        )
        assert low.success and high.status in (0, 3), (low.message, high.message)
        return low.fun, np.inf if high.status == 3 else -high.fun


def attack(counts, patients, row):
    """What follows for the counts of one stratum; they have the column ``hidden``."""
    attacker = Attacker()
    everyone, documented = attacker.place("patients"), attacker.place("documented", "")
    attacker.equal([everyone], value=int(patients[row]))
    attacker.family(everyone, [documented], "documented")
    own = counts[counts["row"] == row]
    places = {}
    for entry in own.itertuples():
        name = _same(entry)
        places[entry.Index] = documented if entry.kind == "documented" else attacker.place(*name)
        if not entry.hidden:
            attacker.equal([places[entry.Index]], value=int(entry.count))
    for kind in ("age", "follow_up"):
        attacker.family(everyone, [places[at] for at in own.index[own["kind"] == kind]], kind)
    _scores(attacker, own[own["kind"] == "score"], places, everyone)
    events = own[own["kind"].isin(("event", "special"))]
    for key, family in events.groupby(["events", "kind", "level", "organ_class", "term"]):
        attacker.family(documented, [places[at] for at in family.index], *key)
    _times(attacker, own, places, documented)
    return attacker, places


def _same(entry):
    """The name of a count: one and the same where two counts are of the same patients."""
    kind, level, events = entry.kind, entry.level, entry.events
    if kind == "event" and level == "any" and events in SAME:
        level, events = SAME[events], ""
    if kind == "event" and level == "moderate" and events == "":
        level = "any"
    value = None if entry.value != entry.value else entry.value
    baseline = None if entry.baseline != entry.baseline else entry.baseline
    score = (entry.measure, entry.week, baseline, entry.carried)
    return (kind, events, *score, value, level, entry.organ_class, entry.term, entry.severity)


def _scores(attacker, scores, places, everyone):
    for measure, own in scores.groupby("measure"):
        first = own[own["week"] == 0]
        at = dict(zip(first["baseline"], (places[one] for one in first.index), strict=True))
        attacker.family(everyone, list(at.values()), "score", measure, "without")
        without = attacker.place("left", "score", measure, "without")
        for (week, baseline), cells in own[own["week"] > 0].groupby(["week", "baseline"], dropna=False):
            members = [places[one] for one in cells.index]
            if baseline == baseline:
                attacker.equal(members, [at[baseline]])
            else:
                attacker.family(without, members, "score", measure, week)


def _times(attacker, own, places, documented):
    """Every documented patient is quiet or not, and those who are not have a first time or none."""
    of = lambda kind: [places[one] for one in own.index[own["kind"] == kind]]  # noqa: E731
    attacker.family(documented, [*of("quiet"), *of("exposure")], "times")
    for events, timed in own[own["kind"].isin(("first", "left_out"))].groupby("events"):
        attacker.equal([*of("quiet"), *(places[one] for one in timed.index)], [documented])
        first = [places[one] for one in timed.index[timed["level"] == "event"]]
        cases = own[(own["kind"] == "event") & (own["level"] == "any") & (own["events"] == events)]
        # Those with a first time are among those with an event.
        attacker.equal([*first, attacker.place("untimed", events)], [places[one] for one in cases.index])


KEY = ["row", "of", "kind", "events", "measure", "week", "baseline", "value", "carried"]
KEY += ["level", "organ_class", "term", "severity"]


def published(store, found):
    """The counts of a store with a column that says which of them another store does not have."""
    counts = _counts(store)
    counts = counts[counts["kind"] != "listed"]
    left = _counts(found)[[*KEY, "count"]]
    strata = {row: place for place, row in enumerate(map(tuple, store.strata.texts().to_numpy()))}
    rows = np.array([strata[row] for row in map(tuple, found.strata.texts().to_numpy())])
    left = left.assign(row=rows[left["row"]])
    joined = counts.merge(left, how="left", on=KEY, suffixes=("", "_left"))
    known = joined["count_left"].notna()
    assert (joined.loc[known, "count"] == joined.loc[known, "count_left"]).all()
    return joined.assign(hidden=~known)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("threshold", [3, 5])
@pytest.mark.parametrize(("patients", "busy"), [(40, 0.3), (90, 0.9), (300, 0.15)])
def test_no_small_count_can_be_had_from_what_is_left(seed, threshold, patients, busy):
    store = drawn(seed, patients, busy=busy)
    found = suppressed(store, threshold)
    counts = published(store, found)
    assert counts.loc[~counts["hidden"] & (counts["of"] == ANY), "count"].min() >= threshold
    assert counts.loc[~counts["hidden"], "count"].min() >= threshold
    looked = 0
    for row in np.flatnonzero(store.strata.patients >= threshold):
        attacker, places = attack(counts, store.strata.patients, row)
        secret = counts[(counts["row"] == row) & counts["hidden"] & (counts["count"] < threshold)]
        for at in secret.index[:: max(len(secret) // 6, 1)]:
            low, high = attacker.range(places[at])
            assert high - low > threshold - 1, secret.loc[at].to_dict()
            looked += 1
    assert looked


def test_an_attacker_finds_a_small_count_where_only_small_ones_are_withheld():
    """The attacker is able: without complements three patients of thirty follow from the other twenty-seven."""
    attacker = Attacker()
    total, large, other, small = (attacker.place(name) for name in ("total", "large", "other", "small"))
    attacker.equal([large, other, small], [total])
    for place, value in ((total, 30), (large, 17), (other, 10)):
        attacker.equal([place], value=value)
    assert attacker.range(small) == (3, 3)


@pytest.mark.parametrize(
    ("total", "counts", "hidden"),
    [
        (30, [10, 17, 3], [True, False, True]),
        (30, [10, 15, 3], [False, False, True]),
        (300, [10, 17, 3], [False, False, True]),
        (20, [10, 10], [False, False]),
        (22, [10, 10], [True, False]),
        (23, [1, 1, 1, 20], [True, True, True, True]),
        (26, [3, 3, 20], [True, True, False]),
        (9, [9], [False]),
    ],
)
def test_the_smallest_others_of_a_family_go_with_a_small_count(total, counts, hidden):
    family = np.zeros(len(counts), dtype=np.int64)
    found = withheld(family, np.full(len(counts), total), np.array(counts), 5)
    assert found.tolist() == hidden


@given(st.lists(st.integers(1, 30), min_size=1, max_size=8), st.integers(0, 30), st.integers(2, 8))
@settings(max_examples=200)
def test_what_is_withheld_of_a_family_reaches_the_threshold_and_is_never_alone(counts, left, threshold):
    counts = np.array(counts)
    total = int(counts.sum()) + left
    if total < threshold:
        return
    hidden = withheld(np.zeros(len(counts), dtype=np.int64), np.full(len(counts), total), counts, threshold)
    assert hidden[counts < threshold].all()
    if hidden.any():
        assert counts[hidden].sum() + left >= threshold
        assert hidden.sum() + (left > 0) >= 2
    else:
        assert left == 0 or left >= threshold


def test_what_was_withheld_is_said_and_nothing_else_is_changed():
    store = drawn(0, 300, busy=0.15)
    found = suppressed(store, 5)
    assert found.named.suppressed.startswith("Counts under 5 were withheld where they were counted, and others")
    assert found.source.profiles() is None
    assert found.named.digest != store.named.digest
    assert found.named.provenance == store.named.provenance
    assert found.tally(Selection()).selected == store.tally(Selection()).selected


def test_nothing_is_withheld_twice_or_with_a_threshold_that_withholds_nothing():
    store = drawn(0, 300, busy=0.15)
    with pytest.raises(RuxScopeError, match="were withheld before"):
        suppressed(suppressed(store, 5), 5)
    with pytest.raises(RuxScopeError, match="threshold of 2 or more"):
        suppressed(store, 1)
    with pytest.raises(RuxScopeError, match="Keep fewer properties"):
        suppressed(store, 1000)
