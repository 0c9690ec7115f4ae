"""Small counts withheld when a store is written: what is left adds up to every larger group.

Within a stratum counts stand in families (see ``core.store.withholding``), and families hang together. Where the
patients with a baseline are withheld, so are their scores at every week. The grades of an event share the documented
patients with those who did not have it: where there are too few of these, all events of the stratum go. Times and rates
of events count the same patients once more: they go where anything of the events or of them is small. A stratum below
the threshold is left out. Larger groups are made by adding what is left, so that no part follows from a whole.
"""

from collections import Counter
from dataclasses import replace

import numpy as np
from pandas import DataFrame, Series, concat

from core.counting import Counts
from core.errors import RuxScopeError
from core.store.building import Part, matrix_of
from core.store.digest import content_digest
from core.store.facts import ANY, COLUMNS, distinct, facts_frame
from core.store.matrix import empty
from core.store.memory import Held
from core.store.ready import READY
from core.store.store import Store
from core.store.strata import Strata, strata_of_texts
from core.store.table import Table
from core.store.withholding import Truths, near, withheld

# They tell of the same patients as the events, or of the same weeks as each other: all of a stratum or none.
TIMES = ("quiet", "exposure", "earlier", "later", "died_undocumented", "occurrences", "first", "left_out")
# In the sentence of what was withheld, the words for anything that counts events.
EVENTS_WITHHELD = "events and their times"
_EVENT = ["row", "events", "kind", "level", "organ_class", "term"]


def suppressed(store: Store, threshold: int) -> Store:
    """A store in which counts from 1 to below the threshold are withheld, and those from which they would follow.

    It has no profiles, and counts the event selections that a single option makes. What was withheld stands in
    ``Store.named.suppressed``. Raises RuxScopeError where nothing would be left, or was withheld before.
    """
    if threshold < 2:
        raise RuxScopeError(f"Counts under {threshold} cannot be withheld. Choose a threshold of 2 or more.")
    if store.named.suppressed:
        raise RuxScopeError("Small counts of these tallies were withheld before. Start from tallies with all counts.")
    kept = np.flatnonzero(store.strata.patients >= threshold)
    if not len(kept):
        raise RuxScopeError(
            f"No group has {threshold} patients or more, so nothing would be left. Keep fewer properties (--keep)."
        )
    counts = _counts(store)
    inside = counts["row"].isin(kept).to_numpy()
    own = counts[inside].reset_index(drop=True)
    hidden = _hidden(own, store.strata.patients, threshold)
    left = _with_listed(own[~hidden])
    sentence = _sentence(threshold, len(store.strata) - len(kept), own[hidden])
    found = Store(replace(store.named, suppressed=sentence), _source(store, kept, left))
    return replace(found, named=replace(found.named, digest=content_digest(found)))


def _ready(store: Store) -> list[str]:
    return [selection.to_query() for selection in READY if store.can_count(selection)]


def _counts(store: Store) -> DataFrame:
    """Every count with its fact: row (the stratum), of (ANY or an event selection), count and the fact's columns."""
    parts = []
    for of in (ANY, *_ready(store)):
        table = store.facts_of(of)
        matrix = table.matrix
        facts = table.facts.frame.iloc[matrix.columns.astype(np.int64)].reset_index(drop=True)
        row = np.repeat(np.arange(matrix.rows), np.diff(matrix.starts))
        parts.append(facts.assign(row=row, of=of, count=matrix.counts.astype(np.int64)))
    return concat(parts, ignore_index=True)


def _hidden(counts: DataFrame, patients: Counts, threshold: int) -> Truths:
    """True for the counts that are withheld, family by family."""
    hidden = np.zeros(len(counts), dtype=bool)
    kind, row = counts["kind"].to_numpy(), counts["row"].to_numpy()
    documented = np.zeros(len(patients), dtype=np.int64)
    whole = kind == "documented"
    documented[row[whole]] = counts["count"].to_numpy()[whole]
    unsaid = (kind == "listed") & (counts["level"] == "related_unsaid").to_numpy()
    own = np.isin(kind, ("documented", "age", "follow_up")) | unsaid
    hidden[own] = _families(counts[own], ["row", "kind"], patients[row[own]], threshold)
    scores = kind == "score"
    hidden[scores] = _scores(counts[scores], patients, threshold)
    events = np.isin(kind, ("event", "special"))
    known = ~near(documented, patients, threshold)[row]
    own = events & known
    hidden[own] = _families(counts[own], _EVENT, documented[row[own]], threshold)
    # Complements among the grades of an event stand under other names too: then all of the stratum go.
    gone = np.unique(row[events & (~known | (hidden & (counts["count"].to_numpy() >= threshold)))])
    hidden[events & np.isin(row, gone)] = True
    times = np.isin(kind, TIMES)
    hidden[times & _tight(counts[times], row[events & hidden], patients, documented, threshold)[row]] = True
    return hidden


def _families(counts: DataFrame, family: list[str], total: Counts, threshold: int) -> Truths:
    number = counts.groupby(family, sort=False, dropna=False).ngroup().to_numpy()
    return withheld(number, total, counts["count"].to_numpy(), threshold)


def _scores(scores: DataFrame, patients: Counts, threshold: int) -> Truths:
    """The patients of a stratum by baseline, then those of each baseline by the score at each week.

    Those without a baseline are what is left of the stratum; where a baseline is withheld, they may be no more told.
    A week of which anything is withheld is withheld as a whole.
    """
    scores = scores.reset_index(drop=True)
    first = (scores["week"] == 0).to_numpy()
    known = scores[first]
    hidden = np.zeros(len(scores), dtype=bool)
    hidden[first] = _families(known, ["row", "measure"], patients[known["row"]], threshold)
    parents = known[["row", "measure", "baseline", "count"]].assign(hidden=hidden[first])
    without = parents.groupby(["row", "measure"], as_index=False).agg({"count": "sum", "hidden": "any"})
    every = scores[["row", "measure"]].drop_duplicates().merge(without, how="left", on=["row", "measure"])
    left = patients[every["row"]] - every["count"].fillna(0)
    without = every.assign(count=left, hidden=every["hidden"].eq(True), baseline=np.nan)
    later = scores.loc[~first, ["row", "measure", "baseline", "week", "count"]]
    found = later.merge(
        concat([parents, without]), how="left", on=["row", "measure", "baseline"], suffixes=("", "_of_all")
    )
    total = found["count_of_all"].to_numpy(np.int64)
    keys = ["row", "measure", "baseline", "week"]
    hidden[~first] = found["hidden"].to_numpy(bool) | _families(found, keys, total, threshold)
    # All scores of a measure at a week or none: what is left of some would be a wrong share of a wrong number.
    weeks = [scores[name] for name in ("row", "measure", "week")]
    whole: Truths = Series(hidden).groupby(weeks, sort=False).transform("any").to_numpy()
    return whole


def _tight(times: DataFrame, hidden: Counts, patients: Counts, documented: Counts, threshold: int) -> Truths:
    """True for the strata whose times are withheld: anything of the events is, or any of the times is small."""
    tight = near(documented, patients, threshold)
    tight[hidden] = True
    tight[times.loc[times["count"] < threshold, "row"]] = True
    for kinds, total in (
        (("quiet", "exposure"), documented),
        (("earlier",), documented),
        (("later",), documented),
        (("died_undocumented",), patients - documented),
    ):
        own = times[times["kind"].isin(kinds)]
        tight |= near(np.bincount(own["row"], own["count"], len(patients)).astype(np.int64), total, threshold)
    return tight


def _with_listed(left: DataFrame) -> DataFrame:
    """The counts that are left; terms are ranked by what is left of them, and no more by all that is on record."""
    named = left["level"].isin(("organ_class", "term"))
    events = left[(left["kind"] == "event") & named]
    keys = ["row", "level", "organ_class", "term"]
    terms = events.groupby([*keys, "of"], as_index=False)["count"].sum().groupby(keys, as_index=False)["count"].max()
    classes = terms.groupby(["row", "organ_class"], as_index=False)["count"].max().assign(level="organ_class", term="")
    found = concat([terms[terms["level"] == "term"], classes], ignore_index=True)
    listed = facts_frame("listed", len(found), **{name: found[name].to_numpy() for name in keys[1:]})
    listed = listed.assign(row=found["row"], of=ANY, count=found["count"])
    return concat([left[~((left["kind"] == "listed") & named)], listed], ignore_index=True)


def _source(store: Store, kept: Counts, left: DataFrame) -> Held:
    strata, place = strata_of_texts(store.strata.of(kept).texts(), store.strata.patients[kept])
    row = np.full(len(store.strata), -1)
    row[kept] = place
    left = left.assign(row=row[left["row"]])
    return Held(strata, {of: _table(left[left["of"] == of], strata) for of in (ANY, *_ready(store))})


def _table(counts: DataFrame, strata: Strata) -> Table:
    facts, code = distinct([counts[list(COLUMNS)]])
    entries = Part(facts.frame, counts["row"].to_numpy(), code, counts["count"].to_numpy())
    return Table(strata, facts, matrix_of(entries, len(strata)) if len(facts) else empty(len(strata)))


def _sentence(threshold: int, strata: int, hidden: DataFrame) -> str:
    """What was withheld, in words for every page and export."""
    found = Counter(hidden["kind"].replace(dict.fromkeys(("event", "special", *TIMES), EVENTS_WITHHELD)))
    names = {
        "score": "scores",
        "age": "ages",
        "follow_up": "times of follow-up",
        "documented": "whether events are documented",
        "listed": "whether it is said to which treatment an event is related",
    }
    parts = [f"{strata:,} group{'s' * (strata > 1)} of patients"] if strata else []
    parts += [f"{number:,} of {names.get(kind, kind)}" for kind, number in sorted(found.items())]
    what = ", ".join(parts) or "none was"
    return (
        f"Counts under {threshold} were withheld where they were counted, and others from which they would follow: "
        f"{what}. Numbers add up what is left, so that they can be too low."
    )
