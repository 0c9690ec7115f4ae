"""A button that puts the address of this view on the clipboard."""

import streamlit as st

_SCRIPT = """
export default ({ data, parentElement }) => {
  // After a page link the address lacks what is selected: completed in place, it costs no step of the back button.
  if (data.completion && !window.location.search) {
    window.history.replaceState(window.history.state, "", `?${data.completion}`);
  }
  const button = parentElement.querySelector("button");
  const copied = () => {
    button.textContent = "Link copied";
    setTimeout(() => { button.textContent = "Copy link"; }, 1500);
  };
  const byHand = () => window.prompt("Copy this link:", window.location.href);
  button.onclick = () => {
    // Browsers open the clipboard on secure addresses only; an app on a plain network address shows the link instead.
    if (navigator.clipboard) navigator.clipboard.writeText(window.location.href).then(copied, byHand);
    else byHand();
  };
};
"""
_STYLE = """
button {
  font: inherit; padding: 0.25rem 0.6rem; min-height: 2rem; cursor: pointer; white-space: nowrap;
  color: var(--st-link-color); background: none; border: none; border-radius: var(--st-button-radius);
}
button:hover { text-decoration: underline; }
button:focus-visible { outline: 2px solid var(--st-primary-color); }
"""

_mount = st.components.v2.component(
    "ruxscope_copy_link", html="<button type='button'>Copy link</button>", css=_STYLE, js=_SCRIPT
)


def copy_link(completion: str, page: str) -> None:
    """Draw the button. The link holds the page, the selection and the chart options, and no patient's data.

    ``completion`` is the query that belongs into an address without one; ``page`` makes it new on every page, as the
    browser looks at it only when something in it has changed.
    """
    _mount(data={"completion": completion, "page": page}, key="copy_link", width="content")
