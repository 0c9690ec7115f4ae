"""Tallies of several sites added up: no patient leaves a site, and the sum says whose tallies it is made of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.errors import RuxScopeError
from core.provenance import Provenance
from core.store.adding import added
from core.store.digest import content_digest
from core.store.store import Named, Store


def merged(stores: Sequence[Store], *, title: str = "") -> Store:
    """The store of the patients of several stores, named by its parts; ``title`` instead of a list of theirs.

    Raises RuxScopeError with one plain sentence where the same tallies come twice, special interest was counted with
    different synonym maps, or there are fewer than two. Tallies of another version do not open in the first place.
    """
    if len(stores) < 2:
        raise RuxScopeError("There is one file of tallies. Adding up needs two or more.")
    _require_different(stores)
    _require_same_synonyms(stores)
    named = [store.named for store in stores]
    sentences = list(dict.fromkeys(one.suppressed for one in named if one.suppressed))
    said = Named(_provenance(named, title), "", named[0].synonyms, " ".join(sentences))
    found = added(stores, said)
    return replace(found, named=replace(said, digest=content_digest(found)))


def _require_different(stores: Sequence[Store]) -> None:
    digest, times = Counter(store.named.digest for store in stores).most_common(1)[0]
    if times > 1:
        title = next(store.named.provenance.title for store in stores if store.named.digest == digest)
        raise RuxScopeError(
            f"The tallies “{title}” (digest {digest[:12]}) are there {times} times: their patients would be counted "
            "more than once. Leave the copies out."
        )


def _require_same_synonyms(stores: Sequence[Store]) -> None:
    first, *rest = (store.named for store in stores)
    other = next((one for one in rest if one.synonyms != first.synonyms), None)
    if other is not None:
        raise RuxScopeError(
            f"“{first.provenance.title}” and “{other.provenance.title}” found events of special interest with "
            f"different synonym maps ({first.synonyms} and {other.synonyms}). Count one of them again with the map of "
            "the other."
        )


def _provenance(parts: Sequence[Named], title: str) -> Provenance:
    """Whose tallies were added up. Published figures are about one study and not about a sum: they stay behind.

    Synthetic patients among others make everything synthetic, and the source says which parts are.
    """
    own = [part.provenance for part in parts]
    synthetic = any(one.synthetic for one in own)
    mixed = synthetic and not all(one.synthetic for one in own)
    said = [
        f"{one.title} ({'synthetic' if one.synthetic else 'real patients'}; {one.source})"
        if mixed
        else f"{one.title} ({one.source})"
        for one in own
    ]
    mixture = "Synthetic and real patients mixed. " if mixed else ""
    cuts = {one.data_cut for one in own}
    return Provenance(
        title=title or " + ".join(one.title for one in own),
        source=f"{mixture}Sum of {len(own)} tallies: {'; '.join(said)}",
        synthetic=synthetic,
        data_cut=cuts.pop() if len(cuts) == 1 else "",
    )
