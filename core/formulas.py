"""Text that a spreadsheet would run as a formula: harmless where it leaves, and as it was where it comes back."""

import re
from typing import Any

# Signs that begin a formula, wide ones too. They do so within a text as well, where the list separator of a country is
# the semicolon: there a quotation mark in the middle of a line protects nothing.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_BEGINS = re.compile(f"^(?=[{_SIGNS}\t\r\n\0])|(?<=[;\r\n])(?=[{_SIGNS}])")
_DEFUSED = re.compile(f"^'(?=[{_SIGNS}\t\r\n\0])|(?<=[;\r\n])'(?=[{_SIGNS}])")


def harmless(value: Any) -> Any:
    """A text cell a spreadsheet would read as a formula gets an apostrophe before it; numbers stay numbers.

    Source: CWE-1236, OWASP ASVS 1.2.10 and OWASP, CSV Injection.
    """
    return _BEGINS.sub("'", value) if isinstance(value, str) and _BEGINS.search(value) else value


def as_it_was(text: str) -> str:
    """A text that :func:`harmless` gave an apostrophe, without it."""
    return _DEFUSED.sub("", text)
