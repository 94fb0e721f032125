"""Paths into JSON data: `deadline.date`, `milestones[2].done_on`, `units["name.with.dots"]`."""

import json
import re
from functools import cache, lru_cache
from typing import Any

Step = str | int


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(r"[\w-]+\Z")


@cache
def _step() -> re.Pattern[str]:
    return re.compile(r"""\.?([\w-]+)|\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*")\]""")


@lru_cache(maxsize=4096)  # however many changes there are, few hundred paths are changed
def write_path(steps: tuple[Step, ...]) -> str:
    """The text of a path; `read_path` reads it back."""
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _plain().match(step):
            text += f".{step}" if text else step
        else:
            text += f"[{json.dumps(step, ensure_ascii=False)}]"
    return text


def read_path(text: str) -> tuple[Step, ...]:
    """The steps of a path.

    Raises:
        ValueError: the text is no path.
    """
    steps: list[Step] = []
    at = 0
    while at < len(text):
        found = _step().match(text, at)
        if not found or (text[at] == ".") == (at == 0 or text[at] == "["):
            raise ValueError(f"not a path: {text!r}")
        key, index, quoted = found.groups()
        steps.append(key if key is not None else int(index) if index is not None else json.loads(quoted))
        at = found.end()
    return tuple(steps)


def get(data: Any, steps: tuple[Step, ...]) -> Any:
    """What stands at a path; None where nothing does."""
    for step in steps:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list | tuple) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def put(data: Any, steps: tuple[Step, ...], value: Any) -> None:
    """Set what stands at a path, in place; None removes a key; an index one past the end appends.

    Raises:
        LookupError: the path does not lead anywhere.
    """
    *way, last = steps
    for step in way:
        data = data[step]
    if isinstance(data, dict) is not isinstance(last, str):
        raise LookupError(f"no {last!r} there")
    if isinstance(data, list) and last == len(data):
        data.append(value)
    elif isinstance(data, dict) and value is None:
        data.pop(last, None)
    else:
        data[last] = value
