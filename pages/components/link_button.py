"""The look of a button that reads like a link, for components with a script of their own."""

LINK_BUTTON = """
button {
  font: inherit; padding: 0.25rem 0.6rem; min-height: 2rem; cursor: pointer; white-space: nowrap;
  color: var(--st-link-color); background: none; border: none; border-radius: var(--st-button-radius);
}
button:hover { text-decoration: underline; }
button:focus-visible { outline: 2px solid var(--st-primary-color); }
"""
