"""A line of small print.

``st.caption`` reads it as Markdown in every run, and has the page laid out for that; here text is shown letter by
letter.
"""

from pages.components.served import served_component

_mount = served_component("note")


def note(words: str, *, key: str) -> None:
    """Draw the line; nothing where there are no words."""
    if words:
        _mount(data={"words": words}, key=f"note-{key}")
