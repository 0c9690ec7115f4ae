"""The counts of one factor for subgroup views, from sums by its levels and cohort."""

from collections.abc import Callable

from core.counting import Counts
from core.store.facts import Facts
from core.subgroup_tally import FactorTally


def factor_tally(
    factor: str,
    levels: tuple[str, ...],
    cohorts: int,
    facts: Facts,
    *,
    summed: Callable[[slice], Counts],
    with_event: Counts,
) -> FactorTally:
    """The tally of a factor from sums by level and cohort, cohort after cohort within a level.

    ``summed`` adds up those of ``facts`` that stand within some places (shape: groups, facts); the facts are the same
    whichever events are counted. ``with_event`` counts patients per group with a counted event, at each severity
    (shape: groups, severities).
    """
    shape = (len(levels), cohorts)
    patients, documented = facts.places["patients"], facts.places["documented"]
    # These two kinds stand side by side.
    heads = summed(slice(patients.start, documented.stop))
    # The scores that are not carried stand first.
    observed = range(len(facts))[facts.places["score"]][: len(facts.cells.observed)]

    def scores(where: slice) -> Counts:
        own = observed[where]
        return summed(slice(own.start, own.stop)).reshape(*shape, len(own))

    return FactorTally(
        factor=factor,
        levels=levels,
        patients=heads[:, : documented.start].sum(axis=1).reshape(shape),
        documented=heads[:, documented.start :].sum(axis=1).reshape(shape),
        with_event=with_event.sum(axis=1).reshape(shape),
        scores=scores,
    )
