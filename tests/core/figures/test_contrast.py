"""What is drawn and written stands out from its ground in both themes, as WCAG 2.2 asks (1.4.3, 1.4.11).

Contrast is (lighter + 0.05) / (darker + 0.05) of the relative luminances: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

import tomllib
from itertools import pairwise, product
from pathlib import Path

import pytest

from core.figures.theme import PALETTE

ROOT = Path(__file__).resolve().parents[3]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
MODES = ("light", "dark")
TEXT, GRAPHIC = 4.5, 3.0
GROUPS = [f"@group{place}" for place in range(8)]
# As far as text on the page is faded: style.css, plain_table and the tiles.
LEAST_OPACITY = 0.75


def channels(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def luminance(rgb: list[float]) -> float:
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, ground: str, opacity: float = 1.0) -> float:
    """Of a colour with this opacity over its ground, against that ground."""
    under = channels(ground)
    over = [opacity * a + (1 - opacity) * b for a, b in zip(channels(one), under, strict=True)]
    darker, lighter = sorted((luminance(over), luminance(under)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    # Ratios of the WebAIM contrast checker, https://webaim.org/resources/contrastchecker/
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
    ],
)
def test_contrast_is_the_one_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("mode", "ink", "ground"), list(product(MODES, ("@ink", "@muted", *GROUPS), ("@paper", "@guide")))
)
def test_text_of_a_figure_stands_out_from_paper_and_from_the_stripe_of_a_row(mode, ink, ground):
    assert contrast(PALETTE[mode][ink], PALETTE[mode][ground]) >= TEXT


@pytest.mark.parametrize(("mode", "grade"), list(product(MODES, range(5))))
def test_the_number_in_a_bar_stands_out_from_the_bar(mode, grade):
    assert contrast(PALETTE[mode][f"@on_iga{grade}"], PALETTE[mode][f"@iga{grade}"]) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_the_ink_in_the_bars_of_severity_stands_out(mode):
    palette = PALETTE[mode]
    for fill in ("@mild", "@moderate", "@severe"):
        assert max(contrast(palette[ink], palette[fill]) for ink in ("@ink", "@paper")) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_grades_are_ordered_by_lightness_from_one_end_to_the_other(mode):
    """Five steps cannot each be 3:1 apart; order, place and number carry the grade, and the ends are far apart."""
    shades = [luminance(channels(PALETTE[mode][f"@iga{grade}"])) for grade in range(5)]
    assert shades == sorted(shades, reverse=mode == "light")
    assert contrast(PALETTE[mode]["@iga0"], PALETTE[mode]["@iga4"]) >= 2 * GRAPHIC
    assert all(abs(one - other) > 0.015 for one, other in pairwise(shades))


@pytest.mark.parametrize("mode", MODES)
def test_outlines_of_pale_bars_and_hatches_stand_out(mode):
    """Bars of mild events and of patients not assessed are pale: their outline and hatch are muted ink."""
    for ground in ("@paper", "@guide"):
        assert contrast(PALETTE[mode]["@muted"], PALETTE[mode][ground]) >= GRAPHIC


@pytest.mark.parametrize("mode", MODES)
def test_faded_text_of_the_page_stands_out_on_page_and_sidebar(mode):
    theme = THEME[mode]
    grounds = [theme["backgroundColor"], theme["secondaryBackgroundColor"], theme["sidebar"]["backgroundColor"]]
    for ground in grounds:
        assert contrast(theme["textColor"], ground, LEAST_OPACITY) >= TEXT
        assert contrast(theme["linkColor"], ground) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_white_on_a_button_and_the_ring_around_the_focus_stand_out(mode):
    theme = THEME[mode]
    assert contrast("#ffffff", theme["primaryColor"]) >= TEXT
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"], theme["sidebar"]["backgroundColor"]):
        assert contrast(theme["primaryColor"], ground) >= GRAPHIC


@pytest.mark.parametrize("mode", MODES)
def test_the_page_is_the_paper_of_the_figures(mode):
    theme = THEME[mode]
    assert (theme["backgroundColor"], theme["textColor"]) == (PALETTE[mode]["@paper"], PALETTE[mode]["@ink"])
