"""Systemic agents used in atopic dermatitis: generic name, class and approval in the United States.

Source: FDA approval announcements as listed in the project's clinical reference; "late 2021" and the like are given
as the first day that all sources agree on. Approval before the systemic start is not required of a record (trials,
other countries, off-label use), so nothing here ever removes a patient.
"""

from dataclasses import dataclass
from datetime import date

SEPARATOR = " + "


@dataclass(frozen=True, slots=True)
class Agent:
    """One systemic agent. ``approved_us`` is the first approval for atopic dermatitis, None where there is none."""

    name: str
    agent_class: str
    approved_us: date | None = None


AGENTS = {
    agent.name: agent
    for agent in (
        Agent("dupilumab", "biologic", date(2017, 3, 28)),
        Agent("tralokinumab", "biologic", date(2021, 12, 28)),
        Agent("lebrikizumab", "biologic", date(2024, 9, 13)),
        Agent("nemolizumab", "biologic", date(2024, 12, 13)),
        Agent("omalizumab", "biologic"),
        Agent("upadacitinib", "oral JAK inhibitor", date(2022, 1, 14)),
        Agent("abrocitinib", "oral JAK inhibitor", date(2022, 1, 14)),
        Agent("baricitinib", "oral JAK inhibitor"),
        Agent("tofacitinib", "oral JAK inhibitor"),
        Agent("methotrexate", "conventional immunosuppressant"),
        Agent("cyclosporine", "conventional immunosuppressant"),
        Agent("azathioprine", "conventional immunosuppressant"),
        Agent("mycophenolate", "conventional immunosuppressant"),
        Agent("phototherapy", "phototherapy"),
        Agent("systemic corticosteroid", "other"),
        Agent("apremilast", "other"),
    )
}


def agents_in(text: str) -> tuple[str, ...]:
    """The agents a ``systemic_agent`` value names, in the order written."""
    return tuple(part.strip() for part in text.split(SEPARATOR.strip()) if part.strip())


def canonical(text: str) -> str:
    """The same agents in alphabetical order, each once, joined as the schema asks."""
    return SEPARATOR.join(sorted(set(agents_in(text))))


def agent_class(text: str) -> str:
    """Class of a ``systemic_agent`` value: ``combination`` for several agents, ``other`` for an unknown one."""
    names = agents_in(text)
    if len(names) > 1:
        return "combination"
    agent = AGENTS.get(names[0]) if names else None
    return agent.agent_class if agent else "other"
