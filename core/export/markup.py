"""Our own words, written in a little Markdown, as HTML: paragraphs, lists, tables, bold, italic and code."""

import re
from html import escape

_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*")
_TAGS = ("code", "strong", "em")


def html_of_markdown(text: str) -> str:
    """The text as HTML; every letter of it is escaped, so nothing but these forms becomes markup."""
    return "\n".join(_block(block.splitlines()) for block in re.split(r"\n\s*\n", text.strip()))


def _block(lines: list[str]) -> str:
    if all(line.startswith("- ") for line in lines):
        return f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>"
    if all(line.startswith("|") for line in lines):
        return _table([[cell.strip() for cell in line.strip("|").split("|")] for line in lines])
    return f"<p>{_inline(' '.join(lines))}</p>"


def _table(rows: list[list[str]]) -> str:
    """The first row is the header, the second the rule beneath it."""
    head = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in rows[2:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _inline(text: str) -> str:
    parts, at = [], 0
    for found in _INLINE.finditer(text):
        tag, words = next((tag, words) for tag, words in zip(_TAGS, found.groups(), strict=True) if words)
        # code is shown letter by letter; bold and italic may hold code
        inner = escape(words) if tag == "code" else _inline(words)
        parts += [escape(text[at : found.start()]), f"<{tag}>{inner}</{tag}>"]
        at = found.end()
    return "".join([*parts, escape(text[at:])])
