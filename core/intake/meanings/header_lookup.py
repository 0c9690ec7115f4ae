"""The known titles by their compact form, and what the other titles of a table say about it."""

from collections.abc import Collection
from functools import lru_cache

from core.intake.fields import FIELDS
from core.intake.meanings import header_words, header_words_events
from core.intake.meanings.measure_titles import score_of
from core.intake.meanings.plain import compact, phrases, words


def _keyed(lists: dict[str, str]) -> dict[str, str]:
    return {compact(entry): field for field, listed in lists.items() for entry in phrases(listed)}


def _by_length(names: Collection[str]) -> dict[int, list[tuple[str, frozenset[str]]]]:
    """Names with their letters, by length: what a likeness of spelling needs to look at."""
    found: dict[int, list[tuple[str, frozenset[str]]]] = {}
    for name in names:
        found.setdefault(len(name), []).append((name, frozenset(name)))
    return found


EXACT = {compact(name): name for name in FIELDS} | {
    "systemicagent": "agent",
    "startweek": "event_start_week",
    "endweek": "event_end_week",
}
ALIASES = _keyed(header_words_events.ALIASES) | _keyed(header_words.ALIASES)
BY_LENGTH = _by_length(ALIASES)
PARTS = _keyed(header_words_events.PARTS)
BETTER = {
    compact(worse): frozenset(map(compact, better))
    for worse, better in (header_words.BETTER | header_words_events.BETTER).items()
}
# Titles that could be anybody's identifier, the better first; one counts where no better one stands beside it.
WEAK_KEYS: tuple[str, ...] = (
    "id",
    "code",
    "nr",
    "no",
    "number",
    "num",
    "case",
    "caseid",
    "caseno",
    "casenumber",
    "record",
    "key",
)
WEAK_KEYS += (
    "recordno",
    "recordnumber",
    "kod",
    "codigo",
    "codice",
    "nummer",
    "numero",
    "kenn",
    "kennung",
    "lfdnr",
    "nro",
)
WEAK_DATES = frozenset(map(compact, ("date", "dt", "datum", "fecha", "data", "dato", "date time", "datetime")))
WEAK_AGENTS = frozenset(map(compact, ("treatment", "tx", "rx", "trt", "behandlung", "behandeling", "traitement")))
WEAK_AGENTS |= frozenset(
    map(compact, ("tratamiento", "trattamento", "tratamento", "behandling", "leczenie", "terapia"))
)
WEAK_VALUES = frozenset(map(compact, ("value", "result", "score", "answer", "response", "reading", "val", "resultado")))
WEAK_STARTS = frozenset(map(compact, ("start", "started", "begin", "beginn", "from", "debut", "inicio", "inizio")))
# Small words that a title may have more or less of.
SMALL = frozenset(
    words(
        """
        the a an of for please enter select what which is are was your his her patient s patients subject subjects
        participant
        der die das des den het een van le la les de du d l el los del al il lo della dello dei do da dos das
        """
    )
)


@lru_cache(maxsize=1024)
def keys_of(titles: tuple[str, ...]) -> frozenset[str]:
    """The compact forms of titles."""
    return frozenset(map(compact, titles))


def event_part(title: str, key: str, *, events: bool) -> str:
    """The field of "ae_grade" or, among the columns of an event, of "grade" alone; "" for other titles."""
    if events and key in PARTS:
        return PARTS[key]
    said = words(title)
    for length in (2, 1):
        if "".join(said[:length]) in header_words_events.PREFIXES and len(said) > length:
            return PARTS.get("".join(said[length:]), "")
    return ""


@lru_cache(maxsize=1024)
def table_among(neighbours: tuple[str, ...]) -> str:
    """The table that the sure ones of the titles belong to: one column of an event is enough."""
    keys = keys_of(neighbours)
    fields = {field for key in keys if (field := EXACT.get(key) or ALIASES.get(key, ""))}
    parts = {event_part(title, "", events=False) for title in neighbours} - {""}
    if any(FIELDS[field].table == "events" for field in fields | parts) or _eventful(keys):
        return "events"
    return "visits" if any(score_of(title) for title in neighbours) else ""


def _eventful(keys: Collection[str]) -> bool:
    """Whether a column "event" stands among other parts of an event rather than among visits."""
    return "event" in keys and len({PARTS[key] for key in keys if key in PARTS}) > 2
