"""THE DISK: going on after a syntax error, so that one slip does not hide the others.

The issue that the reader broke off in is replaced by spaces, letter for letter, so that every other
place stays what it is; then the text is read again. What cannot be cut out so ends the reading.
"""

import re

from rectify.store.yaml_nodes import Composed

_NOT_BREAK = re.compile(r"[^\r\n]")


def without_broken_item(text: str, composed: Composed) -> str | None:
    """The text without the issue in which the reading broke off; None when there is none to leave out."""
    start, broken = composed.last_item, composed.broken_at
    if start is None or broken is None:
        return None
    start = text.rfind("\n", 0, start) + 1
    dash = re.compile(r" *- ").match(text, start)
    if dash is None:
        return None
    column = dash.end() - start - 2
    last_line = text.rfind("\n", 0, max(broken, start)) + 1
    end = _next_item(text, max(last_line, start), column)
    gap = _NOT_BREAK.sub(" ", text[start:end])
    return text[:start] + gap + text[end:] if gap.strip(" \r\n") != text[start:end].strip(" \r\n") else None


def _next_item(text: str, at: int, column: int) -> int:
    """The start of the first line after `at` that begins an item in that column, or a key of the file."""
    begin = re.compile(rf"^(?: {{{column}}}- |[A-Za-z])" if column else r"^(?:- |[A-Za-z])", re.MULTILINE)
    line_end = text.find("\n", at)
    found = begin.search(text, line_end + 1) if line_end >= 0 else None
    return found.start() if found else len(text)
