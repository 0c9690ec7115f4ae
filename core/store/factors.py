"""The counts of one factor for subgroup views, from strata grouped by its levels and cohort."""

from core.counting import Counts
from core.store.grouping import Grouped
from core.subgroup_tally import FactorTally


def factor_tally(
    factor: str, levels: tuple[str, ...], cohorts: int, *, base: Grouped, events: Grouped, observed: int
) -> FactorTally:
    """The tally of a factor; ``base`` has the facts that are the same whichever events are counted.

    The first ``observed`` of its scores were not carried.
    """
    shape = (len(levels), cohorts)
    facts = base.table.facts
    first = facts.places["score"].start
    places = range(first, first + observed)

    def total(grouped: Grouped, within: slice) -> Counts:
        found: Counts = grouped.summed(within).sum(axis=1).reshape(shape)
        return found

    def scores(where: slice) -> Counts:
        own = places[where]
        return base.summed(slice(own.start, own.stop)).reshape(*shape, len(own))

    return FactorTally(
        factor=factor,
        levels=levels,
        patients=total(base, facts.places["patients"]),
        documented=total(base, facts.places["documented"]),
        with_event=total(events, events.table.facts.any_event),
        scores=scores,
    )
