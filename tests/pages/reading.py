"""What a run of the app shows, in words."""

import re
from html import unescape

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
    """The sentence above every page."""
    return str(test.text[0].value)


def box(test: AppTest, label: str):
    """The checkbox of an option, by the beginning of its label."""
    return next(one for one in test.sidebar.checkbox if one.label.startswith(label))


def shown(test: AppTest) -> str:
    """Everything the page says in words."""
    kinds = (test.markdown, test.text, test.caption, test.info, test.success, test.error, test.subheader)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def unfolded(test: AppTest, fold: str) -> AppTest:
    """The app with a fold of the sidebar ("more" or "events") open."""
    test.session_state[f"fold-{fold}"] = True
    return without_error(test.run())


def plain_tables(test: AppTest) -> dict[str, list[list[str]]]:
    """The cells of every plain table on the page, row by row, by the table's name."""
    found = {}
    for element in test.get("html"):
        body = element.proto.body
        if name := re.search('aria-label="(.*?)"', body):
            rows = re.findall("<tr>(.*?)</tr>", body.split("<tbody>")[1])
            found[unescape(name[1])] = [
                [unescape(cell) for cell in re.findall("<t[hd].*?>(.*?)</t[hd]>", row)] for row in rows
            ]
    return found
