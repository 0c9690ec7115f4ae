"""The eight properties of a patient as one whole number, by which engines count faster than by text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.endpoints import AGE_BANDS, BSA_BANDS, ITCH_BANDS, MISSING, SEVERITY_BANDS
from core.store.strata import PROPERTIES

_BANDS = {
    "severity": ("iga_0", SEVERITY_BANDS),
    "bsa": ("bsa_pct_0", BSA_BANDS),
    "itch": ("itch_nrs_0", ITCH_BANDS),
    "age": ("age", AGE_BANDS),
}
_TEXTS = {"cohort": "cohort", "agent": "systemic_agent", "sex": "sex", "site": "site"}


@dataclass(frozen=True, eq=False, slots=True)
class Numbering:
    """The options of each property, the last of them MISSING: together they number the strata."""

    options: Mapping[str, tuple[str, ...]]

    def numbered(self, patients: ibis.Table) -> ibis.Table:
        """Patients with a column ``stratum``. They have the columns of the schema, and the baseline per measure."""
        number = ibis.literal(0, "int64")
        for name in PROPERTIES:
            number = number * len(self.options[name]) + self._place(patients, name)
        return patients.mutate(stratum=number)

    def named(self, strata: NDArray[np.int64]) -> dict[str, Any]:
        """The eight properties of numbered strata, as Arrow dictionaries of text."""
        columns = {}
        for name in reversed(PROPERTIES):
            strata, place = np.divmod(strata, len(self.options[name]))
            columns[name] = pa.DictionaryArray.from_arrays(
                pa.array(place.astype(np.int32)), pa.array(self.options[name], pa.string())
            )
        return {name: columns[name] for name in PROPERTIES}

    def _place(self, patients: ibis.Table, name: str) -> Any:
        options = self.options[name][:-1]
        if not options:
            return ibis.literal(0)
        if name in _TEXTS:
            written = patients[_TEXTS[name]]
            return ibis.cases(*((written == one, place) for place, one in enumerate(options)), else_=len(options))
        column, bands = _BANDS[name]
        reached = [_at_least(patients[column], band.low) for band in reversed(bands)]
        return ibis.cases(*zip(reached, range(len(bands) - 1, -1, -1), strict=True), else_=len(bands))


def numbering(patients: ibis.Table) -> Numbering:
    """The options of the patients of a source: texts as they occur, bands as they are defined."""
    options = {name: tuple(band.code for band in bands) for name, (_, bands) in _BANDS.items()}
    found = patients.select(**{name: patients[column] for name, column in _TEXTS.items()}).distinct().to_pyarrow()
    options |= {name: tuple(sorted(set(found[name].drop_null().to_pylist()))) for name in _TEXTS}
    return Numbering({name: (*options[name], MISSING) for name in PROPERTIES})


def _at_least(values: Any, low: float) -> Any:
    """Whether values reach a limit. One that is the next number after a rounder one is written as "above" that one.

    Engines read the limit as text, and the text of the smallest number above 0 is not sure to survive.
    """
    below = float(np.nextafter(low, -np.inf))
    return values > below if len(repr(below)) < len(repr(float(low))) else values >= float(low)
