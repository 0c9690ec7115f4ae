"""What is heard and not seen: the heading of the page, the numbers after a change, and the focus kept in place."""

from pages.components.served import served_component

_mount = served_component("heard")


def heard(title: str, sentence: str) -> None:
    """Name the page by its ``title``; say the ``sentence`` once a change of the selection has made it another one."""
    _mount(data={"title": title, "sentence": sentence}, key="heard")
