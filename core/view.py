"""One view of one extract: a selection and everything computed for it, each thing once.

The pages, the exports and the command line all read a view, so they cannot disagree.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, TypeVar

from pandas import DataFrame

from core.analyses.headline import Headline, headline
from core.coding import Coded
from core.extract import Extract
from core.figures.layout import Look, look
from core.selection import Ignored, Selection
from core.special_interest import DEFAULT_SYNONYMS
from core.tally import Tally, tally
from core.wording import CAVEAT, EDITED_MAP, group_label, sentence

Estimate = TypeVar("Estimate")

CHART_OPTIONS: dict[str, tuple[str, ...]] = {
    "centre": ("median", "mean"),
    "values": ("scores", "change"),
    "order": ("class", "incidence", "difference", "name"),
    "rows": ("terms", "classes"),
    "signal": ("off", "on"),
    "test": ("off", "on"),
}


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """How the charts show a selection; no number depends on it. Part of a link, like the selection."""

    centre: str = "median"
    values: str = "scores"
    order: str = "class"
    rows: str = "terms"
    signal: str = "off"
    test: str = "off"

    def pairs(self) -> list[tuple[str, str]]:
        """The query parameters that differ from the default."""
        given = [(one.name, getattr(self, one.name), one.default) for one in fields(self)]
        return [(name, value) for name, value, default in given if value != default]

    def changed(self, name: str, value: str) -> "ChartOptions":
        changes: dict[str, Any] = {name: value}
        return replace(self, **changes)


def chart_options(pairs: Iterable[tuple[str, str]]) -> tuple[ChartOptions, tuple[Ignored, ...]]:
    """The chart options among query parameters, and those of their values that name nothing."""
    options, ignored = ChartOptions(), []
    for name, value in pairs:
        known: Collection[str] = CHART_OPTIONS.get(name, ())
        if value in known:
            options = options.changed(name, value)
        elif known:
            ignored.append(Ignored(name, value, tuple(known)))
    return options, tuple(ignored)


@dataclass(eq=False)
class View:
    """An extract, coded, and a selection of it. Results are kept, so asking twice costs nothing.

    ``everything`` is the view of all patients of the same extract, where somebody keeps one already.
    """

    extract: Extract
    coded: Coded
    selection: Selection
    everything: "View | None" = None
    _results: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False)

    @cached_property
    def tally(self) -> Tally:
        return tally(self.coded, self.selection)

    @cached_property
    def headline(self) -> Headline:
        return headline(self.tally)

    @cached_property
    def sentence(self) -> str:
        """The one sentence that reads this view back."""
        return sentence(self.headline)

    @cached_property
    def whole(self) -> "View":
        """All patients of the extract by cohort, whatever is selected: fixed axes and published figures need it."""
        if self.selection == Selection():
            return self
        return self.everything or View(self.extract, self.coded, Selection())

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

    def at_week(self, analysis: Callable[..., DataFrame], argument: str, *, week: int) -> dict[str, dict[str, Any]]:
        """The rows of an analysis at one week, by group."""
        key = (analysis, argument, week, "by group")
        if key not in self._results:
            rows = self.of(analysis, argument).to_dict("records")
            self._results[key] = {row["group"]: row for row in rows if row["week"] == week}
        found: dict[str, dict[str, Any]] = self._results[key]
        return found

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """How each group looks: fixed by its place in the extract, whatever is selected."""
        by = self.selection.by
        places = {group: place for place, group in enumerate(self.coded.facets[by].options)}
        return tuple(look(group, group_label(by, group), places[group]) for group in self.tally.groups)

    @cached_property
    def cohorts(self) -> Mapping[str, int]:
        """Selected patients per cohort, whatever they are compared by."""
        options, counts = self.tally.options["cohort"]
        return dict(zip(options, counts.sum(axis=0).tolist(), strict=True))

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What every saved figure carries beneath it."""
        provenance = self.extract.provenance
        source = f"Source: {provenance.title}, digest {self.extract.digest[:12]}."
        own_map = "" if self.coded.synonyms == DEFAULT_SYNONYMS else EDITED_MAP
        return tuple(line for line in (provenance.label, self.sentence, source, own_map, CAVEAT) if line)
