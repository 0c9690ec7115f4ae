"""A button that puts the address of this view on the clipboard."""

import streamlit as st

from core.link import DATA, DIGEST_LETTERS, RELEASE
from core.release import release
from pages.components.link_button import LINK_BUTTON

_SCRIPT = """
export default ({ data, parentElement }) => {
  // After a page link the address lacks what is selected: completed in place, it costs no step of the back button.
  if (data.completion && !window.location.search) {
    window.history.replaceState(window.history.state, "", `?${data.completion}`);
  }
  // The stamp says which data the link was made on. The address bar goes without it: it is read by the one who sees the
  // data, and would change whenever they do.
  const address = () => {
    const link = new URL(window.location.href);
    for (const [name, value] of Object.entries(data.stamp)) link.searchParams.set(name, value);
    return link.href;
  };
  const button = parentElement.querySelector("button");
  const copied = () => {
    button.textContent = "Link copied";
    setTimeout(() => { button.textContent = "Copy link"; }, 1500);
  };
  const byHand = () => window.prompt("Copy this link:", address());
  button.onclick = () => {
    // Browsers open the clipboard on secure addresses only; an app on a plain network address shows the link instead.
    if (navigator.clipboard) navigator.clipboard.writeText(address()).then(copied, byHand);
    else byHand();
  };
};
"""

_mount = st.components.v2.component(
    "ruxscope_copy_link", html="<button type='button'>Copy link</button>", css=LINK_BUTTON, js=_SCRIPT
)


def copy_link(completion: str, page: str, digest: str) -> None:
    """Draw the button. The link holds the page, the selection and the chart options, and no patient's data.

    ``completion`` is the query that belongs into an address without one; ``page`` makes it new on every page, as the
    browser looks at it only when something in it has changed. ``digest`` is that of the open extract.
    """
    stamp = {DATA: digest[:DIGEST_LETTERS], RELEASE: release()}
    _mount(data={"completion": completion, "page": page, "stamp": stamp}, key="copy_link", width="content")
