"""Some data as they are open: the counts that every number comes from, and the patients where there are any."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.coding import Coded, Facet, coded
from core.errors import RuxScopeError
from core.extract import Extract, read_extract
from core.provenance import Provenance
from core.special_interest import DEFAULT_SYNONYMS, SynonymMap
from core.store.of_coded import store_of
from core.store.store import Store
from core.store.stored import is_store, read_store


class PatientsUnknownError(RuxScopeError):
    """What was asked for needs patients, and the data are counts."""


@dataclass(frozen=True, eq=False, slots=True)
class Data:
    """Counts, and the extract they are of with its coded form; both are None where the data came as counts."""

    store: Store
    known_extract: Extract | None = None
    known_coded: Coded | None = None

    @property
    def patients_known(self) -> bool:
        """Whether there are patients to list, or counts alone."""
        return self.known_extract is not None

    @property
    def extract(self) -> Extract:
        """The extract. Raises PatientsUnknownError where the data are counts."""
        if self.known_extract is None:
            raise _unknown()
        return self.known_extract

    @property
    def coded(self) -> Coded:
        """The coded extract. Raises PatientsUnknownError where the data are counts."""
        if self.known_coded is None:
            raise _unknown()
        return self.known_coded

    @property
    def provenance(self) -> Provenance:
        return self.store.named.provenance

    @property
    def digest(self) -> str:
        """The name of the content: links carry it."""
        return self.store.named.digest

    @property
    def facets(self) -> Mapping[str, Facet]:
        """The properties of the strata."""
        return self.store.strata.facets

    @property
    def options(self) -> dict[str, tuple[str, ...]]:
        """The codes that exist per property."""
        return self.store.options

    @property
    def synonyms(self) -> str:
        """The digest of the synonym map that events of special interest were found with."""
        return self.store.named.synonyms

    @property
    def edited_synonyms(self) -> bool:
        """Whether that map is another than the default one."""
        return self.synonyms != DEFAULT_SYNONYMS.digest


def data_of(extract: Extract, synonyms: SynonymMap = DEFAULT_SYNONYMS) -> Data:
    """An extract, coded and counted."""
    own = coded(extract, synonyms)
    return Data(store_of(own, extract.provenance), extract, own)


def open_file(source: Path | bytes) -> Data:
    """The data of a file: counts where it holds some, else an extract. Raises ExtractError where it is neither."""
    return Data(read_store(source)) if is_store(source) else data_of(read_extract(source))


def _unknown() -> PatientsUnknownError:
    return PatientsUnknownError(
        "These data are counts: no single patient is in them. Open the extract that they were counted from to see "
        "patients."
    )
