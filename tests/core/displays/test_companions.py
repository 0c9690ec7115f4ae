"""What stands beside a trajectory: flows, heat strip, waterfall and change curve agree with their words and tables."""

import json
import re

import plotly.graph_objects as go
import pytest

from core.chart_options import ChartOptions
from core.displays.change_curve import itch_curve
from core.displays.flow import iga_flow
from core.displays.strip import MOST_ROWS, iga_strip
from core.displays.waterfall import MOST_BARS, bsa_waterfall
from core.figures.theme import PALETTE, resolved

COMPANIONS = {"flow": iga_flow, "strip": iga_strip, "waterfall": bsa_waterfall, "curve": itch_curve}
VIEWS = {
    "two groups": {},
    "one group": {"cohort": ["B"]},
    "six groups": {"by": "agent"},
    "few patients": {"agent": ["tralokinumab"]},
    "one patient": {"agent": ["cyclosporine"]},
    "nobody": {"agent": ["cyclosporine"], "age": ["0-17"]},
    "everyone at once": {"by": "nothing"},
}
OPTIONS = {
    "as they come": ChartOptions(),
    "in clear, at the ends of the scales": ChartOptions(
        mask="off", week="4", missing="bounds", threshold="10", strip_sort="agent"
    ),
}
HOSTILE = "<b onclick='x'>%{x} & <a href='javascript:1'>site</a>"


def of(display, name):
    (trace,) = (trace for trace in display.figure["data"] if trace["name"] == name)
    return trace


def notes(display):
    return [note["text"] for note in display.figure["layout"]["annotations"]]


def texts_in(value):
    if isinstance(value, dict | list | tuple):
        return [text for item in (value.values() if isinstance(value, dict) else value) for text in texts_in(item)]
    return [value] if isinstance(value, str) else []


def extract_with(extract_of, count, *, before=20, after=10):
    """So many patients of cohort A with a BSA and an IGA at baseline and week 52."""
    return extract_of(
        "patient_id\n" + "\n".join(f"p{at}" for at in range(count)),
        "patient_id | week | iga | bsa_pct\n"
        + "\n".join(f"p{at} | 0 | 3 | {before}\np{at} | 52 | 1 | {after}" for at in range(count)),
    )


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
@pytest.mark.parametrize("choices", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("companion", COMPANIONS.values(), ids=COMPANIONS)
def test_every_companion_is_whole_whatever_is_selected(sample, view_of, companion, choices, options):
    display = companion(view_of(sample, **choices), options, view_of(sample, sex=["female"]))
    figure, dark = (resolved(json.loads(json.dumps(display.figure, allow_nan=False)), mode) for mode in PALETTE)
    assert [text for text in texts_in([figure, dark]) if text.startswith("@")] == []
    figure.pop("draggable", None)
    narrow = figure.pop("narrow", {"layout": {}})["layout"]
    go.Figure(figure)
    go.Figure({"layout": {part: {**figure["layout"].get(part, {}), **changes} for part, changes in narrow.items()}})
    words = display.words + display.note
    assert display.words.endswith(".") and not re.search(r"\bnan\b|\b(safe|effective|significant)\b", words)
    assert display.height > 100 and "group" in display.table


@pytest.mark.parametrize("companion", [iga_strip, bsa_waterfall], ids=["strip", "waterfall"])
def test_masked_patients_are_named_nowhere_and_a_click_gives_their_number(sample, view_of, companion):
    def told(mask):
        display = companion(view_of(sample), ChartOptions(mask=mask))
        return json.dumps(display.figure) + display.words + display.note + display.table.to_csv()

    assert "SYN-" in told("off") and "SYN-" not in told("on")
    assert '["Patient 2", 52]' in told("on")


@pytest.mark.parametrize("companion", COMPANIONS.values(), ids=COMPANIONS)
def test_words_from_a_file_are_shown_letter_by_letter(extract_of, view_of, companion):
    rows = "\n".join(f"{HOSTILE}{at} | {'AB'[at % 2]} | {HOSTILE} {at % 2} | {HOSTILE}" for at in range(24))
    visits = "\n".join(
        f"{HOSTILE}{at} | {week} | {at % 5} | {at} | {at % 11}" for at in range(24) for week in (0, 16, 52)
    )
    extract = extract_of(
        f"patient_id | cohort | site | systemic_agent\n{rows}",
        f"patient_id | week | iga | bsa_pct | itch_nrs\n{visits}",
    )
    figure = companion(view_of(extract, by="site"), ChartOptions(mask="off", strip_sort="agent")).figure
    for trace in figure["data"]:
        template = trace.get("hovertemplate", "")
        assert "%{x}" not in template
        shown = {name: value for name, value in trace.items() if name != "customdata" or "customdata" in template}
        assert not [text for text in texts_in(shown) if "<a" in text or "<b onclick" in text]
    assert not [text for text in texts_in(figure["layout"]) if "<a" in text or "<b onclick" in text]
    assert any("&lt;a" in text for text in texts_in(figure))


# --- flows


def test_flows_in_words_and_their_visits(sample, view_of):
    display = iga_flow(view_of(sample), ChartOptions())
    assert display.words.startswith("IGA grades from baseline to week 52. Cohort A, 73 patients: ")
    assert notes(display) == ["<b>Cohort A</b>, 73 patients", "<b>Cohort B</b>, 42 patients"]
    assert display.figure["layout"]["xaxis"]["ticktext"] == ["Baseline", "Week 16", "Week 52"]
    early = iga_flow(view_of(sample), ChartOptions(week="16"))
    assert early.figure["layout"]["xaxis"]["ticktext"] == ["Baseline", "Week 16"]
    assert set(early.table["week_to"]) == {16}


def test_flows_by_hand(extract_of, view_of):
    extract = extract_of(
        "patient_id\n p1\n p2\n p3\n p4",
        """
        patient_id | week | iga
        p1 | 0  | 4
        p1 | 12 | 2
        p2 | 0  | 4
        p2 | 12 | 4
        p3 | 0  | 1
        p3 | 12 | 3
        p4 | 0  | 3
        """,
    )
    display = iga_flow(view_of(extract), ChartOptions(week="12"))
    assert display.words == (
        "IGA grades from baseline to week 12. Cohort A, 4 patients: 1 lower, 1 unchanged, 1 higher, 1 missing at "
        "baseline or week 12; most often severe to severe (1)."
    )
    ribbon = of(display, "severe to mild, week 0 to 12")
    assert ribbon["text"] == "1 patient: severe → mild<br>baseline to week 12"
    # A ribbon is as wide as its share of the patients, at either end.
    assert max(ribbon["y"][:1] + ribbon["y"][-1:]) - min(ribbon["y"][:1] + ribbon["y"][-1:]) == pytest.approx(0.25)
    labels = display.figure["layout"]["yaxis"]["ticktext"]
    assert labels == [
        f"{grade} <b>{count}</b>"
        for grade, count in zip(
            ("severe", "moderate", "mild", "almost clear", "clear", "missing"), (2, 1, 0, 1, 0, 0), strict=True
        )
    ]


def test_more_than_two_groups_flow_together_and_the_note_says_so(sample, view_of):
    display = iga_flow(view_of(sample, by="agent"), ChartOptions())
    assert set(display.table["group"]) == {"all"} and set(display.table["n"]) == {115}
    assert display.note == (
        "Flows stand side by side for up to two groups. Compared by systemic agent there are 6, so they are drawn of "
        "all selected patients together."
    )
    assert iga_flow(view_of(sample), ChartOptions()).note == ""


def test_a_grade_keeps_its_place_among_the_others(sample, view_of):
    for choices in ({}, {"severity": ["severe"]}, {"agent": ["tralokinumab"]}):
        for name, axis in iga_flow(view_of(sample, **choices), ChartOptions()).figure["layout"].items():
            if name.startswith("yaxis"):
                assert axis["tickvals"] == sorted(axis["tickvals"], reverse=True) and len(axis["tickvals"]) == 6


# --- heat strip


def test_the_strip_has_a_row_per_patient_and_a_box_where_a_visit_is_missing(extract_of, view_of):
    extract = extract_of("patient_id\n p1\n p2", "patient_id | week | iga\n p1 | 0 | 2\n p1 | 52 | 0\n p2 | 0 | 4")
    display = iga_strip(view_of(extract), ChartOptions(mask="off"))
    cells, boxes = of(display, "Cohort A"), display.figure["data"][0]
    # Half a grade higher, in the middle of the colour's step; p2 began higher and stands on top.
    assert cells["z"] == [[4.5, *[None] * 7], [2.5, *[None] * 6, 0.5]]
    assert boxes["z"] == [[None, *[0] * 7], [None, *[0] * 6, None]]
    assert cells["customdata"][1][7] == ["p1", 52]
    assert cells["text"][1][7] == "<b>p1</b>, agent not recorded<br>week 52: IGA 0 clear"
    assert cells["text"][0][1] == "<b>p2</b>, agent not recorded<br>week 4: IGA missing"
    assert display.words == (
        "IGA of each patient, visit by visit. Cohort A, 2 patients: 3 of 16 visits have an IGA. Highest grade at "
        "baseline on top."
    )


def test_blocks_do_not_overlap_and_fill_the_height(sample, view_of):
    display = iga_strip(view_of(sample), ChartOptions())
    first, second = of(display, "Cohort A"), of(display, "Cohort B")
    assert len(first["z"]) == 73 and len(second["z"]) == 42
    assert first["y"][-1] < second["y"][0]
    assert display.figure["layout"]["yaxis"]["range"] == [second["y"][-1], 0]


def test_agents_are_named_beside_their_patients_where_the_order_is_theirs(sample, view_of):
    by_agent = ChartOptions(strip_sort="agent")
    assert {"dupilumab", "upadacitinib"} <= set(notes(iga_strip(view_of(sample), by_agent)))
    assert "dupilumab" not in notes(iga_strip(view_of(sample), ChartOptions()))
    assert "dupilumab" not in notes(iga_strip(view_of(sample, by="agent"), by_agent))


def test_beyond_300_patients_the_first_ones_are_drawn_and_the_note_says_so(extract_of, view_of):
    display = iga_strip(view_of(extract_with(extract_of, MOST_ROWS + 20)), ChartOptions())
    assert len(of(display, "Cohort A")["z"]) == MOST_ROWS and len(display.table) == MOST_ROWS + 20
    assert display.note == "Drawn are the first patients in this order: Cohort A 300 of 320. All are in the table."
    assert display.height < 1500


# --- waterfall

BSA = """
    patient_id | week | bsa_pct
    p1 | 0 | 20
    p1 | 52 | 5
    p2 | 0 | 10
    p2 | 52 | 24
    p3 | 0 | 0
    p3 | 52 | 3
    p4 | 0 | 8
    p5 | 52 | 8
"""


def test_the_waterfall_by_hand(extract_of, view_of):
    extract = extract_of("patient_id\n p1\n p2\n p3\n p4\n p5", BSA)
    display = bsa_waterfall(view_of(extract), ChartOptions(mask="off"))
    bars, slots = of(display, "Cohort A"), of(display, "Cohort A, without a bar")
    assert bars["y"] == [100, -75] and bars["customdata"] == [["p2", 52], ["p1", 52]]
    assert bars["text"][0] == "<b>p2</b>, Cohort A<br>BSA 10.0% at baseline, 24.0% at week 52<br>+140.0% from baseline"
    assert "\u221275.0% from baseline" in bars["text"][1]
    assert of(display, "above +100%")["x"] == [0]
    # p5 has no baseline, p4 was not seen; p3, who began at 0, has no slot.
    assert slots["x"] == [2, 3] and "2 missing" in notes(display)
    assert display.note == (
        "Hatched slots at the right, week 52: 1 not assessed, 1 without a baseline. Not drawn, as a percentage of a "
        "baseline of 0 is undefined: 1 patient. Cut at +100% and marked: 1 patient (+140%)."
    )
    assert display.words == (
        "BSA at week 52 against baseline, patient by patient. Cohort A: 1/2 at least 50% less, 1/2 at least 75% less, "
        "1 more, 1 not assessed, 1 without a baseline, 1 with a baseline of 0."
    )
    assert len(display.table) == 5


def test_the_axis_of_the_waterfall_never_moves_and_has_its_lines(sample, view_of):
    for choices in VIEWS.values():
        layout = bsa_waterfall(view_of(sample, **choices), ChartOptions(week="12")).figure["layout"]
        assert layout["yaxis"]["range"] == [-100, 100]
        assert [shape["y0"] for shape in layout["shapes"]] == [0, -50, -75]


def test_groups_differ_by_pattern_and_by_the_row_beneath(sample, view_of):
    display = bsa_waterfall(view_of(sample), ChartOptions())
    first, second = of(display, "Cohort A"), of(display, "Cohort B")
    assert first["marker"]["pattern"]["shape"] != second["marker"]["pattern"]["shape"]
    assert set(of(display, "patients of Cohort B")["x"]) >= set(second["x"])
    assert sorted(of(display, "patients of Cohort A")["x"] + of(display, "patients of Cohort B")["x"]) == list(
        range(115)
    )


def test_of_very_many_patients_one_in_two_or_three_is_drawn(extract_of, view_of):
    display = bsa_waterfall(view_of(extract_with(extract_of, 2 * MOST_BARS + 1)), ChartOptions())
    assert len(of(display, "Cohort A")["x"]) == 201
    assert display.note == "Drawn is 1 patient in 3, in this order. All 601 are in the table."
    assert "601/601 (100.0%) at least 50% less" in display.words


def test_nobody_with_a_change_is_said_in_the_plot(sample, view_of):
    nobody = view_of(sample, agent=["cyclosporine"], age=["0-17"])
    assert notes(bsa_waterfall(nobody, ChartOptions()))[-1] == "No patient has a BSA at baseline and at this week."
    assert notes(iga_flow(nobody, ChartOptions())) == ["No patient is selected."]
    assert notes(iga_strip(nobody, ChartOptions())) == ["No patient is selected."]
    # The line can still be moved: with a lower threshold there may be patients.
    assert "draggable" in itch_curve(nobody, ChartOptions()).figure
    assert notes(itch_curve(nobody, ChartOptions())) == [
        "← at least 4 points less",
        "Too few patients have a baseline of 4 or more and an itch score at week 52 for a curve.",
    ]


# --- change curve


def itch(extract_of, **cohorts):
    """Cohorts of (responders, assessed, not assessed) patients: from 8 to 3, from 8 to 6, and lost after baseline."""
    own = [
        (f"{cohort}{at}", cohort, 3 if at < responders else 6 if at < assessed else None)
        for cohort, (responders, assessed, lost) in cohorts.items()
        for at in range(assessed + lost)
    ]
    visits = [f"{name} | 0 | 8" + ("" if after is None else f"\n{name} | 52 | {after}") for name, _, after in own]
    return extract_of(
        "patient_id | cohort\n" + "\n".join(f"{name} | {cohort}" for name, cohort, _ in own),
        "patient_id | week | itch_nrs\n" + "\n".join(visits),
    )


def test_the_readout_of_two_cohorts(extract_of, view_of):
    # Wilson by hand: 44/60 is 0.6099 to 0.8287 and 20/31 is 0.4695 to 0.7888; Newcombe's limits of the difference are
    # -0.0882 - sqrt((0.6452 - 0.4695)^2 + (0.8287 - 0.7333)^2) and
    # -0.0882 + sqrt((0.7888 - 0.6452)^2 + (0.7333 - 0.6099)^2).
    display = itch_curve(view_of(itch(extract_of, A=(44, 60, 4), B=(20, 31, 0))), ChartOptions())
    assert display.words == (
        "Itch at least 4 points less at week 52, of patients with a baseline of 4 or more. "
        "Cohort A: 44/60 (73.3%), 95% CI 61.0 to 82.9. Cohort B: 20/31 (64.5%), 95% CI 46.9 to 78.9. "
        "Difference Cohort B - Cohort A: -8.8 percentage points, 95% CI -28.8 to 10.1."
    )
    assert of(display, "Cohort A: 44/60 (73.3%), 95% CI 61.0 to 82.9")["y"][-2:] == [100, 100]
    assert of(display, "Cohort A at the threshold")["y"] == [pytest.approx(100 * 44 / 60)]
    assert display.note == (
        "Ineligible, as the baseline is below 4: Cohort A 0, Cohort B 0. No baseline: Cohort A 0, Cohort B 0. "
        "Eligible, but not assessed at week 52: Cohort A 4, Cohort B 0. Non-randomised cohorts, unadjusted."
    )


def test_the_numbers_follow_the_rule_for_missing_and_the_curve_does_not(extract_of, view_of):
    view = view_of(itch(extract_of, A=(44, 60, 4), B=(20, 31, 0)))
    nri, bounds, locf = (itch_curve(view, ChartOptions(missing=rule)) for rule in ("nri", "bounds", "locf"))
    assert "Cohort A: 44/64 (68.8%), 95% CI" in nri.words and "counts as no response" in nri.note
    assert "Cohort A: 44 to 48/64 (68.8% to 75.0%), 95% limits" in bounds.words
    assert "Cohort B: 20/31 (64.5%), 95% CI" in bounds.words
    assert "Difference Cohort B - Cohort A: -10.5 to -4.2 percentage points, 95% limits" in bounds.words
    assert locf.words == itch_curve(view, ChartOptions()).words and "carried forward are not used" in locf.note
    for one in (nri, bounds, locf):
        assert of(one, "Cohort A at the threshold")["y"] == [pytest.approx(100 * 44 / 60)]


def test_a_mark_lies_on_its_curve_at_every_threshold_and_the_axes_never_move(sample, view_of):
    view = view_of(sample)
    for threshold in range(1, 11):
        display = itch_curve(view, ChartOptions(threshold=str(threshold), week="12"))
        layout = display.figure["layout"]
        assert (layout["xaxis"]["range"], layout["yaxis"]["range"]) == ([-10, 10], [0, 100])
        line = layout["shapes"][display.figure["draggable"]["shape"]]
        assert line["x0"] == line["x1"] == -threshold == -display.figure["draggable"]["now"]
        for row in display.table[display.table["row"] == "response"].to_dict("records"):
            if row["n"] < 5:
                continue
            mark = of(display, f"Cohort {row['group']} at the threshold")
            assert mark["x"] == [-threshold] and mark["y"] == [pytest.approx(100 * row["estimate"])]


@pytest.mark.parametrize(("count", "curve", "interval"), [(4, False, False), (5, True, False), (10, True, True)])
def test_under_ten_no_interval_and_under_five_no_curve(extract_of, view_of, count, curve, interval):
    display = itch_curve(view_of(itch(extract_of, A=(1, count, 0), B=(1, count, 0))), ChartOptions())
    line = display.figure["data"][0]
    assert (line["x"] != [None]) == curve == (of(display, "Cohort A at the threshold")["x"] != [None])
    assert ("95% CI" in line["name"]) == interval == ("percentage points, 95% CI" in display.words)
    assert ("Difference" in display.words) == curve
    assert ("Under 10 patients there is no interval." in display.note) != interval
    assert display.table["low"].notna().sum() >= 2


def test_a_pinned_selection_lies_faint_behind_and_is_told_apart(sample, view_of):
    reference = view_of(sample, cohort=["A"], agent=["dupilumab"])
    display = itch_curve(view_of(sample), ChartOptions(), reference)
    faint = display.figure["data"][0]
    assert faint["name"].startswith("Pinned: Cohort A: ") and faint["opacity"] < 0.5
    assert "Pinned for comparison (Cohort A on dupilumab)" in display.words
    assert set(display.table["selection"]) == {"shown", "pinned"}
    assert display.height > itch_curve(view_of(sample), ChartOptions()).height
