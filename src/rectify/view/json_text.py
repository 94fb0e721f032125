r"""THE EYE: the form all JSON has (`rectify/1`): one member a line, so that diff and grep work; additive changes only.

Invisible and control characters are `\u` escapes, so that the text is harmless on a terminal and the same JSON.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from rectify.view.escape import json_safe

SCHEMA: Final = "rectify/1"
_SPACED: Final = json.JSONEncoder(ensure_ascii=False).encode
_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dumps(value: Any, *, is_compact: bool = False) -> str:
    """One value on one line, without a newline; compact is without spaces, as in the trail."""
    return json_safe((_COMPACT if is_compact else _SPACED)(value))


def json_lines(values: Iterable[Any], *, is_compact: bool = False) -> str:
    """A value a line (jsonl)."""
    return "".join(f"{dumps(value, is_compact=is_compact)}\n" for value in values)


def envelope(head: Mapping[str, Any], name: str, members: Iterable[Any]) -> str:
    """An object of `schema`, the head and a list, each member of the list on a line of its own."""
    opening = dumps({"schema": SCHEMA, **head, name: []}).removesuffix("]}")
    lines = ",\n".join(dumps(member) for member in members)
    return f"{opening}\n{lines}\n]}}\n" if lines else f"{opening}]}}\n"
