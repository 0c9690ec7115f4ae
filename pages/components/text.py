"""Text of a file, made harmless for Streamlit, which reads Markdown nearly everywhere."""

import re

# Emphasis, code, links, formulas, HTML and tables; colons that begin an icon or a colour; lists and headings.
_SPECIAL = re.compile(r"[\\`*_{}\[\]~$<>|&]|:(?=\w)|^[#>+\-](?=\s)", re.MULTILINE)
# Bare addresses become links, and names between colons icons, even where they are escaped; a joiner that takes no room
# breaks them.
_ADDRESS_OR_ICON = re.compile(r"(?<=www)(?=\.)|(?<=:)(?=//)|(?<=@)(?=\w)|(?<=:)(?=[\w+-][\w+/.-]*:)", re.IGNORECASE)
_JOINER = "\u2060"


def literal(text: str) -> str:
    """``text`` as Markdown that shows it letter by letter: no emphasis, link, image, icon, formula or colour."""
    return _SPECIAL.sub(lambda found: "\\" + found.group(), _ADDRESS_OR_ICON.sub(_JOINER, text))
