import pytest

from core.intake.answering import chosen, proposed, table_not_used, withdrawn
from core.intake.answers import Answers, merge
from core.intake.decisions import Decision


def asked(about, key, proposal, options, identity=""):
    return Decision(identity or about, about, "?", key, proposal, options, blocks=True)


COHORT = asked("cohort_values", ("values", "cohort"), {"arm 1": "A", "arm 2": None}, ("A", "B"))
SCALE = asked("scale", ("scales", "iga"), "1-5", ("0-4", "1-5"), "scale:iga")
FILL = asked(
    "fill_down", ("rows", "fill_down"), {"a.csv": True}, ("true: to the patient above", "false: leave out"), "fill"
)
WHICH = asked("column_map", ("columns", "a.csv"), None, ("IGA", "IGA old", "none of them"), "column_map:a.csv:iga")
PATIENT = asked("column_map", ("columns", "a.csv"), None, ("nr", "code"), "linked_tables:a.csv")
BOTH = asked("two_cohorts", ("patients", "P1"), None, ("A", "B", "leave out"), "two_cohorts:P1")
NEAREST = asked("week_from_dates", ("accept",), "nearest", ("nearest",))


@pytest.mark.parametrize(
    ("decision", "choice", "answers"),
    [
        (COHORT, {"arm 1": "A", "arm 2": "B"}, Answers(values={"cohort": {"arm 1": "A", "arm 2": "B"}})),
        (SCALE, "0-4", Answers(scales={"iga": "0-4"})),
        (FILL, FILL.options[0], Answers(fill_down={"a.csv": True})),
        (FILL, FILL.options[1], Answers(fill_down={"a.csv": False})),
        (WHICH, "IGA old", Answers(columns={"a.csv": {"IGA old": "iga"}})),
        (WHICH, "none of them", Answers(columns={"a.csv": {"IGA": "ignore", "IGA old": "ignore"}})),
        (PATIENT, "code", Answers(columns={"a.csv": {"code": "patient_id"}})),
        (BOTH, "B", Answers(patients={"P1": {"cohort": "B"}})),
        (BOTH, "leave out", Answers(patients={"P1": {"cohort": "leave out"}})),
        (NEAREST, "nearest", Answers(accept=frozenset({"week_from_dates"}))),
    ],
)
def test_a_choice_is_an_answer_where_the_answers_file_has_it(decision, choice, answers):
    assert chosen(decision, choice) == answers


def test_a_proposal_answers_only_the_texts_it_has_a_value_for():
    assert proposed(COHORT) == Answers(values={"cohort": {"arm 1": "A"}})
    assert proposed(SCALE) == Answers(scales={"iga": "1-5"})
    assert proposed(WHICH) == Answers()


@pytest.mark.parametrize("decision", [SCALE, FILL, BOTH, NEAREST, COHORT])
def test_a_withdrawn_answer_leaves_the_others(decision):
    others = Answers(values={"cohort": {"other": "B"}, "sex": {"v": "female"}}, scales={"bsa_pct": "percent"})
    choice = decision.proposal or decision.options[0]
    both = merge(others, chosen(decision, choice))
    assert both != others
    assert withdrawn(both, decision) == others


def test_withdrawing_what_was_never_answered_changes_nothing():
    assert withdrawn(Answers(scales={"bsa_pct": "percent"}), SCALE) == Answers(scales={"bsa_pct": "percent"})


def test_a_table_without_patients_is_put_aside_column_by_column():
    assert table_not_used("a.csv", ["nr", "IGA"]) == Answers(columns={"a.csv": {"nr": "ignore", "IGA": "ignore"}})
