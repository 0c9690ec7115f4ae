import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.agents import AGENTS, agent_class, agents_in, canonical
from core.schema import AGENT_CLASSES


@pytest.mark.parametrize(
    ("written", "standard"),
    [
        ("dupilumab", "dupilumab"),
        ("methotrexate + dupilumab", "dupilumab + methotrexate"),
        ("methotrexate+dupilumab", "dupilumab + methotrexate"),
        (" dupilumab  +  dupilumab ", "dupilumab"),
        ("+ dupilumab +", "dupilumab"),
        ("", ""),
    ],
)
def test_several_agents_stand_once_each_in_alphabetical_order(written, standard):
    assert canonical(written) == standard


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("dupilumab", "biologic"),
        ("upadacitinib", "oral JAK inhibitor"),
        ("methotrexate", "conventional immunosuppressant"),
        ("phototherapy", "phototherapy"),
        ("apremilast", "other"),
        ("dupilumab + methotrexate", "combination"),
        ("a name nobody knows", "other"),
        ("Dupilumab", "other"),
        ("", "other"),
    ],
)
def test_the_class_follows_from_the_agent(written, expected):
    assert agent_class(written) == expected


def test_every_agent_has_a_class_of_the_schema_and_stands_under_its_name():
    assert {agent.agent_class for agent in AGENTS.values()} <= set(AGENT_CLASSES)
    assert all(name == agent.name == canonical(name) for name, agent in AGENTS.items())


def test_an_agent_that_was_never_approved_for_this_has_no_date():
    assert AGENTS["methotrexate"].approved_us is None
    assert AGENTS["dupilumab"].approved_us.isoformat() == "2017-03-28"


@given(st.lists(st.sampled_from(sorted(AGENTS)), min_size=1))
def test_the_standard_form_is_the_same_whatever_the_order(names):
    standard = canonical(" + ".join(names))
    assert standard == canonical(" + ".join(reversed(names))) == canonical(standard)
    assert list(agents_in(standard)) == sorted(set(names))
