"""Reference values computed in R and published, and how closely ours must agree with them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine must not fail a test of numbers.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

VALUES = Path(__file__).parents[1] / "reference" / "reference_values.json"


@dataclass(frozen=True)
class Reference:
    """One entry of the reference values."""

    inputs: dict[str, list[float]]
    expected: dict[str, float]
    tolerance: float
    published: dict[str, float] = field(default_factory=dict)
    published_tolerance: float = 0.0

    def check(self, **ours: float) -> None:
        """Assert that each number agrees with the R result and, where there is one, with the printed one."""
        for name, value in ours.items():
            expected = self.expected[name]
            assert abs(value - expected) / max(1, abs(expected)) <= self.tolerance, name
            assert abs(value - self.published.get(name, value)) <= self.published_tolerance, name

    @property
    def differences(self) -> list[float]:
        """The paired differences x - y."""
        return [x - y for x, y in zip(self.inputs["x"], self.inputs["y"], strict=True)]


@pytest.fixture(scope="session")
def reference() -> Callable[[str], Reference]:
    """The reference values with this id."""
    entries = {entry["id"]: entry for entry in json.loads(VALUES.read_text(encoding="utf-8"))}
    names = Reference.__dataclass_fields__

    def find(name: str) -> Reference:
        return Reference(**{key: value for key, value in entries[name].items() if key in names})

    return find
