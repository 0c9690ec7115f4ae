"""Text of a file, made harmless for Streamlit, which reads Markdown nearly everywhere."""

import re

# Emphasis, code, links, formulas, HTML and tables; colons that begin an icon or a colour; addresses without a scheme.
_SPECIAL = re.compile(r"[\\`*_{}\[\]~$<>|&]|:(?=\w)|(?<=www)\.|^[#>+\-](?=\s)", re.MULTILINE)


def literal(text: str) -> str:
    """``text`` as Markdown that shows it letter by letter: no emphasis, link, image, icon, formula or colour."""
    return _SPECIAL.sub(lambda found: "\\" + found.group(), text)
