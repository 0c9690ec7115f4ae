"""First events over time and the timeline: figure, words and table agree, whatever is selected."""

import json
import re

import plotly.graph_objects as go
import pytest

from core.analyses.first_event import first_event
from core.analyses.rates import rates
from core.displays.time import MOST_ROWS, cumulative_display, on_combination, timeline_display
from core.figures.theme import resolved
from core.rows import rows_of
from core.wording_time import left_out_of_rates, rate_text, rate_texts

VIEWS = {
    "two groups": {},
    "one group": {"cohort": ["B"]},
    "six groups": {"by": "agent"},
    "few patients": {"agent": ["tralokinumab"]},
    "one patient": {"agent": ["cyclosporine"]},
    "nobody": {"agent": ["cyclosporine"], "age": ["0-17"]},
    "everyone at once": {"by": "nothing"},
    "no event counts": {"serious": ["yes"]},
    "events at any time": {"period": ["all"]},
}
MASKED = {"in clear": False, "masked": True}
PATIENTS = """
    patient_id | cohort | ae_status | follow_up_weeks | follow_up_end
    p1         | A      | any       | 60              | stopped cream
    <b>p2      | B      | any       |                 |
    p3         | A      | none      | 20              | stopped cream
"""
EVENTS = """
    patient_id | term         | severity         | serious | related_cream | start_week | end_week
    p1         | <i>Acne      | mild             | no      | yes           | -6         | -1
    p1         | Boil         | severe           | yes     | no            | 4          | 300
    p1         | Rash         | life-threatening |         |               | 5          |
    <b>p2      | %{x}         |                  |         |               |            | 3
"""


def of(figure, name):
    (trace,) = (trace for trace in figure["data"] if trace["name"] == name)
    return trace


def texts_in(value):
    if isinstance(value, dict | list | tuple):
        return [text for item in (value.values() if isinstance(value, dict) else value) for text in texts_in(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("masked", MASKED.values(), ids=MASKED)
@pytest.mark.parametrize("choices", VIEWS.values(), ids=VIEWS)
def test_plotly_accepts_both_figures_with_every_colour_resolved(sample, view_of, choices, masked, mode):
    view = view_of(sample, **choices)
    for display in (cumulative_display(view), timeline_display(view, masked=masked)):
        json.dumps(display.figure, allow_nan=False)
        figure = resolved(display.figure, mode)
        assert [text for text in texts_in(figure) if text.startswith("@")] == []
        narrow = figure.pop("narrow")["layout"]
        go.Figure(figure)
        go.Figure({"layout": {part: {**figure["layout"][part], **changes} for part, changes in narrow.items()}})
        assert display.words.endswith(".") and "nan" not in display.words + display.note
        assert not re.search(r"\b(safe|well tolerated|effective|significant)\b", display.words + display.note)
        assert display.height > 100 and "group" in display.table


# --- first events


def test_the_first_event_in_words(sample, view_of):
    assert cumulative_display(view_of(sample)).words == (
        "First event by week 52. Cohort A: 2 of 73 patients, 2.7% (95% CI 0.7 to 10.5), 64 at risk; "
        "Cohort B: 5 of 41 patients, 12.2% (95% CI 5.3 to 26.8), 36 at risk."
    )
    assert cumulative_display(view_of(sample, serious=["yes"], cohort=["A"])).words == (
        "First serious event by week 52. Cohort A: 0 of 73 patients, 0.0% (up to 5.4% is not excluded), 66 at risk."
    )
    assert cumulative_display(view_of(sample, agent=["cyclosporine"])).words.startswith(
        "First event by week 52. Cohort A: 0 of 1 patient, "
    )


def test_the_note_names_the_method_and_says_what_stopping_does(extract_of, view_of, sample):
    note = cumulative_display(view_of(sample)).note
    assert note.startswith("Method: Kaplan-Meier, log-log 95% intervals.") and "Stopping" not in note
    patients = "patient_id | follow_up_weeks | follow_up_end\n" + "\n".join(
        f"p{at} | 20 | {'stopped cream' if at < 3 else 'ongoing'}" for at in range(12)
    )
    note = cumulative_display(view_of(extract_of(patients))).note
    assert "Aalen-Johansen" in note and "Stopping a treatment competes" in note


def test_who_is_left_out_is_said_with_the_number(extract_of, view_of):
    view = view_of(extract_of(PATIENTS, "", EVENTS))
    said = (
        "Left out of first events, as the start of the event, or without one the end of follow-up, is not recorded: "
        "1 patient (Cohort B 1)."
    )
    assert said in cumulative_display(view).note
    assert left_out_of_rates(view.of(rates), view.selection) == said


def test_under_ten_patients_no_band_and_under_five_no_curve(sample, view_of):
    figure = cumulative_display(view_of(sample, agent=["tralokinumab"])).figure
    # Eight patients of cohort A and three of cohort B.
    assert of(figure, "Cohort A interval")["x"] == of(figure, "Cohort B interval")["x"] == []
    assert of(figure, "Cohort A, few left")["y"] == [0] * len(of(figure, "Cohort A, few left")["x"])
    assert set(of(figure, "Cohort B, few left")["y"]) == {None}
    assert of(figure, "at risk of Cohort B")["text"][0] == "3 (0)"
    note = cumulative_display(view_of(sample, agent=["tralokinumab"])).note
    assert "Under 10 patients a curve is drawn without interval. Under 5 only counts are shown." in note


def test_the_band_holds_the_curve_and_shows_doubt_before_the_first_event(sample, view_of):
    view = view_of(sample)
    figure = cumulative_display(view).figure
    band, curve = of(figure, "Cohort A interval"), of(figure, "Cohort A")
    assert band["y"][0] == pytest.approx(4.9277, abs=1e-4)
    assert (curve["x"][-1], curve["y"][-1], curve["line"]["shape"]) == (52, pytest.approx(100 * 2 / 73), "hv")
    assert max(band["y"]) == pytest.approx(100 * view.of(first_event)["high"][:9].max())
    assert of(figure, "at risk of Cohort A")["text"] == ["73 (0)", "71 (2)", "71 (2)", "71 (2)", "64 (2)"]


def test_a_curve_ends_where_the_last_patient_was_seen(extract_of, view_of):
    patients = "patient_id | follow_up_weeks\n" + "\n".join(f"p{at} | 20" for at in range(12))
    curve = of(cumulative_display(view_of(extract_of(patients))).figure, "Cohort A")
    assert max(curve["x"]) == 20


def test_more_than_three_groups_have_their_limits_at_the_end(sample, view_of):
    display = cumulative_display(view_of(sample, by="agent"))
    whisker = of(display.figure, "dupilumab interval")
    assert whisker["x"] > [52] and len(whisker["error_y"]["array"]) == 1
    assert "With more than 3 groups the interval stands at the end of each curve." in display.note


def test_the_axis_goes_to_half_unless_something_lies_higher(sample, view_of, extract_of):
    assert cumulative_display(view_of(sample)).figure["layout"]["yaxis"]["range"][1] == 50
    many = "patient_id | ae_status | follow_up_weeks\n" + "\n".join(f"p{at} | any | 60" for at in range(12))
    events = "patient_id | term | start_week\n" + "\n".join(f"p{at} | Acne | {at}" for at in range(9))
    view = view_of(extract_of(many, "", events))
    assert cumulative_display(view).figure["layout"]["yaxis"]["range"][1] == 100


def test_time_is_of_the_combination_whatever_period_is_counted(sample, view_of):
    view = view_of(sample, period=["all"])
    assert on_combination(view).selection.period == ()
    display = cumulative_display(view)
    assert display.words == cumulative_display(view_of(sample)).words
    assert display.note.startswith("Time concerns the combination only")
    plain = view_of(sample)
    assert on_combination(plain) is plain


# --- timeline


def test_the_timeline_in_words_and_rows(sample, view_of):
    display = timeline_display(view_of(sample))
    assert display.words == (
        "Patients with an adverse event in the chart: 7 of 115. 7 events, 7 counted (7 on the combination)."
    )
    events = of(display.figure, "events")
    assert len(events["x"]) == len(display.table) == 7
    assert [ids[0] for ids in events["customdata"]] == display.table["patient_id"].tolist()
    # Cohort A comes first, each group under its name.
    assert events["y"] == [1, 2, 4, 5, 6, 7, 8]
    assert display.note == ""


def test_what_does_not_count_is_hollow_and_before_time_zero_left_of_it(extract_of, view_of):
    display = timeline_display(view_of(extract_of(PATIENTS, "", EVENTS)))
    events = of(display.figure, "events")
    assert events["marker"]["color"] == ["@paper", "@severe", "@ink", "@mild"]
    assert events["marker"]["symbol"] == ["circle", "diamond", "star", "circle-x"]
    assert events["x"][0] == -6
    # An event without a start stands left of everything, in its own column.
    first_week = display.figure["layout"]["shapes"][1]["x0"]
    assert events["x"][3] < first_week < -6
    assert "start not<br>recorded" in [label["text"] for label in display.figure["layout"]["annotations"]]
    assert "Hollow marks are events that are not counted" in display.note
    assert "the time on both treatments is not recorded: 1 patient." in display.note


def test_an_open_end_and_an_end_beyond_the_axis_are_marked(extract_of, view_of):
    figure = timeline_display(view_of(extract_of(PATIENTS, "", EVENTS))).figure
    last = figure["layout"]["xaxis"]["range"][1]
    assert of(figure, "duration")["x"] == [4, last]
    assert of(figure, "beyond the axis")["x"] == [last]
    assert len(of(figure, "end unknown")["x"]) == 1
    assert of(figure, "duration, not counted")["x"] == [-6, -1]
    # The bar of p1 ends with the combination; the other patient has none.
    assert of(figure, "Cohort A, on both treatments")["x"] == [0, 60]
    assert of(figure, "Cohort B, on both treatments")["x"] == []


def test_events_at_once_lie_beside_each_other(extract_of, view_of):
    heights = of(timeline_display(view_of(extract_of(PATIENTS, "", EVENTS))).figure, "events")["y"]
    assert heights[1] != heights[2] and max(abs(height - 1) for height in heights[:3]) < 0.5


def test_text_of_a_file_is_shown_letter_by_letter(extract_of, view_of):
    figure = timeline_display(view_of(extract_of(PATIENTS, "", EVENTS))).figure
    texts = of(figure, "events")["text"] + [label["text"] for label in figure["layout"]["annotations"]]
    assert not any("<i>" in text or "<b>p2" in text for text in texts)
    assert any("&lt;i&gt;Acne" in text for text in texts) and any("&lt;b&gt;p2 · B" in text for text in texts)
    assert of(figure, "events")["hovertemplate"] == "%{text}<extra></extra>"


def test_masked_rows_name_no_patient_anywhere(sample, view_of):
    display = timeline_display(view_of(sample), masked=True)
    order = sample.patients["patient_id"].tolist()
    expected = [f"Patient {order.index(one) + 1}" for one in timeline_display(view_of(sample)).table["patient_id"]]
    assert display.table["patient_id"].tolist() == expected
    assert "SYN-" not in json.dumps(display.figure) + display.words + display.note
    labels = [label["text"] for label in display.figure["layout"]["annotations"]]
    assert {f"{name} · A" for name in expected} & set(labels)


def test_at_most_sixty_patients_are_drawn_and_the_others_counted(extract_of, view_of):
    patients = "patient_id | ae_status | follow_up_weeks\n" + "\n".join(f"p{at} | any | 60" for at in range(65))
    twice = "\n".join(f"p{at} | Boil | 9" for at in range(64, 60, -1))
    events = "patient_id | term | start_week\n" + "\n".join(f"p{at} | Acne | 8" for at in range(65)) + "\n" + twice
    display = timeline_display(view_of(extract_of(patients, "", events)))
    drawn = {ids[0] for ids in of(display.figure, "events")["customdata"]}
    assert len(drawn) == MOST_ROWS and {"p61", "p62", "p63", "p64"} < drawn
    assert display.note.startswith("Drawn are the 60 patients with most events; 5 patients more are in the table.")
    assert len(display.table) == 69


def test_nobody_with_an_event_is_said_in_the_plot(sample, view_of):
    display = timeline_display(view_of(sample, agent=["cyclosporine"]))
    assert [label["text"] for label in display.figure["layout"]["annotations"]] == [
        "No adverse event is recorded for these patients."
    ]
    assert display.words == "Patients with an adverse event in the chart: 0 of 1."


# --- rates


def test_rates_in_words(sample, view_of):
    view = view_of(sample)
    assert [rate_texts(row) for row in rows_of(view.of(rates))] == [
        ("2 / 99.2 → 2.0 (0.2 to 7.3)", "2 / 102.2 → 2.0 (0.2 to 7.1)"),
        ("5 / 63.3 → 7.9 (2.6 to 18.4)", "5 / 70.4 → 7.1 (2.3 to 16.6)"),
    ]


@pytest.mark.parametrize(
    ("n", "count", "text"),
    [
        (10, 2, "2 / 20.0 → 10.0 (1.2 to 36.1)"),
        (9, 2, "2 / 20.0 → 10.0"),
        (4, 2, "2 / 20.0"),
        (10, 0, "0 / 20.0 → 0.0 (0.0 to 18.4)"),
        # A rate of 0 without what it does not exclude would promise too much.
        (9, 0, "0 / 20.0"),
    ],
)
def test_a_rate_says_less_the_fewer_patients_there_are(n, count, text):
    limits = {0: (0.0, 0.0, 18.444), 2: (10.0, 1.211, 36.123)}[count]
    assert rate_text(count, 20.0, *limits, n=n) == text
