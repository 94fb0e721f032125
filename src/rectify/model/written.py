"""Written: a file that was made for somebody else, as it was when it was whole."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """Where it is, as the user would write it; its sha256; its size in bytes."""

    path: str
    sha256: str
    size: int
