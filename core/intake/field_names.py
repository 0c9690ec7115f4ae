"""Words for a field, in an answers file or among constants -> the field's name."""

from core.intake.fields import FIELDS
from core.intake.meanings.headers import meaning

# Short words that are no name of a field, and would be read otherwise in a header.
_SHORT = {
    "itch": "itch_nrs",
    "bsa": "bsa_pct",
    "date": "visit_date",
    "systemic_agent": "agent",
    "relatedness": "related",
    "id": "patient_id",
    "soc": "system_organ_class",
}


def field_named(word: str) -> str:
    """The field a word means, "" where it means none: "itch" is itch_nrs, "Age (years)" is age."""
    plain = word.strip().casefold()
    if plain in FIELDS:
        return plain
    if plain in _SHORT:
        return _SHORT[plain]
    found = meaning(word)
    return found.field if found and found.how != "suggestion" else ""
