"""A mapping whose values are computed when somebody asks for them, each once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, eq=False, slots=True)
class OnDemand(Mapping[str, Value], Generic[Value]):
    """The values of some names, in their order."""

    names: tuple[str, ...]
    make: Callable[[str], Value]
    made: dict[str, Value] = field(default_factory=dict, repr=False)

    def __getitem__(self, name: str) -> Value:
        if name not in self.made:
            if name not in self.names:
                raise KeyError(name)
            self.made[name] = self.make(name)
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)
