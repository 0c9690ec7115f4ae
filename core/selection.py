"""Which patients, which events, compared by what: one frozen value.

It is the URL, the caption, the cache key and the command line's ``--filter``. Nothing chosen in a filter means no
restriction. Several choices inside one filter mean "any of them"; different filters all have to hold.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from core.endpoints import AGE_BANDS, BSA_BANDS, ITCH_BANDS, MISSING, SEVERITY_BANDS
from core.errors import SelectionError

PATIENT_FILTERS = {
    "cohort": "Cohort",
    "agent": "Systemic agent",
    "severity": "Baseline severity",
    "bsa": "Baseline BSA",
    "itch": "Baseline itch",
    "sex": "Sex",
    "age": "Age",
    "site": "Site",
}
EVENT_FILTERS = {
    "related": "Related to",
    "serious": "Seriousness",
    "at_least": "At least",
    "special": "Special interest",
    "period": "Time",
}
GROUPINGS = {
    "cohort": "Cohort",
    "agent": "Systemic agent",
    "agent_class": "Agent class",
    "severity": "Baseline severity",
    "sex": "Sex",
    "age": "Age band",
    "site": "Site",
    "nothing": "Nothing (one group)",
}
EVENT_OPTIONS: dict[str, tuple[str, ...]] = {
    "related": ("cream", "systemic", "treatment"),
    "serious": ("yes",),
    "at_least": ("moderate", "severe"),
    "special": ("yes",),
    "period": ("all",),
}
_LABELS = {
    "cohort": {"A": "A: cream first", "B": "B: systemic first"},
    "severity": {band.code: band.label for band in SEVERITY_BANDS},
    "bsa": {band.code: band.label for band in BSA_BANDS},
    "itch": {band.code: band.label for band in ITCH_BANDS},
    "age": {band.code: band.label for band in AGE_BANDS},
    "related": {"cream": "the cream", "systemic": "the systemic", "treatment": "either, or not said which"},
    "serious": {"yes": "serious only"},
    "at_least": {"moderate": "moderate or worse", "severe": "severe or worse"},
    "special": {"yes": "of special interest only"},
    "period": {"all": "also before and after the combination"},
}
# What people write by hand for the one value these parameters have.
_ALIASES = {"serious": {"true": "yes", "1": "yes"}, "special": {"true": "yes", "1": "yes"}, "by": {"none": "nothing"}}


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of patients, of events and of groups. Every field but ``by`` is a set of codes, kept sorted."""

    cohort: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    bsa: tuple[str, ...] = ()
    itch: tuple[str, ...] = ()
    sex: tuple[str, ...] = ()
    age: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    by: str = "cohort"
    related: tuple[str, ...] = ()
    serious: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    special: tuple[str, ...] = ()
    period: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in (*PATIENT_FILTERS, *EVENT_FILTERS):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))

    def chosen(self, name: str) -> tuple[str, ...]:
        """The codes chosen in one filter; empty means all."""
        codes: tuple[str, ...] = getattr(self, name)
        return codes

    def with_choice(self, name: str, code: str, chosen: bool) -> "Selection":
        """The selection with one option of one filter switched on or off."""
        codes = set(self.chosen(name))
        return self.with_codes(name, codes | {code} if chosen else codes - {code})

    def with_codes(self, name: str, codes: Iterable[str]) -> "Selection":
        """The selection with all choices of one filter replaced."""
        changes: dict[str, Any] = {name: tuple(codes)}
        return replace(self, **changes)

    def cleared(self) -> "Selection":
        """No restriction on patients or events; what is compared stays."""
        return Selection(by=self.by)

    @property
    def restricts_patients(self) -> bool:
        return any(self.chosen(name) for name in PATIENT_FILTERS)

    @property
    def restricts_events(self) -> bool:
        return any(self.chosen(name) for name in EVENT_FILTERS)

    def pairs(self) -> list[tuple[str, str]]:
        """The query parameters of this selection in a fixed order; the default is no parameter."""
        pairs = []
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "by":
                pairs += [("by", value)] if value != field.default else []
            else:
                pairs += [(field.name, code) for code in value]
        return pairs

    def to_query(self) -> str:
        """The part of a link after the question mark."""
        return urlencode(self.pairs())


@dataclass(frozen=True, slots=True)
class Ignored:
    """A query parameter that names nothing here, and the values that exist."""

    name: str
    value: str
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        if not self.known:
            return f"“{_shortened(self.name)}” is not a filter"
        return f"{self.name}: “{_shortened(self.value)}” is not among {', '.join(self.known)}"


def option_label(name: str, code: str) -> str:
    """An option in words."""
    if code == MISSING:
        return "not recorded"
    return _LABELS.get(name, {}).get(code, code)


def from_pairs(
    pairs: Iterable[tuple[str, str]],
    options: Mapping[str, Collection[str]],
    *,
    foreign: Collection[str] = (),
) -> tuple[Selection, tuple[Ignored, ...]]:
    """The selection that query parameters describe, and those that were ignored because they name nothing.

    ``options`` holds the codes that exist per patient filter (see ``core.coding``); ``foreign`` are parameter names
    that belong to somebody else. Values are compared, never evaluated.
    """
    # Options exist of every property; not every property is a filter.
    filters = {name: codes for name, codes in options.items() if name in PATIENT_FILTERS}
    known: dict[str, Collection[str]] = {**filters, **EVENT_OPTIONS, "by": tuple(GROUPINGS)}
    found: dict[str, list[str]] = {}
    ignored = []
    for name, value in pairs:
        code = _match(name, value, known.get(name, ()))
        if name in foreign:
            continue
        if code is None:
            ignored.append(Ignored(name, value, tuple(known.get(name, ()))))
        else:
            found.setdefault(name, []).append(code)
    by = found.pop("by", ["cohort"])[-1]
    at_least = found.pop("at_least", [])[-1:]
    changes: dict[str, Any] = {name: tuple(codes) for name, codes in found.items()}
    return Selection(by=by, at_least=tuple(at_least), **changes), tuple(ignored)


def from_query(
    text: str, options: Mapping[str, Collection[str]], *, foreign: Collection[str] = ()
) -> tuple[Selection, tuple[Ignored, ...]]:
    """As :func:`from_pairs`, from the text of a query, with or without the question mark."""
    return from_pairs(parse_qsl(text.lstrip("?"), keep_blank_values=True), options, foreign=foreign)


def require_known(ignored: Iterable[Ignored]) -> None:
    """Raise SelectionError where a query named something that does not exist."""
    messages = [item.message for item in ignored]
    if messages:
        raise SelectionError("; ".join(messages) + ".")


def _match(name: str, value: str, known: Collection[str]) -> str | None:
    """The code a value stands for. A hand-written link has spaces for the plus signs between agents."""
    value = _ALIASES.get(name, {}).get(value, value)
    if value in known:
        return value
    loose = {" ".join(code.replace("+", " ").split()): code for code in known}
    return loose.get(" ".join(value.replace("+", " ").split()))


def _shortened(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
