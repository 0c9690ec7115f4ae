"""A cell or a title reduced to what its reader hears: no case, no accents, no invisible characters."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a base letter and an accent, and the many dashes and quotes.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        **dict.fromkeys("®™©℠", " "),
        **dict.fromkeys("‐‑‒–—―−⁃﹣", "-"),
        **dict.fromkeys("‘’‚′`´", "'"),
        **dict.fromkeys("“”„″«»", '"'),
    }
)
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+|[0-9]+")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """The text in lower case without accents and invisible characters, spaces single, dashes and quotes simple."""
    # A few letters change under casefolding or normalising into what the next step would change again.
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text).translate(_LETTERS)).casefold().translate(_LETTERS)
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return " ".join(bare.casefold().translate(_LETTERS).split())


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """The words and whole numbers of a title, in order: "Wk12_IGA (0-4)" gives wk, 12, iga, 0, 4."""
    return tuple(_WORD.findall(plain(_CAMEL.sub(" ", text))))


@lru_cache(maxsize=65_536)
def compact(text: str) -> str:
    """The words of a title without what stands between them: "Patient_No." and "patientNo" are both patientno."""
    return "".join(words(text))


def phrases(listed: str) -> tuple[str, ...]:
    """The entries of a list written as text, separated by semicolons."""
    return tuple(entry for part in listed.split(";") if (entry := plain(part)))
