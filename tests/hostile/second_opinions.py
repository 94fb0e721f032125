"""What two other readers make of a YAML text: PyYAML with all scalars text, and py-yaml12, which reads YAML 1.2."""

from typing import Any
from unicodedata import normalize

import yaml
import yaml12

NOTHING = (None, "", "~", "null", "Null", "NULL")


class _OneOfEach(yaml.BaseLoader):
    """PyYAML's own reader, which would let the last of two equal keys win."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """The mapping, unless a key stands twice in it, or is nothing."""
        made = super().construct_mapping(node, deep=True)
        keys = [normalize("NFC", key.value) for key, _ in node.value]
        if len(set(keys)) < len(keys) or "" in keys:
            raise yaml.constructor.ConstructorError(None, None, "a key stands twice, or is empty", node.start_mark)
        return made


def pyyaml(text: str) -> Any:
    """The data as PyYAML reads it (in Python, so it shares no code with libyaml), every scalar a text.

    Raises:
        yaml.YAMLError: it refuses.
    """
    return yaml.load(text, Loader=_OneOfEach)  # noqa: S506  # makes nothing but texts, lists and dicts


def yaml_1_2(text: str) -> Any:
    """The data as a reader of YAML 1.2 makes it, with its numbers and booleans.

    Raises:
        ValueError: it refuses.
    """
    return yaml12.parse_yaml(text)


def same_texts(ours: Any, theirs: Any) -> bool:
    """True when PyYAML's data are ours; no value is ours where theirs is an empty text, `~` or `null`."""
    if isinstance(ours, dict):
        same_keys = isinstance(theirs, dict) and list(ours) == [normalize("NFC", key) for key in theirs]
        return same_keys and all(map(same_texts, ours.values(), theirs.values()))
    if isinstance(ours, list):
        return isinstance(theirs, list) and len(ours) == len(theirs) and all(map(same_texts, ours, theirs))
    return theirs in NOTHING if ours is None else bool(ours == theirs)


def same_values(ours: Any, theirs: Any) -> bool:
    """True when the values of YAML 1.2 are what our texts say: 012 is 12 there, and 0x1F is 31."""
    if isinstance(ours, dict):
        same_size = isinstance(theirs, dict) and len(ours) == len(theirs)
        same_keys = same_size and all(map(same_values, ours, theirs))
        return same_keys and all(map(same_values, ours.values(), theirs.values()))
    if isinstance(ours, list):
        return isinstance(theirs, list) and len(ours) == len(theirs) and all(map(same_values, ours, theirs))
    return _same_scalar(ours, theirs)


def _same_scalar(ours: str | None, theirs: Any) -> bool:
    if ours is None or theirs is None:
        return ours in (None, *NOTHING) and theirs is None
    if isinstance(theirs, bool):
        return ours.lower() == str(theirs).lower()
    if isinstance(theirs, int):
        return int(ours, 0 if ours[:2] in ("0x", "0o") else 10) == theirs
    if isinstance(theirs, float):
        return str(float(ours.lower().replace(".inf", "inf").replace(".nan", "nan"))) == str(theirs)
    return type(theirs) is str and ours in (theirs, normalize("NFC", theirs))  # keys of ours are in one form
