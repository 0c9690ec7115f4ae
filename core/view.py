"""One view of some data: a selection and everything computed for it, each thing once.

The pages, the exports and the command line all read a view, so they cannot disagree.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from pandas import DataFrame

from core.analyses.headline import Headline, headline
from core.coding import Coded
from core.data import Data
from core.extract import Extract
from core.figures.layout import Look, look
from core.individuals import Individuals, individuals
from core.overlap import Overlap, overlap
from core.rows import rows_of
from core.selection import Selection
from core.subgroup_tally import SubgroupTally
from core.tally import Tally
from core.uncounted import all_events, subgroups_without_events, why_uncounted, without_events
from core.wording import CAVEAT, EDITED_MAP, LEFT_AFTER_SUPPRESSION, SUPPRESSED_MARK, group_label, sentence

Estimate = TypeVar("Estimate")


@dataclass(eq=False)
class View:
    """Some data and a selection of them. Results are kept, so asking twice costs nothing.

    ``everything`` is the view of all patients of the same data, where somebody keeps one already. Single patients are
    there only where ``data.patients_known``: :attr:`extract`, :attr:`coded` and :attr:`individuals` raise
    PatientsUnknownError otherwise. Where :attr:`uncounted` says why the events of the selection cannot be counted,
    nobody is counted by events.
    """

    data: Data
    selection: Selection
    everything: "View | None" = None
    _results: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False)

    @property
    def extract(self) -> Extract:
        return self.data.extract

    @property
    def coded(self) -> Coded:
        return self.data.coded

    @cached_property
    def uncounted(self) -> str:
        """Why the events of the selection cannot be counted from these data; empty where they can."""
        return why_uncounted(self.data.store, self.selection)

    @cached_property
    def tally(self) -> Tally:
        store = self.data.store
        if self.uncounted:
            return without_events(store.tally(all_events(self.selection)), self.selection)
        return store.tally(self.selection)

    @cached_property
    def headline(self) -> Headline:
        return headline(self.tally)

    @cached_property
    def sentence(self) -> str:
        """The one sentence that reads this view back."""
        return sentence(self.headline, uncounted=self.uncounted, mark=self.mark)

    @property
    def mark(self) -> str:
        """What stands at numbers of patients that can be too low, because small counts were withheld."""
        return SUPPRESSED_MARK if self.data.store.named.suppressed else ""

    @property
    def suppressed(self) -> str:
        """The line for every page and export that says what was withheld; empty where nothing was."""
        said = self.data.store.named.suppressed
        return f"{SUPPRESSED_MARK} {said} {LEFT_AFTER_SUPPRESSION}" if said else ""

    @cached_property
    def whole(self) -> "View":
        """All patients of the extract by cohort, whatever is selected: fixed axes and published figures need it."""
        if self.selection == Selection():
            return self
        return self.everything or View(self.data, Selection())

    @cached_property
    def by_cohort(self) -> "View":
        """The same patients and events, cohort against cohort whatever is compared here."""
        if self.selection.by == "cohort":
            return self
        return View(self.data, replace(self.selection, by="cohort"), self.whole)

    @cached_property
    def subgroups(self) -> SubgroupTally:
        """The selected patients counted by level of every factor and cohort."""
        store = self.data.store
        if self.uncounted:
            return subgroups_without_events(store.subgroup_tally(all_events(self.selection)))
        return store.subgroup_tally(self.selection)

    @cached_property
    def individuals(self) -> Individuals:
        """The selected patients one by one, at the nominal weeks."""
        return self.thinned(every=1)

    def thinned(self, *, every: int) -> Individuals:
        """The same of every second, third, ... selected patient; nobody else is looked at."""
        return individuals(self.coded, self.selection, self.extract.patient_ids, every=every)

    @cached_property
    def option_counts(self) -> dict[str, dict[str, int]]:
        """Patients per option of every filter, under the other filters and ignoring its own choices."""
        return self.data.store.option_counts(self.selection)

    def overlap(self, other: Selection) -> Overlap:
        """How many of the selected patients another selection of the same data keeps, too."""
        strata = self.data.store.strata
        return overlap(strata, self.selection, other, strata.patients)

    @property
    def empty(self) -> bool:
        return self.headline.patients == 0

    def of(self, analysis: Callable[..., Estimate], *arguments: Any, **options: Any) -> Estimate:
        """The result of an analysis of this view's tally, computed at most once."""
        key = (analysis, arguments, tuple(sorted(options.items())))
        if key not in self._results:
            self._results[key] = analysis(self.tally, *arguments, **options)
        result: Estimate = self._results[key]
        return result

    def of_subgroups(self, analysis: Callable[..., Estimate], **options: Any) -> Estimate:
        """The result of an analysis of :attr:`subgroups`, computed at most once."""
        key = (analysis, tuple(sorted(options.items())))
        if key not in self._results:
            self._results[key] = analysis(self.subgroups, **options)
        result: Estimate = self._results[key]
        return result

    def at_week(self, analysis: Callable[..., DataFrame], argument: str, *, week: int) -> dict[str, dict[str, Any]]:
        """The rows of an analysis at one week, by group."""
        key = (analysis, argument, week, "by group")
        if key not in self._results:
            rows = rows_of(self.of(analysis, argument))
            self._results[key] = {row["group"]: row for row in rows if row["week"] == week}
        found: dict[str, dict[str, Any]] = self._results[key]
        return found

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """How each group looks: fixed by its place in the extract, whatever is selected."""
        by = self.selection.by
        places = {group: place for place, group in enumerate(self.data.options[by])}
        return tuple(look(group, group_label(by, group), places[group]) for group in self.tally.groups)

    @cached_property
    def cohorts(self) -> Mapping[str, int]:
        """Selected patients per cohort, whatever they are compared by."""
        options, counts = self.tally.options["cohort"]
        return dict(zip(options, counts.sum(axis=0).tolist(), strict=True))

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What every saved figure carries beneath it."""
        provenance = self.data.provenance
        source = f"Source: {provenance.title}, digest {self.data.digest[:12]}."
        own_map = EDITED_MAP if self.data.edited_synonyms else ""
        lines = (provenance.label, self.sentence, source, self.suppressed, own_map, CAVEAT)
        return tuple(line for line in lines if line)
