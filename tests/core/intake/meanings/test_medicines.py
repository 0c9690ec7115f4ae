from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.agents import AGENTS, agents_in
from core.intake.meanings.medicine_words import SYNONYMS
from core.intake.meanings.medicines import agents, before_approval
from core.intake.meanings.plain import phrases


@pytest.mark.parametrize(
    ("name", "agent"), [(name, agent) for agent, names in SYNONYMS.items() for name in phrases(names)]
)
def test_every_listed_name_means_its_agent(name, agent):
    assert (agents(name).value, agents(name).certain) == (agent, True)
    assert agents(name.upper()).value == agent


def test_the_dictionary_names_every_agent_we_know_and_no_other():
    assert set(SYNONYMS) == set(AGENTS)


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("DUPI 300", "dupilumab"),
        ("Dupixent® 300 mg q2w SC", "dupilumab"),
        ("dupixent™ 300", "dupilumab"),
        ("dupilumab (Dupixent)", "dupilumab"),
        ("Upadacitinib-15", "upadacitinib"),
        ("RINVOQ 15mg", "upadacitinib"),
        ("rinvoq15", "upadacitinib"),
        ("upadacitinib 30 mg QD", "upadacitinib"),
        ("Abrocitinib 200", "abrocitinib"),
        ("Tralokinumab 300mg", "tralokinumab"),
        ("tralokinumab-ldrm", "tralokinumab"),
        ("adbry 300mg/2mL pen", "tralokinumab"),
        ("Metotrexate", "methotrexate"),
        ("methotrexate sodium 15 mg weekly", "methotrexate"),
        ("MTX 15mg/wk + folic acid", "methotrexate"),
        ("Cyclosporin", "cyclosporine"),
        ("ciclosporina", "cyclosporine"),
        ("cyclosporine 3 mg/kg/day", "cyclosporine"),
        ("CsA", "cyclosporine"),
        ("CellCept 1 g BID", "mycophenolate"),
        ("prednisone 10 mg daily", "systemic corticosteroid"),
        ("IM TAC", "systemic corticosteroid"),
        ("kenalog 40 mg IM", "systemic corticosteroid"),
        ("NB-UVB 3x/week", "phototherapy"),
        ("dupilumab since 2021", "dupilumab"),
    ],
)
def test_brands_doses_and_spellings_are_read_as_the_agent_and_said(text, agent):
    found = agents(text)
    assert (found.value, found.code, found.certain) == (agent, "agent_name_normalised", True)


@pytest.mark.parametrize(
    "text",
    [
        "dupi + MTX",
        "dupi/mtx",
        "dupilumab & methotrexate",
        "MTX and Dupixent",
        "dupilumab, methotrexate",
        "dupilumab; mtx",
        "Dupixent 300 mg with methotrexate 15 mg",
        "dupilumab und MTX",
        "dupilumab et méthotrexate",
        "mtx plus dupi",
    ],
)
def test_several_agents_are_a_combination_in_alphabetical_order(text):
    found = agents(text)
    assert (found.value, found.code, found.certain) == ("dupilumab + methotrexate", "combination_therapy", True)


def test_our_own_way_to_write_a_combination_needs_no_word():
    assert (agents("methotrexate + dupilumab").value, agents("methotrexate + dupilumab").code) == (
        "dupilumab + methotrexate",
        "",
    )
    assert agents("Dupilumab").code == ""


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("dupilumba", "dupilumab"),
        ("upadacitinb", "upadacitinib"),
        ("abrocitinibe", "abrocitinib"),
        ("tralokinumap", "tralokinumab"),
        ("dupilumba + mtx", "dupilumab + methotrexate"),
    ],
)
def test_a_name_at_most_two_letters_off_is_a_proposal(text, agent):
    found = agents(text)
    assert (found.value, found.code, found.certain) == (agent, "misspelling", False)


@pytest.mark.parametrize(
    "text",
    [
        "opzelura",
        "Ruxolitinib cream",
        "ruxolitinib 1.5% cream",
        "rux",
        "tacrolimus ointment",
        "Protopic",
        "Elidel",
        "Eucrisa",
        "roflumilast cream",
        "Zoryve",
        "Vtama",
        "TCS",
        "triamcinolone 0.1% cream",
        "TAC 0.1%",
        "hydrocortisone cream",
        "dupilumab cream",
    ],
)
def test_a_topical_is_refused_with_the_reason(text):
    found = agents(text)
    assert (found.value, found.code, found.certain) == (None, "topical_in_systemic_column", True)
    assert "not a systemic agent" in found.reason


def test_a_topical_beside_a_systemic_is_left_out_and_said():
    found = agents("dupilumab + Opzelura")
    assert (found.value, found.code) == ("dupilumab", "topical_in_systemic_column")


@pytest.mark.parametrize("text", ["Jakafi", "Jakavi 10 mg", "oral ruxolitinib", "ruxolitinib tablets"])
def test_ruxolitinib_by_mouth_is_asked(text):
    found = agents(text)
    assert (found.value, found.code, found.certain) == ("oral ruxolitinib", "oral_ruxolitinib", False)


@pytest.mark.parametrize(
    "text", ["AZT", "CS", "TAC", "Kenalog", "steroids", "biologic", "JAK inhibitor", "300 mg", "x"]
)
def test_a_name_that_could_be_several_is_a_question_without_a_proposal(text):
    found = agents(text)
    assert (found.value, found.code, found.certain) == (None, "unknown_agent", False)


def test_another_agent_is_kept_as_written_and_asked():
    found = agents("Secukinumab 300 mg")
    assert (found.value, found.code, found.certain) == ("secukinumab", "unknown_agent", False)


@pytest.mark.parametrize(
    "text",
    [
        "Switched from dupilumab to upadacitinib",
        "dupilumab -> upadacitinib",
        "no dupilumab",
        "stopped MTX",
        "dupilumab then MTX",
        "previously cyclosporine",
        "dupilumab vs placebo",
    ],
)
def test_an_agent_that_was_stopped_or_changed_is_a_question(text):
    found = agents(text)
    assert (found.value, found.code, found.certain) == (None, "agent_unclear", False)


def test_words_nobody_understands_leave_a_proposal():
    assert (agents("dupilumab trial arm").value, agents("dupilumab trial arm").certain) == ("dupilumab", False)


@pytest.mark.parametrize("text", ["none", "No systemic", "cream only", "keine", "aucun"])
def test_no_agent_at_all_is_an_answer_and_not_a_gap(text):
    assert (agents(text).value, agents(text).code) == (None, "no_systemic")


def test_an_agent_that_is_not_known_is_a_gap():
    assert (agents("NA").code, agents("").code, agents("unknown").code) == ("missing_token", "", "missing_token")


def test_a_start_before_the_approval_names_the_agent():
    # FDA: upadacitinib 14 January 2022, dupilumab 28 March 2017; methotrexate has no approval for this.
    assert before_approval("dupilumab + upadacitinib", date(2021, 6, 1)) == ("upadacitinib",)
    assert before_approval("upadacitinib", date(2022, 1, 14)) == ()
    assert before_approval("methotrexate", date(2000, 1, 1)) == ()
    assert before_approval("secukinumab", date(2000, 1, 1)) == ()


@given(
    st.lists(st.sampled_from(sorted(AGENTS)), min_size=1, max_size=3),
    st.sampled_from([" + ", "+", "/", " and ", ", ", " & "]),
)
def test_every_combination_reads_back_whatever_joins_it(names, joint):
    found = agents(joint.join(names))
    assert agents_in(found.value) == tuple(sorted(set(names)))
    assert found.certain


@given(st.text(max_size=40))
def test_any_text_is_read_without_fault(text):
    found = agents(text)
    assert not (found.code == "missing_token" and found.value is not None)
    assert found.certain or found.reason
