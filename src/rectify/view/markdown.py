r"""THE EYE: shown text within Markdown, where it stays text: no emphasis, no link, no HTML, no cell of its own."""

import re
from typing import Final

_HTML: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPECIAL: Final = re.compile(r"[&<>]|[\\`*\[\]|~#$!]|(?<![^\W_])_|_(?![^\W_])|(?<=:)//|(?<=www)\.", re.IGNORECASE)


def md(text: str) -> str:
    """One line of text that has gone through `shown`, as it must stand in Markdown to be read as it is.

    A `_` within a word is harmless; the slashes of a bare address are kept from making a link.
    """
    return _SPECIAL.sub(lambda found: _HTML.get(found.group()) or f"\\{found.group()}", text)
