import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.meanings.scores import bsa, iga, itch, score_scale

# The grades in the words of charts, over ten languages.
GRADES = {
    0: "clear; Clear skin; cleared; gaaf; erscheinungsfrei; Abgeheilt; blanchi; aclarado; pulito; limpo;"
    " utläkt; czysta skóra",
    1: "Almost clear; Nearly clear; minimal; bijna gaaf; fast erscheinungsfrei; presque blanchi; casi aclarado;"
    " quasi pulito; quase limpo; nästan utläkt; prawie czysta",
    2: "mild; Mild disease; licht; leicht; léger; leve; lieve; ligeiro; lindrig; let; łagodne",
    3: "moderate; Moderate disease; matig; mäßig; mittelschwer; modéré; moderado; moderata; måttlig;"
    " moderat; umiarkowane",
    4: "severe; Severe disease; ernstig; schwer; sévère; grave; svår; svær; ciężkie",
}


@pytest.mark.parametrize(
    ("grade", "text"), [(grade, text.strip()) for grade, texts in GRADES.items() for text in texts.split(";")]
)
def test_a_grade_in_words_is_read_and_said(grade, text):
    found = iga(text)
    assert (found.value, found.code, found.certain) == (grade, "text_to_score", True)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("3", 3),
        ("3.0", 3),
        ("3,0", 3),
        (" 3 ", 3),
        ("3 (moderate)", 3),
        ("3 - moderate", 3),
        ("0 = clear", 0),
        ("IGA 3", 3),
        ("IGA: 2", 2),
        ("grade 2", 2),
        ("Almost clear (1)", 1),
        ("3 (0-4)", 3),
        ("4-severe", 4),
        ("３", 3),
    ],
)
def test_a_grade_in_figures_is_read(text, grade):
    assert (iga(text).value, iga(text).code) == (grade, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2-3", "not_scorable"),
        ("2/3", "not_scorable"),
        ("0/1", "not_scorable"),
        ("1 to 2", "not_scorable"),
        ("3+", "not_scorable"),
        ("~3", "not_scorable"),
        (">2", "not_scorable"),
        ("2.5", "not_scorable"),
        ("Mild to moderate", "not_scorable"),
        ("mild-moderate", "not_scorable"),
        ("clear/almost clear", "not_scorable"),
        ("1 - clear", "not_scorable"),
        ("5", "value_out_of_range"),
        ("6", "value_out_of_range"),
        ("-1", "value_out_of_range"),
        ("5 - severe", "value_out_of_range"),
        ("very severe", "value_out_of_range"),
        ("abc", "not_a_number"),
        ("III", "not_a_number"),
        ("NR", "missing_token"),
        ("999", "missing_token"),
        ("-9", "missing_token"),
        ("refused", "missing_token"),
        ("", ""),
    ],
)
def test_what_is_not_one_grade_has_no_value_and_says_why(text, code):
    found = iga(text)
    assert (found.value, found.code) == (None, code)
    assert bool(found.reason) == bool(code)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("13.7", 13.7, ""),
        ("15 %", 15, ""),
        ("15%", 15, ""),
        ("15 pct", 15, ""),
        ("15 percent", 15, ""),
        ("15 Prozent", 15, ""),
        ("15 procent", 15, ""),
        ("15 por ciento", 15, ""),
        (".5", 0.5, ""),
        ("BSA 12", 12, ""),
        ("99", 99, ""),
        ("<1%", 0.5, "below_limit"),
        ("< 1", 0.5, "below_limit"),
        ("less than 1%", 0.5, "below_limit"),
        ("< 0.5 %", 0.25, "below_limit"),
        ("10-15%", 12.5, "range_midpoint"),
        ("10–15", 12.5, "range_midpoint"),  # noqa: RUF001
        ("10% - 15%", 12.5, "range_midpoint"),
        ("10 to 15 %", 12.5, "range_midpoint"),
        ("~10", 10, "approximate"),
        ("approx. 10%", 10, "approximate"),
        ("ca. 12 %", 12, "approximate"),
    ],
)
def test_a_share_of_the_body_is_read_and_what_is_not_plain_is_said(text, value, code):
    found = bsa(text)
    assert (found.value, found.code, found.certain) == (pytest.approx(value), code, True)
    assert bool(found.reason) == bool(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (">90", "not_scorable"),
        ("84/82", "not_scorable"),
        ("15-10", "not_scorable"),
        ("1.8 m2", "not_scorable"),
        ("1.8 m²", "not_scorable"),
        ("12-Oct", "range_as_date"),
        ("Oct-15", "range_as_date"),
        ("2010-12-15", "range_as_date"),
        ("10.12.2015", "range_as_date"),
        ("250", "value_out_of_range"),
        ("-3", "value_out_of_range"),
        ("1e5", "not_a_number"),
        ("1_0", "not_a_number"),
        ("much", "not_a_number"),
        ("<1,5,5", "not_a_number"),
        ("1,5-2,5", "not_a_number"),
        ("999", "missing_token"),
        ("nan", "missing_token"),
        ("n.d.", "missing_token"),
    ],
)
def test_what_is_no_share_of_the_body_has_no_value_and_says_why(text, code):
    assert (bsa(text).value, bsa(text).code) == (None, code)
    assert bsa(text).reason


def test_a_range_that_a_spreadsheet_spoilt_is_named():
    assert bsa("12-Oct").reason == "looks like a range that a spreadsheet turned into a date"
    assert bsa("140").reason == "is above 100"
    assert itch("-2").reason == "is below 0"


@pytest.mark.parametrize(
    ("text", "proposal"), [("1 palm", 1), ("2 handprints", 2), ("<5", 2.5), ("none", 0), ("13,7", 13.7)]
)
def test_a_share_that_only_a_person_can_confirm_is_a_proposal(text, proposal):
    assert (bsa(text).value, bsa(text).certain) == (proposal, False)


def test_a_comma_is_a_decimal_mark_where_the_file_says_so():
    assert bsa("0,15", ",").value == 0.15
    assert bsa("13,7 %", ",").value == 13.7
    assert bsa("10,5-12,5", ",").value == 11.5
    assert bsa("13.7", ",").value == 13.7
    assert bsa("1.234,5", ",").value is None
    assert bsa("0,15").code == "decimal_comma"


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("8", 8, ""),
        ("7.5", 7.5, ""),
        ("8/10", 8, ""),
        ("8 of 10", 8, ""),
        ("8 out of 10", 8, ""),
        ("6 (0-10)", 6, ""),
        ("8 [0-10]", 8, ""),
        ("NRS 8", 8, ""),
        ("NRS: 8/10", 8, ""),
        ("8 points", 8, ""),
        ("worst itch 8", 8, ""),
        ("6-7", 6.5, "range_midpoint"),
        ("~6", 6, "approximate"),
    ],
)
def test_an_itch_is_read(text, value, code):
    assert (itch(text).value, itch(text).code, itch(text).certain) == (value, code, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12", "value_out_of_range"),
        ("77", "value_out_of_range"),
        ("12/10", "value_out_of_range"),
        (">8", "not_scorable"),
        ("8+", "not_scorable"),
        ("mild", "not_a_number"),
        ("7-Aug", "range_as_date"),
        ("99", "missing_token"),
        ("NR", "missing_token"),
        ("did not attend", "missing_token"),
    ],
)
def test_what_is_no_itch_has_no_value_and_says_why(text, code):
    assert (itch(text).value, itch(text).code) == (None, code)


@pytest.mark.parametrize("text", ["80/100", "80 mm", "80%"])
def test_an_itch_of_a_long_scale_is_a_proposal(text):
    assert (itch(text).value, itch(text).code, itch(text).certain) == (8, "rescaled", False)


@pytest.mark.parametrize(
    ("field", "texts", "scale"),
    [
        ("iga", "0 1 2 3 4", "0-4"),
        ("iga", "1 2 3 4", "0-4"),
        ("iga", "1 2 3 4 5", "1-5?"),
        ("iga", "0 1 2 3 4 5", "0-5?"),
        ("iga", "0 1 2 3 4 6 abc", "0-4"),
        ("iga", "1=clear 2=minimal 3=mild", "1-5?"),
        ("itch_nrs", "0 3 8 10 77", "0-10"),
        ("itch_nrs", "0 23 61 80 95", "0-100?"),
        ("bsa_pct", "0.12 0.05 0.3 1", "fraction?"),
        ("bsa_pct", "0.12 0.05 30", "0-100"),
        ("bsa_pct", "1.85 1.92 2.01", "square metres?"),
        ("bsa_pct", "", "0-100"),
    ],
)
def test_the_distinct_values_of_a_column_show_its_scale(field, texts, scale):
    assert score_scale(field, texts.split()) == scale


def test_a_rare_grade_five_is_an_error_of_typing():
    assert score_scale("iga", {"0": 40, "1": 50, "2": 50, "3": 40, "5": 1}) == "0-4"
    assert score_scale("iga", {"1": 40, "2": 50, "3": 50, "4": 40, "5": 20}) == "1-5?"


@given(st.integers(0, 4))
def test_every_grade_reads_back(grade):
    assert iga(str(grade)).value == grade


@given(st.decimals(0, 100, places=1), st.sampled_from(["{}", "{} %", "{} pct", "BSA {}", "~{}"]))
def test_every_share_reads_back_in_every_unit(share, form):
    assert bsa(form.format(share)).value == pytest.approx(float(share))


@given(st.decimals(0, 10, places=1), st.sampled_from(["{}", "{}/10", "{} (0-10)", "{} of 10"]))
def test_every_itch_reads_back(score, form):
    assert itch(form.format(score)).value == pytest.approx(float(score))


@given(st.text(max_size=30), st.sampled_from([".", ","]))
def test_any_cell_has_a_value_on_the_scale_or_none(text, decimal):
    for found, high in ((iga(text), 4), (bsa(text, decimal), 100), (itch(text, decimal), 10)):
        assert found.value is None or 0 <= found.value <= high
        assert not (found.code == "missing_token" and found.value is not None)
        assert found.value is not None or found.reason or not text.strip() or found.code == ""
