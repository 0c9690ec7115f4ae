"""What the tests of accessibility share: the pages as readers meet them, axe over one of them, and Streamlit's own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.scenes import Scene, Story
from tests.browser.test_import import drop
from tests.browser.test_presenting import load, present
from tests.pages.test_import import MESSY

Settled = Callable[[Any], None]
Open = Callable[[Any, str, Settled], None]

STORY = Story((Scene("incidence"), Scene("iga", "agent=dupilumab", title="On dupilumab"), Scene("patients")))
OUTLINE = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(one => one.checkVisibility())
    .map(one => [Number(one.tagName[1]), one.innerText.trim()])"""
FOLDS = "details:not([open]) > summary"
# A window as high as the page, so that axe judges all of it: what lies out of sight it cannot compare with its ground.
HEIGHT = "() => document.querySelector('[data-testid=\"stMain\"]').scrollHeight"
TALLEST = 12_000  # pixels
DEEPEST = 2  # folds in folds


@dataclass(frozen=True)
class Known:
    """What axe finds in Streamlit's own elements and nothing of ours can mend: one rule, at one kind of element."""

    rule: str
    selector: str
    why: str


KNOWN = (
    Known(
        "presentation-role-conflict",
        'section[data-testid="stFileUploaderDropzone"]',
        "Streamlit gives the area for dropped files a role without meaning and a name; its button does the same",
    ),
)


def plain(path: str) -> Open:
    """Open a page by its address."""

    def opened(page: Any, url: str, settled: Settled) -> None:
        page.goto(f"{url}/{path}")
        settled(page)

    return opened


def with_profile(page: Any, url: str, settled: Settled) -> None:
    plain("patients")(page, url, settled)
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    page.mouse.click(box["x"] + 18, box["y"] + 50)
    page.get_by_role("figure", name="Patient 1", exact=True).wait_for()
    settled(page)


def with_scenes(page: Any, url: str, settled: Settled) -> None:
    load(page, settled, url, STORY)


def on_stage(page: Any, url: str, settled: Settled) -> None:
    with_scenes(page, url, settled)
    present(page, settled)


def with_questions(page: Any, url: str, settled: Settled) -> None:
    plain("your_data")(page, url, settled)
    drop(page, settled, ("registry.csv", MESSY.encode()))


STATES: dict[str, Open] = {
    "overview": plain(""),
    "safety": plain("safety?test=on&signal=on"),
    "trajectories": plain("trajectories?iga_beside=flow&bsa_beside=waterfall&itch_beside=curve"),
    "each patient": plain("trajectories?iga_beside=strip&itch_beside=none&lines=on"),
    "subgroups": plain("subgroups"),
    "patients": plain("patients"),
    "a profile": with_profile,
    "no scenes": plain("presentation"),
    "scenes": with_scenes,
    "stage": on_stage,
    "methods": plain("methods"),
    "your data": plain("your_data"),
    "questions": with_questions,
    "filters": plain("?cohort=A&agent=dupilumab&severity=severe&related=cream"),
    "nobody": plain("?cohort=A&agent=methotrexate&severity=mild"),
}


def unfold(page: Any, settled: Settled) -> None:
    """Open every fold of the page, those in folds too."""
    for _ in range(DEEPEST):
        page.locator(FOLDS).evaluate_all("folds => folds.forEach(fold => fold.click())")
        settled(page)
    assert not page.locator(FOLDS).count()


def as_high_as_its_content(page: Any, settled: Settled, *, width: int = 1440) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    settled(page)
    page.set_viewport_size({"width": width, "height": min(max(page.evaluate(HEIGHT), 900), TALLEST)})
    settled(page)


def violations(page: Any, **options: Any) -> list[dict[str, Any]]:
    """What axe finds, a dict per element: rule, impact, the element and what is wrong with it."""
    from axe_playwright_python.sync_playwright import Axe  # an extra of the tests, as Playwright is

    result = Axe().run(page, options={"resultTypes": ["violations"], **options}).response
    return [
        {"rule": found["id"], "impact": found["impact"], "at": node["target"], "html": node["html"][:200]}
        | {"wrong": node["failureSummary"]}
        for found in result["violations"]
        for node in found["nodes"]
        if not _is_known(page, found["id"], node["target"])
    ]


def _is_known(page: Any, rule: str, target: list[Any]) -> bool:
    inside = target[-1] if isinstance(target[-1], str) else target[-1][-1]
    at = "([place, wanted]) => document.querySelector(place)?.matches(wanted) ?? false"
    return any(page.evaluate(at, [inside, known.selector]) for known in KNOWN if known.rule == rule)
