"""The trail as lines: which of them are recorded, and the digest of each; nothing here asks what they say.

- A line that a power cut tore, unfinished or with a hole of zeros in it, was never recorded.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import BytesIO
from typing import Any


def digest(line: bytes) -> str:
    """sha256 of a line's bytes, without its newline, in hex."""
    text: str = _sha256()(line.removesuffix(b"\n")).hexdigest()
    return text


@cache
def _sha256() -> Callable[[bytes], Any]:
    from hashlib import sha256  # a list needs none; to import it for each of a million lines is to look for it as often

    return sha256


def recorded_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The recorded lines of a trail, each with its newline."""
    return (line for line, is_recorded in parted(lines) if is_recorded)


def parted(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The recorded lines with True, then what a stopped write left behind them with False; one line is held back.

    Args:
        lines: as they come from the disk, each with its newline; the last may have none.
    """
    held, rest = b"", b""
    for line in lines:
        if not line.endswith(b"\n"):
            rest = line
            continue
        if held:
            yield held, True
        held = line
    if b"\0" in held:
        held, rest = b"", held + rest
    if held:
        yield held, True
    if rest:
        yield rest, False


def whole_lines(data: bytes) -> list[bytes]:
    """The recorded lines of a trail in memory, without their newlines."""
    return [line.removesuffix(b"\n") for line in recorded_lines(BytesIO(data))]


def recorded(data: bytes) -> int:
    """How many bytes of a trail, or of its end, are recorded lines; what follows is torn."""
    return sum(map(len, recorded_lines(BytesIO(data))))
