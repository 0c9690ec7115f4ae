from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SelectionError
from core.selection import (
    EVENT_FILTERS,
    EVENT_OPTIONS,
    GROUPINGS,
    PATIENT_FILTERS,
    Selection,
    from_pairs,
    from_query,
    option_label,
    require_known,
)

OPTIONS = {
    "cohort": ("A", "B"),
    "agent": ("dupilumab", "dupilumab + methotrexate", "missing"),
    "severity": ("mild", "moderate", "severe"),
    "bsa": ("clear", "mild", "moderate", "severe"),
    "itch": ("mild", "moderate", "severe"),
    "sex": ("female", "male", "missing"),
    "age": ("0-17", "18-39", "40-64", "65-120"),
    "site": ("Site 1", "Zürich & Co = 100%", "a+b"),
    # Properties that are no filters.
    "agent_class": ("biologic", "combination"),
    "nothing": ("all",),
}


@st.composite
def selections(draw, options=OPTIONS):
    chosen = {name: draw(st.sets(st.sampled_from(options[name]))) for name in PATIENT_FILTERS}
    chosen |= {name: draw(st.sets(st.sampled_from(EVENT_OPTIONS[name]), max_size=1)) for name in EVENT_FILTERS}
    return Selection(by=draw(st.sampled_from(sorted(GROUPINGS))), **chosen)


@given(selections())
def test_a_selection_survives_the_link(selection):
    assert from_query(selection.to_query(), OPTIONS) == (selection, ())
    assert from_query("?" + selection.to_query(), OPTIONS) == (selection, ())
    assert from_pairs(selection.pairs(), OPTIONS) == (selection, ())


@given(st.data())
def test_a_selection_of_the_sample_survives_the_link(sample_coded, data):
    selection = data.draw(selections(sample_coded.options))
    assert from_query(selection.to_query(), sample_coded.options) == (selection, ())


def test_nothing_chosen_is_an_empty_link():
    assert Selection().to_query() == ""
    assert from_query("", OPTIONS) == (Selection(), ())
    assert not Selection().restricts_patients
    assert not Selection().restricts_events


def test_the_link_has_a_fixed_order():
    selection = Selection(agent=["dupilumab"], cohort=["B", "A"], by="sex", serious=["yes"])
    assert selection.to_query() == "cohort=A&cohort=B&agent=dupilumab&by=sex&serious=yes"


def test_selections_are_equal_whatever_the_order_and_repetition():
    one, other = Selection(cohort=("B", "A"), sex=["male"]), Selection(cohort=["A", "B", "A"], sex={"male"})
    assert one == other
    assert hash(one) == hash(other)
    assert one.cohort == ("A", "B")


def test_a_choice_is_switched_on_and_off():
    selection = Selection(cohort=["A"], by="sex")
    both = selection.with_choice("cohort", "B", True)
    assert both.cohort == ("A", "B")
    assert both.with_choice("cohort", "B", True) == both
    assert both.with_choice("cohort", "B", False) == selection
    assert selection.with_choice("cohort", "B", False) == selection
    assert selection.cohort == ("A",)


def test_all_choices_of_one_filter_are_replaced():
    assert Selection(cohort=["A"], sex=["male"]).with_codes("cohort", ["B"]) == Selection(cohort=["B"], sex=["male"])


def test_clearing_keeps_only_what_is_compared():
    assert Selection(cohort=["A"], serious=["yes"], by="sex").cleared() == Selection(by="sex")


def test_patients_and_events_are_restricted_apart():
    assert Selection(site=["x"]).restricts_patients and not Selection(site=["x"]).restricts_events
    assert Selection(related=["cream"]).restricts_events and not Selection(related=["cream"]).restricts_patients
    assert not Selection(by="sex").restricts_patients


@pytest.mark.parametrize(
    "query",
    [
        "agent=dupilumab + methotrexate",
        "agent=dupilumab+methotrexate",
        "agent=dupilumab++methotrexate",
        "agent=dupilumab+%2B+methotrexate",
        "agent=dupilumab%20methotrexate",
    ],
)
def test_the_plus_between_agents_may_be_typed_by_hand(query):
    assert from_query(query, OPTIONS) == (Selection(agent=["dupilumab + methotrexate"]), ())


@pytest.mark.parametrize(
    ("query", "selection"),
    [
        ("serious=true", Selection(serious=["yes"])),
        ("serious=1", Selection(serious=["yes"])),
        ("by=none", Selection(by="nothing")),
        ("by=sex&by=agent", Selection(by="agent")),
        ("at_least=severe&at_least=moderate", Selection(at_least=["moderate"])),
        ("cohort=B&cohort=B", Selection(cohort=["B"])),
    ],
)
def test_what_people_write_by_hand_is_understood(query, selection):
    assert from_query(query, OPTIONS) == (selection, ())


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("cohort=C", "cohort: “C” is not among A, B"),
        ("cohort=a", "cohort: “a” is not among A, B"),
        ("cohort=", "cohort: “” is not among A, B"),
        ("by=weight", f"by: “weight” is not among {', '.join(GROUPINGS)}"),
        ("at_least=mild", "at_least: “mild” is not among moderate, severe"),
        ("weight=3", "“weight” is not a filter"),
        ("agent_class=biologic", "“agent_class” is not a filter"),
        ("nothing=all", "“nothing” is not a filter"),
        ("x" * 50 + "=1", f"“{'x' * 39}…” is not a filter"),
        (f"cohort={'9' * 5000}", f"cohort: “{'9' * 39}…” is not among A, B"),
    ],
)
def test_what_names_nothing_is_ignored_and_named(query, message):
    selection, ignored = from_query(f"sex=male&{query}", OPTIONS)
    assert selection == Selection(sex=["male"])
    assert [one.message for one in ignored] == [message]


@pytest.mark.parametrize("name", [*PATIENT_FILTERS, *EVENT_FILTERS, "by"])
@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "nan",
        "None",
        "[]",
        "['A']",
        "__import__('os')",
        "{A}",
        "A' OR '1'='1",
        "\x00",
        "A,B",
    ],
)
def test_hostile_values_are_compared_and_never_evaluated(name, value):
    selection, ignored = from_pairs([(name, value)], OPTIONS)
    assert selection == Selection()
    assert [(one.name, one.value) for one in ignored] == [(name, value)]


@pytest.mark.parametrize("name", ["__class__", "with_codes", "pairs", "_results", "cleared"])
def test_a_name_of_the_code_is_not_a_filter(name):
    assert from_pairs([(name, "A")], {**OPTIONS})[0] == Selection()


@given(st.text(max_size=80))
def test_no_link_ever_raises(text):
    selection, ignored = from_query(text, OPTIONS)
    assert {one.name for one in ignored} <= {name for name, _ in parse_qsl(text.lstrip("?"), keep_blank_values=True)}
    assert from_query(selection.to_query(), OPTIONS) == (selection, ())


def test_parameters_of_somebody_else_are_left_alone():
    assert from_query("centre=mean&embed=true", OPTIONS, foreign=("centre", "embed")) == (Selection(), ())


def test_a_filter_the_extract_has_no_options_for_is_named():
    _, ignored = from_query("site=Ulm", {})
    assert [one.message for one in ignored] == ["“site” is not a filter"]


def test_where_everything_has_to_be_known_the_values_that_exist_are_said():
    require_known(())
    _, ignored = from_query("cohort=C&weight=3", OPTIONS)
    with pytest.raises(SelectionError) as caught:
        require_known(ignored)
    assert str(caught.value) == "cohort: “C” is not among A, B; “weight” is not a filter."


@pytest.mark.parametrize(
    ("name", "code", "label"),
    [
        ("cohort", "A", "A: cream first"),
        ("severity", "severe", "severe (IGA 4)"),
        ("age", "0-17", "under 18"),
        ("agent", "dupilumab", "dupilumab"),
        ("site", "missing", "not recorded"),
        ("nothing", "all", "all"),
    ],
)
def test_an_option_has_words(name, code, label):
    assert option_label(name, code) == label


def test_every_event_option_has_words_of_its_own():
    assert all(
        option_label(name, code) != code or code == "severe" for name in EVENT_OPTIONS for code in EVENT_OPTIONS[name]
    )
