"""The words of docstrings, for pages that say what the code does: there they cannot disagree with it."""

import inspect
from collections.abc import Callable


def quoted(*functions: Callable[..., object]) -> str:
    """The first paragraph and the source of each function's docstring: the words its code is held to."""
    parts = []
    for function in functions:
        paragraphs = (inspect.getdoc(function) or "").split("\n\n")
        first = " ".join(paragraphs[0].split())
        source = next((text[text.index("Source:") :] for text in paragraphs if "Source:" in text), "")
        parts.append(
            f"- *{function.__name__.replace('_', ' ')}*: {first} {' '.join(source.split())}".rstrip().replace("``", "`")
        )
    return "\n".join(parts)
