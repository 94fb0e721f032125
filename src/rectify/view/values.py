"""THE EYE: JSON values of the trail and the register in words, and as one text for machines."""

import json
from collections.abc import Mapping
from typing import Any, Final

from rectify.model.names import is_digest
from rectify.view.escape import json_safe, shown

NONE: Final = "–"
"""How null, an absent value, is written in a change."""

_UNITS: Final = (("kB", 1000), ("MB", 1000**2), ("GB", 1000**3))


def value_words(value: Any) -> str:
    """A value in one line for people; an absent one is no text at all, of a digest the first 16 digits."""
    if isinstance(value, str):  # as most are
        return _text_words(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return file_words(value) if _is_file(value) else _mapping_words(value)
    if isinstance(value, list | tuple):
        joint = "; " if any(isinstance(part, Mapping) for part in value) else ", "
        return joint.join([value_words(part) for part in value])
    return _text_words(str(value))


def raw_text(value: Any) -> str:
    """A value as a machine reads it in a csv: ISO dates, `true`, lists joined by `; `, the rest as JSON."""
    if value is None:
        return ""
    if isinstance(value, list | tuple) and not any(isinstance(part, Mapping | list) for part in value):
        return "; ".join(raw_text(part) for part in value)
    if isinstance(value, bool | Mapping | list | tuple):
        return json_safe(json.dumps(value, ensure_ascii=False))
    return shown(str(value), multiline=True)


def size_words(size: int) -> str:
    """A file's size: `812 B`, `12 kB`, `3.4 MB`."""
    if size < 1000:
        return f"{size} B"
    unit, factor = next((unit, factor) for unit, factor in _UNITS if size < 999.5 * factor or unit == "GB")
    scaled = size / factor
    return f"{scaled:.1f} {unit}" if scaled < 9.95 else f"{scaled:.0f} {unit}"


def file_words(data: Mapping[str, Any]) -> str:
    """A piece of evidence: its shown name and size."""
    return f"{shown(str(data['name']))} ({size_words(int(data['size']))})"


def shortened(text: str, limit: int | None) -> str:
    """At most `limit` characters, the cut said; whole when there is no limit."""
    return text if limit is None or len(text) <= limit else f"{text[: limit - 1]}…"


def _text_words(text: str) -> str:
    text = shown(text)
    return f"{text[:16]}…" if is_digest(text) else text


def _is_file(value: Mapping[str, Any]) -> bool:
    return {"sha256", "name", "size"} <= value.keys()


def _mapping_words(value: Mapping[str, Any]) -> str:
    return ", ".join([f"{shown(str(key))}: {value_words(part)}" for key, part in value.items()])
