"""From a story to what is shown: every scene with its view, its display and the lines that belong to it."""

from dataclasses import dataclass, field, replace
from datetime import date

from core.chart_options import ChartOptions
from core.data import Data
from core.displays.catalogue import CATALOGUE
from core.displays.display import Display
from core.displays.limits import has_status, scored, text_display
from core.displays.unavailable import why_not
from core.endpoints import MEASURES
from core.export.lines import filter_line, method_of, n_line, note_of
from core.export.shown import Deck, Shown
from core.export.titles import title_of
from core.link import Link, link_of_query
from core.release import release
from core.scenes import Scene, Story
from core.selection import Selection
from core.view import View
from core.wording import CAVEAT
from core.wording_export import reproduce_line

_OTHER_EXTRACT = (
    "This presentation was made on other data (digest {digest}). Every number here is of the data named below."
)
_TWO_GROUPS = "This selection cannot be shown this way: it needs two groups."


@dataclass(eq=False)
class Views:
    """The views of some data, each selection once."""

    data: Data
    _kept: dict[Selection, View] = field(default_factory=dict)

    def of(self, selection: Selection) -> View:
        if selection not in self._kept:
            whole = None if selection == Selection() else self.of(Selection())
            self._kept[selection] = View(self.data, selection, whole)
        return self._kept[selection]


def default_story(view: View, options: ChartOptions = ChartOptions()) -> Story:  # noqa: B008 - frozen
    """A ready-made presentation of a view: who the patients are, events, outcomes, one subgroup view, limits.

    What the data do not have is left out, and the last scene says so.
    """
    query = Link(view.selection, options).to_query()
    keys = ["patients"]
    keys += ["incidence", "special-interest"] if has_status(view) else []
    keys += [measure for measure in MEASURES if scored(view, measure)]
    scenes = [Scene(key, query) for key in keys]
    compared = _subgroup_options(view, options)
    if compared:
        scenes.append(Scene("subgroups", Link(view.selection, compared).to_query()))
    return Story((*scenes, Scene("limits", query)), view.data.digest)


def _subgroup_options(view: View, options: ChartOptions) -> ChartOptions | None:
    """Events where they are documented, else IGA 0/1; between the cohorts where both are there, else of the one."""
    cohorts = [cohort for cohort, count in view.cohorts.items() if count]
    measured = has_status(view) or scored(view, "iga") > 0
    if not cohorts or not measured or view.empty:
        return None
    effect = "any_event" if has_status(view) else "iga_0_1"
    return replace(options, effect=effect, between="cohorts" if len(cohorts) == 2 else cohorts[0])


def deck_of(story: Story, data: Data, *, title: str = "", file: str = "") -> Deck:
    """The story on these data. ``file`` is the name of their file for the command, empty for the sample.

    Patients' identifiers are masked, whatever a scene says.
    """
    views = Views(data)
    other = bool(story.digest) and story.digest != data.digest
    foreign = (_OTHER_EXTRACT.format(digest=story.digest[:12]),) if other else ()
    provenance = data.provenance
    return Deck(
        title=title or provenance.title,
        label=provenance.label,
        source=provenance.title,
        digest=data.digest,
        date=date.today().isoformat(),
        version=release(),
        scenes=tuple(shown_scene(scene, views, file=file, foreign=foreign) for scene in story.scenes),
    )


def shown_scene(scene: Scene, views: Views, *, file: str = "", foreign: tuple[str, ...] = ()) -> Shown:
    """One scene with everything that is printed with it."""
    link, unknown = link_of_query(scene.query, views.data.options)
    view, options = views.of(link.selection), link.options.changed("mask", "on")
    reference = views.of(link.pin) if link.pin is not None else None
    display = _display(scene.display, view, options, reference)
    note, caveat = note_of(display, view, options), "" if display.key == "limits" else CAVEAT
    notes = (view.suppressed, method_of(display), note, caveat)
    return Shown(
        title=scene.title.strip() or title_of(display, view, options),
        display=display,
        filter_line=filter_line(view),
        n_line=n_line(view, display.key),
        footnotes=tuple(note for note in notes if note),
        sentence=view.sentence,
        link=link.to_query(),
        note=scene.note,
        reproduce=reproduce_line(link.selection, file),
        ignored=(*(f"Not in these data and left out: {one.message}." for one in unknown), *foreign),
        looks=view.looks,
        options=options,
        pinned=reference.looks if reference else (),
        empty=view.empty,
        figure_note=note,
    )


def _display(key: str, view: View, options: ChartOptions, reference: View | None) -> Display:
    """The display of a key; words that say so where there is none, or none of this view."""
    entry = CATALOGUE.get(key)
    if entry is None:
        return text_display("words", "Unknown display", {"Not shown": f"This program has no display called {key!r}."})
    why = why_not(key, view, options)
    display = None if why else entry.build(view, options, reference)
    return display or text_display("words", entry.label, {"Not shown": why or _TWO_GROUPS})
