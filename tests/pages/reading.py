"""What a run of the app shows, in words."""

import json
from dataclasses import dataclass
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

PAGES = (
    "overview.py",
    "safety.py",
    "trajectories.py",
    "subgroups.py",
    "patients.py",
    "presentation.py",
    "methods.py",
    "your_data.py",
)


def without_error(test: AppTest) -> AppTest:
    """The same run; fails where it showed an exception."""
    assert not test.exception, [error.value for error in test.exception]
    return test


def sentence(test: AppTest) -> str:
    """The sentence above every page, and on the stage of present mode."""
    return str(header(test)["sentence"] if header(test) else test.text[0].value)


def header(test: AppTest) -> dict[str, Any]:
    """What the header of the page was given to show; empty where there is none."""
    return _given(test, "header")


def chips(test: AppTest) -> list[str]:
    """The words of the active filters' chips."""
    return [words for *_, words in header(test)["chips"]]


def remove_chip(test: AppTest, words: str) -> AppTest:
    """The app after a click on the chip that says so."""
    name, code = next((name, code) for name, code, said in header(test)["chips"] if said == words)
    return told(test, "header", "removed", [name, code])


def reset(test: AppTest) -> AppTest:
    """The app after a click on Reset."""
    return told(test, "header", "reset", True)


@dataclass(frozen=True)
class Box:
    """One box of the sidebar: what it says, how many patients it counts (None where none), and whether it is ticked."""

    name: str
    code: str
    words: str
    count: int | None
    ticked: bool


def sidebar(test: AppTest) -> dict[str, Any]:
    """What the sidebar was given to show; empty where there is none."""
    return _given(test, "filters")


def charts(test: AppTest) -> dict[str, dict[str, Any]]:
    """What every chart of the page was given to show, by its key."""
    return {chart["key"]: chart for row in _all_given(test, "charts") for chart in row["charts"]}


def click_chart(test: AppTest, key: str, click: dict[str, Any]) -> AppTest:
    """The app after a click in the chart with this key."""
    row = next(one for one in _components(test, "charts") if key in [chart["key"] for chart in _data(one)["charts"]])
    return _told(test, row.id, "click", {"key": key, **click})


def open_table(test: AppTest, key: str) -> AppTest:
    """The app after a click on *Table* at the table of words with this key."""
    return told(test, f"words-{key}", "click", {"key": key, "table": True})


def add_table(test: AppTest, key: str) -> AppTest:
    """The app after a click on *+ Scene* at the table of words with this key."""
    return told(test, f"words-{key}", "click", {"key": key, "add": True})


def _given(test: AppTest, key: str) -> dict[str, Any]:
    """The data of the component with this key."""
    given = [_data(one) for one in _components(test) if one.id.endswith(f"-{key}")]
    return given[0] if given else {}


def _all_given(test: AppTest, name: str) -> list[dict[str, Any]]:
    """The data of every component of this name, in the order of the page."""
    return [_data(one) for one in _components(test, name)]


def _components(test: AppTest, name: str = "") -> list[Any]:
    found = [one.proto for one in test.get("bidi_component")]
    return [one for one in found if not name or one.component_name == f"ruxscope_{name}"]


def _data(component: Any) -> dict[str, Any]:
    return dict(json.loads(component.json or component.mixed.json))


def boxes(test: AppTest) -> list[Box]:
    """Every box of the sidebar, those in closed folds too."""
    filters = [one for part in sidebar(test).get("parts", []) for one in part["filters"]]
    return [
        Box(one["name"], code, words, count, code in one["chosen"])
        for one in filters
        for code, words, count in one["options"]
    ]


def box(test: AppTest, words: str) -> Box:
    """The box of an option, by the beginning of what it says."""
    return next(one for one in boxes(test) if one.words.startswith(words))


def tick(test: AppTest, words: str) -> AppTest:
    """The app after a click on the box of an option, told to it as the sidebar's own script does."""
    clicked = box(test, words)
    others = [(one.name, one.code) for one in boxes(test) if one.ticked and one != clicked]
    pairs = others if clicked.ticked else [*others, (clicked.name, clicked.code)]
    return _chosen(test, pairs, sidebar(test)["by"]["chosen"])


def compare_by(test: AppTest, by: str) -> AppTest:
    """The app after the choice of what the groups are."""
    return _chosen(test, [(one.name, one.code) for one in boxes(test) if one.ticked], by)


def _chosen(test: AppTest, pairs: list[tuple[str, str]], by: str) -> AppTest:
    turn = sidebar(test)["turn"] + 1
    return told(test, "filters", "chosen", {"turn": turn, "pairs": [*pairs, ("by", by)]})


def told(test: AppTest, key: str, event: str, value: Any) -> AppTest:
    """The app after a component (by its key) reported an event, which the harness has no gesture for."""
    return _told(test, next(one.id for one in _components(test) if one.id.endswith(f"-{key}")), event, value)


def _told(test: AppTest, component: str, event: str, value: Any) -> AppTest:
    state = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{component}__events")
    state.json_trigger_value = json.dumps([{"event": event, "value": value}])
    states = test._tree.get_widget_states()
    states.widgets.append(state)
    return without_error(test._run(states))


def shown(test: AppTest) -> str:
    """Everything the page says in words, apart from figures and the cells of tables."""
    above = header(test)
    said = [above["badge"], *above["counts"], above["sentence"], above["note"]] if above else []
    for name in ("tiles", "words", "charts"):
        said += [one["note"] for one in _all_given(test, name)]
    said += [one["heading"] for one in _all_given(test, "words")]
    said += [one["note"] for one in charts(test).values()]
    said += [one["words"] for one in _all_given(test, "note")]
    kinds = (test.markdown, test.text, test.caption, test.info, test.success, test.error, test.header)
    return "\n".join([*said, *(str(element.value) for kind in kinds for element in kind)])


def heads(test: AppTest) -> dict[str, list[str]]:
    """The column names of every plain table on the page, by the table's name."""
    return {table["name"]: table["head"] for table in _all_given(test, "words")}


def plain_tables(test: AppTest) -> dict[str, list[list[str]]]:
    """The cells of every plain table on the page, row by row, by the table's name."""
    return {table["name"]: table["rows"] for table in _all_given(test, "words")}
