import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.export.markup import html_of_markdown
from core.methods import sections


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One line\nand its end.\n\nAnother.", "<p>One line and its end.</p>\n<p>Another.</p>"),
        (
            "- **IGA 0/1**: clear\n- *rates*: per 100",
            "<ul><li><strong>IGA 0/1</strong>: clear</li><li><em>rates</em>: per 100</li></ul>",
        ),
        (
            "Same as R `lm(y ~ a * b)`, `lm(y ~ a)`.",
            "<p>Same as R <code>lm(y ~ a * b)</code>, <code>lm(y ~ a)</code>.</p>",
        ),
        ("**R `t.test`**", "<p><strong>R <code>t.test</code></strong></p>"),
        ("2 * 3 * 4 is not italic", "<p>2 * 3 * 4 is not italic</p>"),
        ("a < b & `<b>` **<i>**", "<p>a &lt; b &amp; <code>&lt;b&gt;</code> <strong>&lt;i&gt;</strong></p>"),
        (
            "| week | window |\n|---|---|\n| 4 | week 2 to 6 |",
            '<table><thead><tr><th scope="col">week</th><th scope="col">window</th></tr></thead>'
            "<tbody><tr><td>4</td><td>week 2 to 6</td></tr></tbody></table>",
        ),
    ],
)
def test_each_form_becomes_its_element(text, html):
    assert html_of_markdown(text) == html


@pytest.mark.parametrize("section", sections(), ids=lambda section: section.title)
def test_no_mark_of_the_methods_is_left_over(section):
    html = re.sub(r"<code>.*?</code>", "", html_of_markdown(section.text))
    assert not re.findall(r"`|\*\*|\|---|^- |\*\w", html)
    words = re.findall(r"\w+", section.text)
    assert [word for word in words if word not in html_of_markdown(section.text)] == []


@given(st.text())
def test_no_text_becomes_an_element_of_its_own(text):
    tags = re.findall(r"<(/?\w+)", html_of_markdown(text))
    assert {tag.strip("/") for tag in tags} <= {
        "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "strong", "em"
    }  # fmt: skip
