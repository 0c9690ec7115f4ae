"""Private columns that a table needs to tell its patients apart, and the pseudonyms that replace their values."""

from collections.abc import Collection, Mapping, Sequence

from core.intake.grid import Grid
from core.intake.meanings.headers import meaning
from core.intake.privacy.identifiers import Hit, pseudonyms

# Place of a table among the grids, label of the column in it.
Place = tuple[int, str]
_NO_KEY = 3


def policies(grids: Sequence[Grid], hits: Mapping[Place, Hit]) -> tuple[dict[Place, str], list[Place]]:
    """What happens to each column unless the user says otherwise, and the columns that are needed as keys."""
    policy = dict.fromkeys(hits, "drop")
    keys = []
    for number, grid in enumerate(grids):
        own = [place for place in hits if place[0] == number]
        if not own or _has_open_key(grid, number, hits):
            continue
        ranks = {place: _rank(grid.titles[place[1]], hits[place]) for place in own}
        best = min(own, key=lambda place: ranks[place])
        if ranks[best] < _NO_KEY:
            policy[best] = "pseudonymise"
            keys.append(best)
    return policy, keys


def _has_open_key(grid: Grid, number: int, hits: Mapping[Place, Hit]) -> bool:
    """Whether the table tells its patients apart by a column that identifies nobody."""
    return bool(_open_keys(grid, number, hits))


def _open_keys(grid: Grid, number: int, private: Collection[Place]) -> list[str]:
    return [label for label, title in grid.titles.items() if (number, label) not in private and _is_patient_id(title)]


def _is_patient_id(title: str) -> bool:
    found = meaning(title)
    return found is not None and found.field == "patient_id" and found.how != "suggestion"


def _rank(title: str, hit: Hit) -> int:
    """How good a key a private column would make: a patient number, a record number, a name, nothing."""
    if _is_patient_id(title):
        return 0
    if hit.key_like:
        return 1
    return 2 if hit.kind == "name" else _NO_KEY


def aliases_of(grids: Sequence[Grid], policy: Mapping[Place, str]) -> dict[str, str]:
    """The pseudonym of each value of the columns to replace, in order of first appearance.

    A table that holds both the private number and a study number says which study number to use elsewhere.
    """
    known: dict[str, str] = {}
    for place in (place for place, what in policy.items() if what == "drop"):
        known |= _study_numbers(grids[place[0]], *place, policy)
    texts: dict[str, None] = {}
    for number, label in (place for place, what in policy.items() if what == "pseudonymise"):
        texts |= dict.fromkeys(text for text in grids[number].frame[label].str.strip().unique() if text)
    made = _unlike(pseudonyms([text for text in texts if text not in known]), _study_ids(grids, policy))
    return made | {text: known[text] for text in texts if text in known}


def _study_numbers(grid: Grid, number: int, label: str, policy: Mapping[Place, str]) -> dict[str, str]:
    """The study number of each private one, where both stand in a table and each means one patient."""
    keys = _open_keys(grid, number, policy)
    if not keys:
        return {}
    pairs = grid.frame[[label, keys[0]]].apply(lambda cells: cells.str.strip()).drop_duplicates()
    pairs = pairs[~pairs[label].duplicated(keep=False) & ~pairs[keys[0]].duplicated(keep=False)]
    return dict(zip(pairs[label], pairs[keys[0]], strict=True))


def _study_ids(grids: Sequence[Grid], policy: Mapping[Place, str]) -> set[str]:
    """The identifiers of patients that nothing replaces."""
    columns = [(grid, label) for number, grid in enumerate(grids) for label in _open_keys(grid, number, policy)]
    return {text for grid, label in columns for text in grid.frame[label].str.strip().unique()}


def _unlike(made: Mapping[str, str], taken: Collection[str]) -> dict[str, str]:
    """The pseudonyms with a letter that keeps them apart from the identifiers of other tables."""
    for letter in "PXYZ":
        named = {text: letter + pseudonym[1:] for text, pseudonym in made.items()}
        if not set(named.values()) & set(taken):
            break
    return named
