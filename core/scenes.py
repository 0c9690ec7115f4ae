"""A presentation: displays with the view they show, in an order. It holds no patient data, only links and words."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from core.errors import RuxScopeError

FORMAT = 1
MOST_SCENES = 200
MOST_LETTERS = 4000


class StoryError(RuxScopeError):
    """A scenes file that cannot be opened; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One display of one view.

    ``display`` is a key of ``core.displays.catalogue``, ``query`` the part of a link after the question mark
    (``core.link``). ``title`` is what the user called it, empty for the display's own words; ``note`` is the user's.
    """

    display: str
    query: str = ""
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Scenes in the order they are shown. ``digest`` names the extract they were made on, empty for any."""

    scenes: tuple[Scene, ...] = ()
    digest: str = ""

    def adding(self, scene: Scene) -> "Story":
        return replace(self, scenes=(*self.scenes, scene))

    def without(self, place: int) -> "Story":
        return replace(self, scenes=self.scenes[:place] + self.scenes[place + 1 :])

    def duplicating(self, place: int) -> "Story":
        return replace(self, scenes=self.scenes[: place + 1] + self.scenes[place:])

    def moving(self, place: int, to: int) -> "Story":
        """The scene at one place moved to another, the others keeping their order."""
        rest = self.scenes[:place] + self.scenes[place + 1 :]
        return replace(self, scenes=rest[:to] + (self.scenes[place],) + rest[to:])

    def changing(self, place: int, **changes: str) -> "Story":
        """The title or note of one scene replaced."""
        values: dict[str, Any] = changes
        changed = replace(self.scenes[place], **values)
        return replace(self, scenes=self.scenes[:place] + (changed,) + self.scenes[place + 1 :])

    def to_json(self) -> str:
        """The scenes file."""
        document = {"format": FORMAT, "digest": self.digest, "scenes": [asdict(scene) for scene in self.scenes]}
        return json.dumps(document, indent=2, ensure_ascii=False)


def story_of(text: str | bytes) -> Story:
    """A scenes file read back. Raises StoryError with one plain sentence where it is not one."""
    try:
        document = json.loads(text)
        # JSON can name half of a letter (a lone surrogate), which no file and no page can hold: a ValueError
        json.dumps(document, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise StoryError("This is not a scenes file: it is not JSON. Save the presentation again.") from None
    if not isinstance(document, dict) or not isinstance(document.get("scenes"), list):
        raise StoryError("This is not a scenes file: it has no list of scenes.")
    if document.get("format") != FORMAT:
        raise StoryError(f"This scenes file has format {document.get('format')}; this program reads format {FORMAT}.")
    if len(document["scenes"]) > MOST_SCENES:
        raise StoryError(f"This scenes file has more than {MOST_SCENES} scenes. Split it.")
    digest = document.get("digest", "")
    scenes = tuple(_scene(place, scene) for place, scene in enumerate(document["scenes"], start=1))
    return Story(scenes, digest if isinstance(digest, str) else "")


def _scene(place: int, given: Any) -> Scene:
    names = {field.name for field in fields(Scene)}
    if not isinstance(given, Mapping) or "display" not in given:
        raise StoryError(f"Scene {place} of this file names no display.")
    found = {name: value for name, value in given.items() if name in names}
    wrong = [name for name, value in found.items() if not isinstance(value, str) or len(value) > MOST_LETTERS]
    if wrong:
        raise StoryError(
            f"Scene {place} of this file: {', '.join(wrong)} must be text of up to {MOST_LETTERS} letters."
        )
    return Scene(**found)
