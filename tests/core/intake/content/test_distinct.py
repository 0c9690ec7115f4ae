from core.intake.answers import Answers
from core.intake.content.distinct import distinct_values
from core.intake.engine import import_files

VISITS = (
    b"patient_id,cohort,systemic_agent,sex,visit,iga\r\n"
    b"p1,Cream first,Dupixent,m,Baseline,3\r\n"
    b"p1,Cream first,Dupixent,m,3 months,1\r\n"
    b"p2,B,dupi + MTX,f,Baseline,4\r\n"
    b"p3,B,Dupixent,f,T9x,4\r\n"
)


def lines(answers=None):
    answers = answers or Answers()
    found = distinct_values(import_files([("v.csv", VISITS)], answers=answers), answers)
    return [tuple(row) for row in found.itertuples(index=False)]


def test_each_distinct_text_has_a_line_with_its_count_and_meaning():
    assert lines()[:6] == [
        ("cohort", "B", 2, "B"),
        ("cohort", "Cream first", 1, "A"),
        ("agent", "Dupixent", 2, "dupilumab"),
        ("agent", "dupi + MTX", 1, "dupilumab + methotrexate"),
        ("sex", "f", 2, "female"),
        ("sex", "m", 1, "male"),
    ]


def test_names_of_visits_come_last_with_their_weeks():
    found = lines()[6:]
    assert found[:2] == [("visit", "Baseline", 2, 0.0), ("visit", "3 months", 1, 12.0)]
    assert found[2:] == [("visit", "T9x", 1, None)]


def test_an_answer_is_the_meaning():
    found = lines(Answers(values={"sex": {"f": "other"}}, weeks={"T9x": 9}))
    assert ("sex", "f", 2, "other") in found
    assert ("visit", "T9x", 1, 9.0) in found


def test_yes_and_no_are_words_and_an_empty_meaning_is_none():
    events = b"patient_id,cohort,term,severity,serious,related\r\np1,A,Acne,mild,Y,possible\r\np1,A,Acne,NR,0,none\r\n"
    found = distinct_values(import_files([("e.csv", events)]), Answers())
    assert list(found.itertuples(index=False, name=None))[1:] == [
        ("severity", "mild", 1, "mild"),
        ("severity", "NR", 1, None),
        ("serious", "Y", 1, "yes"),
        ("serious", "0", 1, "no"),
        ("related", "possible", 1, "yes"),
        ("related", "none", 1, "no"),
    ]
